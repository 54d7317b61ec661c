package org.farandole.dvms;

import java.util.List;
import org.farandole.contracts.dvms.Member;
import org.farandole.contracts.dvms.NodeState;
import org.farandole.contracts.node.Capacity;
import org.farandole.contracts.node.Resource;
import org.farandole.contracts.node.Throughput;

/** What lets nodes sleep and wakes them: what the ring is told of empty nodes, and the reserve. */
final class Sleeping {

    private Sleeping() {}

    /**
     * Tells the ring when the node becomes empty, and when it has VMs again. Whoever takes a node of the reserve into use has the
     * reserve made up, by a node that is off.
     */
    static void tell(AgentState state, Draft draft) {
        Self self = draft.self();
        if (!self.settings().power().sleeps() || self.problems().drain() != null || !speaks(state)) {
            return;
        }
        boolean empty = self.own().placement().isEmpty();
        if (empty == self.spare()) {
            return;
        }
        draft.keep(self.sparing(empty));
        draft.add(new Effect.Announce(empty ? Member.Status.SPARE : Member.Status.IN_USE));
        if (!empty
                && self.view().sparesBut(self.node()) < self.settings().power().reserve()) {
            wakeOne(self, draft);
        }
    }

    /** Before the executor's first word an agent does not know whether its node is empty. */
    private static boolean speaks(AgentState state) {
        return switch (state) {
            case AgentState.Waking _, AgentState.Left _ -> false;
            case AgentState.Free _, AgentState.Member _, AgentState.Leader _, AgentState.Executing _ -> true;
        };
    }

    /** The first node clockwise that is off, if there is one and it may be woken. */
    static void wakeOne(Self self, Draft draft) {
        if (self.settings().power().wakes()) {
            self.view().firstOffAfter(self.position().key()).ifPresent(node -> draft.add(new Effect.PowerOn(node)));
        }
    }

    /** The states with less capacity: so much of it, but not less than is demanded. */
    static List<NodeState> filledTo(int percent, List<NodeState> states) {
        return states.stream()
                .map(state -> new NodeState(
                        state.node(), state.fence(), filled(percent, state), state.draining(), state.vms()))
                .toList();
    }

    private static Capacity filled(int percent, NodeState state) {
        Capacity whole = state.capacity();
        Throughput throughput = whole.throughput();
        return new Capacity(
                filled(percent, state, Resource.CPU),
                whole.memoryMiB(),
                throughput == null
                        ? null
                        : new Throughput(
                                filled(percent, state, Resource.MEMORY_BANDWIDTH),
                                filled(percent, state, Resource.DISK),
                                filled(percent, state, Resource.NETWORK)));
    }

    private static int filled(int percent, NodeState state, Resource resource) {
        long whole = state.capacity().of(resource);
        boolean bounded = state.capacity().bounds(resource);
        return (int) (bounded ? Math.max(Math.max(1, whole * percent / 100), state.demand(resource)) : whole);
    }
}
