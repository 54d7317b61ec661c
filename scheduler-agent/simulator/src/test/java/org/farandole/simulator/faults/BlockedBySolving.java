package org.farandole.simulator.faults;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.farandole.contracts.node.NodeName;
import org.farandole.dvms.Agent;
import org.farandole.dvms.AgentState;
import org.farandole.dvms.Effect;
import org.farandole.dvms.Input;
import org.farandole.dvms.Step;
import org.farandole.dvms.Timer;
import org.farandole.dvms.TimerTag;
import org.farandole.simulator.ring.Behaviour;

/** Flaw 3: solving takes longer than the members' lease, and the leader does nothing else meanwhile; then the plan is published. */
final class BlockedBySolving implements Behaviour {

    private static final Duration SOLVES_FOR = Duration.ofSeconds(12);

    private final Map<NodeName, Input.Proposed> solving = new HashMap<>();

    @Override
    public Step on(Agent agent, Input input, Instant now) {
        NodeName me = agent.self().node();
        Input.Proposed solved = solving.get(me);
        if (solved != null && input instanceof Input.TimerFired(var timer, var tag)) {
            if (timer == Timer.SOLVE) {
                solving.remove(me);
                return agent.on(solved, now);
            }
            if (timer == Timer.RENEW) {
                return new Step(agent, List.of(new Effect.StartTimer(timer, tag, SOLVES_FOR)));
            }
        }
        if (input instanceof Input.Proposed proposed && agent.state() instanceof AgentState.Leader) {
            solving.put(me, proposed);
            TimerTag tag = new TimerTag(proposed.isp(), proposed.round());
            return new Step(agent, List.of(new Effect.StartTimer(Timer.SOLVE, tag, SOLVES_FOR)));
        }
        return agent.on(input, now);
    }
}
