package org.farandole.placement;

import java.util.Optional;
import java.util.stream.IntStream;
import org.farandole.placement.Result.Cause;
import org.farandole.placement.Result.Cause.Kind;

/** Why there is no plan: by sums, before any search, and in words after one. */
final class Shortage {

    private final Instance instance;
    private final int[] leastMoves;

    Shortage(Instance instance, int[] leastMoves) {
        this.instance = instance;
        this.leastMoves = leastMoves;
    }

    Optional<Cause> atSight() {
        for (int node = 0; node < leastMoves.length; node++) {
            if (leastMoves[node] == LeastMoves.HELD) {
                return Optional.of(new Cause(
                        Kind.HELD,
                        "too few of the VMs on " + instance.nodes.get(node).name() + " may move"));
            }
        }
        return shortOf(Kind.CPU, " % of CPU", leaving(instance.demand), room(true))
                .or(() -> shortOf(Kind.MEMORY, " MiB of memory", leaving(instance.memory), room(false)));
    }

    Cause afterSearch(boolean complete, boolean forWantOfOrder) {
        if (!complete) {
            return new Cause(Kind.LIMIT, "the search stopped at its limit; nothing is proved");
        }
        return forWantOfOrder
                ? new Cause(Kind.NO_ORDER, "arrangements fit, but no node has the memory to begin moving towards one")
                : new Cause(Kind.FRAGMENTED, "the room is there in sum, but no arrangement of the VMs fits into it");
    }

    private Optional<Cause> shortOf(Kind kind, String unit, int leaving, int room) {
        return leaving <= room
                ? Optional.empty()
                : Optional.of(
                        new Cause(kind, leaving + unit + " must leave its nodes, the others have room for " + room));
    }

    /** At least so much must leave the sources. */
    private int leaving(int[] uses) {
        return switch (instance.goal) {
            case RELIEVE ->
                uses == instance.demand
                        ? instance.sources().map(instance::surplus).sum()
                        : 0;
            case EVACUATE ->
                instance.sources().flatMap(instance::vmsOn).map(vm -> uses[vm]).sum();
        };
    }

    private int room(boolean cpu) {
        return IntStream.range(0, instance.nodeCount())
                .filter(node -> !instance.nodes.get(node).draining())
                .map(node -> cpu
                        ? Math.max(0, instance.capacity(node) - instance.cpuLoad[node])
                        : instance.memoryBound(node) - instance.memoryLoad[node])
                .sum();
    }
}
