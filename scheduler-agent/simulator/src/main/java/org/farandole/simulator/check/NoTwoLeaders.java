package org.farandole.simulator.check;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.farandole.contracts.dvms.Decision;
import org.farandole.contracts.dvms.IspId;
import org.farandole.contracts.dvms.RingMessage.Refused.Reason;
import org.farandole.contracts.node.NodeName;
import org.farandole.dvms.AgentState;
import org.farandole.simulator.watch.Happening;
import org.farandole.simulator.watch.Watcher;

/** I5, without crashes, early leases and changes from outside: no plan is refused, no two leaders count on one node. */
final class NoTwoLeaders implements Watcher {

    private final Map<NodeName, IspId> listed = new HashMap<>();

    @Override
    public void refused(Instant at, Decision.Plan plan, Reason reason) {
        throw new BrokenInvariant("I5: the plan of " + plan.isp() + " is refused: " + reason);
    }

    @Override
    public void stepped(Happening happening) {
        AgentState after = happening.after().state();
        if (happening.before().equals(after)) {
            return;
        }
        if (happening.before() instanceof AgentState.Leader before) {
            before.partition().forEach(node -> listed.remove(node, before.isp().isp()));
        }
        if (after instanceof AgentState.Leader leader) {
            list(leader.isp().isp(), leader.partition());
        }
    }

    private void list(IspId isp, Set<NodeName> partition) {
        for (NodeName node : partition) {
            IspId other = listed.put(node, isp);
            BrokenInvariant.require(
                    other == null || other.equals(isp), "I5: %s is listed by %s and by %s", node, isp, other);
        }
    }
}
