package org.farandole.e2e;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The VMs that are on a node, or on their way to it, fit into its memory. */
final class MemoryRule {

    /** Within one tick of the broker's clock the order between partitions is not known: what frees memory goes first. */
    private static final Comparator<Entry> FREEING_FIRST = Comparator.comparing(Entry::at)
            .thenComparing(entry ->
                    !Set.of("destroyed", "migrated", "given-up", "lost").contains(entry.type()));

    private final Recording recording;
    private final Findings findings;
    private final Map<String, Integer> capacityMiB = new HashMap<>();
    private final Map<String, Integer> sizeMiB = new HashMap<>();
    private final Map<String, Map<String, Integer>> takenMiB = new HashMap<>();

    MemoryRule(Recording recording, Findings findings) {
        this.recording = recording;
        this.findings = findings;
    }

    void check() {
        recording
                .of("node.events", "ready")
                .forEach(ready -> capacityMiB.put(
                        ready.body().at("/description/key/node").asText(),
                        ready.body().at("/description/capacity/memoryMiB").asInt()));
        recording
                .of("vm.events", "planned")
                .forEach(planned -> sizeMiB.put(
                        planned.body().at("/description/name").asText(),
                        planned.body().at("/description/size/memoryMiB").asInt()));
        List<Entry> events =
                recording.of("vm.events").stream().sorted(FREEING_FIRST).toList();
        events.forEach(this::apply);
    }

    private void apply(Entry event) {
        String vm = event.text("vm");
        switch (event.type()) {
            case "defined" -> take(event, vm, event.text("node"));
            case "migrating" -> take(event, vm, event.text("destination"));
            case "migrated" -> {
                free(vm, event.text("source"));
                take(event, vm, event.text("node"));
            }
            case "destroyed" -> free(vm, event.text("node"));
            case "given-up", "lost" -> takenMiB.values().forEach(node -> node.remove(vm));
            case "phase-failed" -> failed(event, vm);
            default -> {}
        }
    }

    /** A migration that failed left the VM where it was: whatever else it took is free again. */
    private void failed(Entry event, String vm) {
        if (event.text("phase").equals("MIGRATE")) {
            takenMiB.forEach((node, taken) -> {
                if (!node.equals(event.text("node"))) {
                    taken.remove(vm);
                }
            });
        }
    }

    private void take(Entry event, String vm, String node) {
        Map<String, Integer> taken = takenMiB.computeIfAbsent(node, name -> new HashMap<>());
        taken.put(vm, sizeMiB.getOrDefault(vm, 0));
        int sum = taken.values().stream().mapToInt(Integer::intValue).sum();
        int capacity = capacityMiB.getOrDefault(node, 0);
        findings.check(
                Invariant.MEMORY_HOLDS,
                sum <= capacity,
                event + ": VM " + vm + " takes node " + node + " to " + sum + " MiB of " + capacity);
    }

    private void free(String vm, String node) {
        takenMiB.getOrDefault(node, new HashMap<>()).remove(vm);
    }
}
