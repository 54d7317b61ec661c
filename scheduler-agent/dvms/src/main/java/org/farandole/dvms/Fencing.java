package org.farandole.dvms;

import java.util.List;
import org.farandole.contracts.dvms.Fence;
import org.farandole.contracts.dvms.PlacedVm;
import org.farandole.contracts.dvms.RingMessage.Accepted;
import org.farandole.contracts.dvms.RingMessage.Changed;
import org.farandole.contracts.dvms.RingMessage.Finished;
import org.farandole.contracts.dvms.RingMessage.FromExecutor;
import org.farandole.contracts.dvms.RingMessage.Refused;
import org.farandole.contracts.dvms.RingMessage.Status;
import org.jspecify.annotations.Nullable;

/** FENCE: what the executor says is dated by the node's fence; what is not newer than the known one is old. */
final class Fencing {

    private Fencing() {}

    /**
     * Whether the message is old. If not, its fence and placement are taken. Two are not old although they tell nothing
     * newer: a Status at the fence that is known (a woken agent may have it from a Changed, and an executing one needs to
     * hear that no plan holds it), and the end of the plan that this agent waits to hear of.
     */
    static boolean isOld(FromExecutor message, AgentState state, Draft draft) {
        return switch (message) {
            case Accepted accepted -> !taken(accepted.fence(), null, draft);
            case Finished finished ->
                !taken(finished.fence(), finished.placement(), draft) && !awaited(finished, state);
            case Changed changed -> !taken(changed.fence(), changed.placement(), draft);
            case Status status ->
                !taken(status.fence(), status.placement(), draft)
                        && !status.fence().equals(draft.self().own().fence());
            case Refused _ -> false;
        };
    }

    private static boolean taken(Fence fence, @Nullable List<PlacedVm> placement, Draft draft) {
        OwnNode own = draft.self().own();
        if (own.fence() != null && !fence.newerThan(own.fence())) {
            return false;
        }
        draft.keep(draft.self().with(placement == null ? own.at(fence) : own.at(fence, placement)));
        return true;
    }

    private static boolean awaited(Finished finished, AgentState state) {
        return state instanceof AgentState.Leader leader
                && leader.phase() instanceof AgentState.Phase.Publishing
                && leader.isp().isp().equals(finished.isp());
    }
}
