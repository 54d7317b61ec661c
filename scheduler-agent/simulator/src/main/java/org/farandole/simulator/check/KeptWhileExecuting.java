package org.farandole.simulator.check;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.farandole.contracts.dvms.Decision;
import org.farandole.contracts.dvms.Fence;
import org.farandole.contracts.dvms.IspId;
import org.farandole.contracts.dvms.RingMessage.Release;
import org.farandole.contracts.node.NodeName;
import org.farandole.dvms.AgentState;
import org.farandole.dvms.Input;
import org.farandole.simulator.watch.Happening;
import org.farandole.simulator.watch.Watcher;

/** I5, without crashes and early leases: nobody releases a member while the executor holds its node for that very ISP. */
final class KeptWhileExecuting implements Watcher {

    private final Map<NodeName, IspId> held = new HashMap<>();

    @Override
    public void accepted(Instant at, Decision.Plan plan, Map<NodeName, Fence> before) {
        plan.fences().keySet().forEach(node -> held.put(node, plan.isp()));
    }

    @Override
    public void finished(Instant at, Decision.Plan plan) {
        plan.fences().keySet().forEach(held::remove);
    }

    @Override
    public void stepped(Happening happening) {
        if (happening.input() instanceof Input.Mail(var from, Release release)
                && happening.before() instanceof AgentState.Member member
                && !(happening.after().state() instanceof AgentState.Member)) {
            BrokenInvariant.require(
                    !member.isp().isp().equals(held.get(happening.node())),
                    "I5: %s is released by %s up to %d, while the plan of %s holds it",
                    happening.node(),
                    from == null ? "the executor" : from.node(),
                    release.upTo(),
                    member.isp().isp());
        }
    }
}
