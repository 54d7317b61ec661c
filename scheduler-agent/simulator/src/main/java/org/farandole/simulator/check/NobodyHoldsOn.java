package org.farandole.simulator.check;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.farandole.contracts.dvms.IspId;
import org.farandole.contracts.node.NodeName;
import org.farandole.dvms.AgentState;
import org.farandole.simulator.watch.Happening;
import org.farandole.simulator.watch.Watcher;

/** I6: asking, solving and claiming take an ISP its deadline at most. */
final class NobodyHoldsOn implements Watcher {

    private static final Duration SOME = Duration.ofSeconds(2);

    private record Led(IspId isp, Instant since) {}

    private final Map<NodeName, Led> led = new HashMap<>();

    @Override
    public void stepped(Happening happening) {
        if (!(happening.after().state() instanceof AgentState.Leader leader)
                || leader.phase() instanceof AgentState.Phase.Publishing) {
            led.remove(happening.node());
            return;
        }
        IspId isp = leader.isp().isp();
        Led known = led.get(happening.node());
        Led now = known != null && known.isp().equals(isp) ? known : new Led(isp, happening.at());
        led.put(happening.node(), now);
        Duration bound = happening.after().self().timings().deadline().plus(SOME);
        BrokenInvariant.require(
                !happening.at().isAfter(now.since().plus(bound)),
                "I6: %s asks, solves and claims since %s, longer than %s",
                isp,
                now.since(),
                bound);
    }
}
