package org.farandole.simulator.check;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.farandole.contracts.dvms.Decision;
import org.farandole.contracts.dvms.Fence;
import org.farandole.contracts.dvms.IspId;
import org.farandole.contracts.node.NodeName;
import org.farandole.simulator.watch.Watcher;

/** I1, D1, by the executor: an accepted plan's fences are even, and above those of the node's last, which is over. */
final class PlansOfANodeRise implements Watcher {

    private final Map<NodeName, Fence> last = new HashMap<>();
    private final Map<NodeName, IspId> held = new HashMap<>();

    @Override
    public void accepted(Instant at, Decision.Plan plan, Map<NodeName, Fence> before) {
        plan.fences().forEach((node, fence) -> {
            BrokenInvariant.require(fence.idle(), "I1: %s plans %s at an odd fence", plan.isp(), node);
            Fence earlier = last.put(node, fence);
            BrokenInvariant.require(
                    earlier == null || fence.newerThan(earlier),
                    "I1: %s plans %s at fence %s after %s",
                    plan.isp(),
                    node,
                    fence,
                    earlier);
            IspId holder = held.put(node, plan.isp());
            BrokenInvariant.require(holder == null, "I1: %s takes %s, which %s holds", plan.isp(), node, holder);
        });
    }

    @Override
    public void finished(Instant at, Decision.Plan plan) {
        plan.fences().keySet().forEach(held::remove);
    }
}
