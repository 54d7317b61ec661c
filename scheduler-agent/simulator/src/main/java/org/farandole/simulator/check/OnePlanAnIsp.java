package org.farandole.simulator.check;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.farandole.contracts.dvms.Decision;
import org.farandole.contracts.dvms.Fence;
import org.farandole.contracts.dvms.IspId;
import org.farandole.contracts.node.NodeName;
import org.farandole.simulator.watch.Watcher;

/** I4: an ISP publishes one plan, perhaps again and again, and it is accepted once at most. */
final class OnePlanAnIsp implements Watcher {

    private final Map<IspId, Decision.Plan> published = new HashMap<>();
    private final Set<IspId> accepted = new HashSet<>();

    @Override
    public void published(Instant at, Decision.Plan plan) {
        Decision.Plan earlier = published.putIfAbsent(plan.isp(), plan);
        BrokenInvariant.require(
                earlier == null || earlier.equals(plan), "I4: %s publishes another plan: %s", plan.isp(), plan);
    }

    @Override
    public void accepted(Instant at, Decision.Plan plan, Map<NodeName, Fence> before) {
        BrokenInvariant.require(accepted.add(plan.isp()), "I4: a plan of %s is accepted twice", plan.isp());
    }
}
