package org.farandole.e2e;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** A VM is defined on one node at a time; when its reservation has ended, on none. */
final class VmRule {

    private final Recording recording;
    private final Findings findings;
    private final Map<String, String> definedOn = new HashMap<>();
    private final Map<String, String> reservationOf = new HashMap<>();

    VmRule(Recording recording, Findings findings) {
        this.recording = recording;
        this.findings = findings;
    }

    void check() {
        recording.of("vm.events").forEach(this::apply);
        Set<String> ended = recording
                .of("reservation.events", "ended")
                .map(entry -> entry.text("reservation"))
                .collect(Collectors.toSet());
        reservationOf.forEach((vm, reservation) -> {
            if (ended.contains(reservation)) {
                findings.check(
                        Invariant.VM_ON_ONE_NODE,
                        !definedOn.containsKey(vm),
                        "VM " + vm + " is left on " + definedOn.get(vm) + " after reservation " + reservation
                                + " ended");
            }
        });
    }

    private void apply(Entry event) {
        String vm = event.text("vm");
        String node = event.text("node");
        switch (event.type()) {
            case "planned" ->
                reservationOf.put(
                        event.body().at("/description/name").asText(),
                        event.body().at("/description/reservation").asText());
            case "defined" -> defined(event, vm, node);
            case "running" -> on(event, vm, node);
            case "migrating" -> on(event, vm, node);
            case "migrated" -> {
                on(event, vm, event.text("source"));
                definedOn.put(vm, node);
            }
            case "destroyed", "given-up", "lost" -> definedOn.remove(vm);
            default -> {}
        }
    }

    private void defined(Entry event, String vm, String node) {
        String before = definedOn.put(vm, node);
        findings.check(
                Invariant.VM_ON_ONE_NODE,
                before == null || before.equals(node),
                event + ": VM " + vm + " is defined on " + node + " while it is on " + before);
    }

    private void on(Entry event, String vm, String node) {
        findings.check(
                Invariant.VM_ON_ONE_NODE,
                node.equals(definedOn.get(vm)),
                event + ": VM " + vm + " is " + event.type() + " on " + node + ", but is defined on "
                        + definedOn.get(vm));
    }
}
