package org.farandole.simulator.check;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.farandole.contracts.node.NodeName;
import org.farandole.dvms.AgentState;
import org.farandole.dvms.Effect;
import org.farandole.dvms.Timer;
import org.farandole.dvms.Timings;
import org.farandole.simulator.watch.Happening;
import org.farandole.simulator.watch.Watcher;

/** I6, I7: no agent waits longer for one thing than its own timer allows, whatever becomes of the others. */
final class NobodyWaitsTooLong implements Watcher {

    private static final Duration SOME = Duration.ofSeconds(2);

    private record Waiting(Object what, Instant since) {}

    private final Map<NodeName, Waiting> waiting = new HashMap<>();

    @Override
    public void stepped(Happening happening) {
        Timings timings = happening.after().self().timings();
        switch (happening.after().state()) {
            case AgentState.Member member -> {
                if (leased(happening)) {
                    waiting.remove(happening.node());
                }
                atMost(timings.lease(), member.isp().isp(), happening);
            }
            case AgentState.Leader leader -> leads(leader, timings, happening);
            case AgentState.Free _
            when happening.after().self().wanted() != null ->
                atMost(
                        timings.promise(),
                        Objects.requireNonNull(happening.after().self().wanted())
                                .isp(),
                        happening);
            case AgentState.Waking _, AgentState.Free _, AgentState.Executing _, AgentState.Left _ ->
                waiting.remove(happening.node());
        }
    }

    private void leads(AgentState.Leader leader, Timings timings, Happening happening) {
        Object request = List.of(leader.isp().isp(), leader.phase().getClass().getSimpleName(), leader.round());
        switch (leader.phase()) {
            case AgentState.Phase.Asking _ -> atMost(timings.ask().multipliedBy(2), request, happening);
            case AgentState.Phase.Solving _ -> atMost(timings.solve().multipliedBy(2), request, happening);
            case AgentState.Phase.Claiming _ -> atMost(timings.awaitOthers(), request, happening);
            case AgentState.Phase.Publishing _ -> waiting.remove(happening.node());
        }
    }

    @Override
    public void crashed(Instant at, NodeName node) {
        waiting.remove(node);
    }

    @Override
    public void moved(Instant at, NodeName node) {
        crashed(at, node);
    }

    private static boolean leased(Happening happening) {
        return happening.effects().stream()
                .anyMatch(effect -> effect instanceof Effect.StartTimer start && start.timer() == Timer.LEASE);
    }

    private void atMost(Duration bound, Object what, Happening happening) {
        Waiting known = waiting.get(happening.node());
        Waiting now = known != null && known.what().equals(what) ? known : new Waiting(what, happening.at());
        waiting.put(happening.node(), now);
        BrokenInvariant.require(
                Duration.between(now.since(), happening.at()).compareTo(bound.plus(SOME)) <= 0,
                "I6: %s has waited since %s for %s, which may take %s",
                happening.node(),
                now.since(),
                now.what(),
                bound);
    }
}
