package org.farandole.cli.moving;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.farandole.contracts.node.NodeName;
import org.farandole.contracts.vm.VmName;

/**
 * Where VMs can be moved to: each to the node of its reservation, other than its own, that has the most memory left when
 * those chosen before have gone there. What leaves a node is not counted as free: the storm's moves run at once. Not
 * thread-safe.
 */
final class Room {

    /** A move to be ordered. */
    record Move(VmName vm, NodeName source, NodeName destination) {}

    private record Place(String reservation, long freeMiB) {}

    private final Map<NodeName, Place> places = new TreeMap<>();

    /**
     * @param nodes the inventory, with memory
     * @param fences which reservation each node is ready for
     * @param vms all VMs
     */
    Room(JsonNode nodes, JsonNode fences, JsonNode vms) {
        Map<String, Long> memory = new HashMap<>();
        nodes.forEach(node ->
                memory.put(node.path("node").asText(), node.path("memoryMiB").asLong()));
        vms.forEach(vm -> {
            long size = vm.path("size").path("memoryMiB").asLong();
            for (String end : new String[] {"node", "destination"}) {
                if (vm.path(end).isTextual() && takesMemory(vm.path("phase").asText())) {
                    memory.merge(vm.path(end).asText(), -size, Long::sum);
                }
            }
        });
        fences.forEach(fence -> {
            String reservation = fence.path("readyFor").asText("");
            String name = fence.path("node").asText();
            boolean takesMore =
                    !fence.path("lost").asBoolean() && !fence.path("draining").asBoolean();
            if (!reservation.isEmpty() && takesMore) {
                places.put(new NodeName(name), new Place(reservation, memory.getOrDefault(name, 0L)));
            }
        });
    }

    private static boolean takesMemory(String phase) {
        return !phase.equals("destroyed") && !phase.equals("given-up");
    }

    /** Moves for the first {@code most} running VMs, in the order of their names; fewer where there is no room. */
    List<Move> moves(JsonNode vms, int most) {
        List<JsonNode> running = new ArrayList<>();
        vms.forEach(vm -> {
            if (vm.path("phase").asText().equals("running")) {
                running.add(vm);
            }
        });
        running.sort(Comparator.comparing(vm -> vm.path("name").asText()));
        List<Move> moves = new ArrayList<>();
        for (JsonNode vm : running) {
            if (moves.size() < most) {
                move(vm).ifPresent(moves::add);
            }
        }
        return moves;
    }

    private Optional<Move> move(JsonNode vm) {
        NodeName source = new NodeName(vm.path("node").asText());
        String reservation = vm.path("reservation").asText();
        long size = vm.path("size").path("memoryMiB").asLong();
        Optional<NodeName> best = places.entrySet().stream()
                .filter(place -> !place.getKey().equals(source))
                .filter(place -> place.getValue().reservation().equals(reservation))
                .filter(place -> place.getValue().freeMiB() >= size)
                .max(Comparator.comparingLong((Map.Entry<NodeName, Place> place) ->
                                place.getValue().freeMiB())
                        .thenComparing(Map.Entry::getKey, Comparator.reverseOrder()))
                .map(Map.Entry::getKey);
        best.ifPresent(node ->
                places.computeIfPresent(node, (name, place) -> new Place(place.reservation(), place.freeMiB() - size)));
        return best.map(node -> new Move(new VmName(vm.path("name").asText()), source, node));
    }
}
