package org.farandole.dvms;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.farandole.contracts.dvms.Action;
import org.farandole.contracts.dvms.Decision;
import org.farandole.contracts.dvms.Fence;
import org.farandole.contracts.dvms.IspEvent;
import org.farandole.contracts.dvms.IspId;
import org.farandole.contracts.dvms.NodeState;
import org.farandole.contracts.dvms.RingMessage.Granted;
import org.farandole.contracts.dvms.RingMessage.Join;
import org.farandole.contracts.dvms.RingMessage.Refused.Reason;
import org.farandole.contracts.node.NodeName;
import org.farandole.contracts.node.RingKey;

/**
 * The protocol's invariants I1 to I9, each checked after every event, from what agents send and the executor does. None
 * looks at the checks that the code itself makes.
 */
final class Invariants {

    private Invariants() {}

    /** Those that hold whatever happens. */
    static List<VirtualRing.Watcher> always() {
        return List.of(
                new PlansOfANodeRiseWithItsFence(),
                new NothingHappenedSinceTheStatesWereRead(),
                new OnlyWhoGrantedIsInAPlan(),
                new AnIspExecutesOnePlan(),
                new NobodyWaitsLongerThanItsTimer(),
                new APartitionGrowsForAReason(),
                new ARequestGoesClockwiseHome());
    }

    /** I1, seen from the executor: an accepted plan's fences are even and higher than the node's last, which is over. */
    static final class PlansOfANodeRiseWithItsFence implements VirtualRing.Watcher {
        private final Map<NodeName, Fence> last = new HashMap<>();
        private final Map<NodeName, IspId> held = new HashMap<>();

        @Override
        public void accepted(Decision.Plan plan, Map<NodeName, Fence> before) {
            plan.fences().forEach((node, fence) -> {
                assertThat(fence.idle())
                        .as("I1: %s is planned at an odd fence by %s", node, plan)
                        .isTrue();
                Fence earlier = last.put(node, fence);
                assertThat(earlier == null || fence.newerThan(earlier))
                        .as("I1: %s is planned at %s after %s, by %s", node, fence, earlier, plan.isp())
                        .isTrue();
                assertThat(held.put(node, plan.isp()))
                        .as("I1: %s is held when %s is accepted", node, plan.isp())
                        .isNull();
            });
        }

        @Override
        public void finished(Decision.Plan plan) {
            plan.fences().keySet().forEach(held::remove);
        }
    }

    /** I2: what was computed from is what is there; and each state that is solved was true at its fence. */
    static final class NothingHappenedSinceTheStatesWereRead implements VirtualRing.Watcher {
        private final Map<NodeName, Long> happened = new HashMap<>();

        @Override
        public void accepted(Decision.Plan plan, Map<NodeName, Fence> before) {
            plan.fences().forEach((node, fence) -> {
                assertThat(fence.value())
                        .as("I2: %s changed since %s read it", node, plan.isp())
                        .isEqualTo(happened.getOrDefault(node, 0L));
                happened.merge(node, 1L, Long::sum);
            });
        }

        @Override
        public void finished(Decision.Plan plan) {
            plan.fences().keySet().forEach(node -> happened.merge(node, 1L, Long::sum));
        }

        @Override
        public void changed(NodeName node) {
            happened.merge(node, 2L, Long::sum);
        }

        @Override
        public void happened(VirtualRing ring, VirtualRing.Happening happening) {
            for (Effect effect : happening.effects()) {
                if (effect instanceof Effect.SolveLocally solve) {
                    for (NodeState state : solve.states()) {
                        assertThat(state.vms())
                                .extracting(NodeState.VmDemand::placed)
                                .as("I2: %s solves %s at fence %s", solve.isp(), state.node(), state.fence())
                                .isEqualTo(ring.executor().placementAt(state.node(), state.fence()));
                    }
                }
            }
        }
    }

    /** I3: who is in an accepted plan gave itself to that ISP, and VMs move between such nodes only. */
    static final class OnlyWhoGrantedIsInAPlan implements VirtualRing.Watcher {
        private final Map<IspId, Set<NodeName>> granted = new HashMap<>();

        @Override
        public void happened(VirtualRing ring, VirtualRing.Happening happening) {
            for (Effect effect : happening.effects()) {
                if (effect instanceof Effect.SendTo(var _, Granted grant)) {
                    granted.computeIfAbsent(grant.isp(), _ -> new HashSet<>()).add(happening.node());
                }
            }
        }

        @Override
        public void accepted(Decision.Plan plan, Map<NodeName, Fence> before) {
            Set<NodeName> members = new HashSet<>(granted.getOrDefault(plan.isp(), Set.of()));
            members.add(plan.leader().node());
            assertThat(members)
                    .as("I3: members of %s", plan.isp())
                    .containsAll(plan.fences().keySet());
            for (Action action : plan.actions()) {
                switch (action) {
                    case Action.Migrate move ->
                        assertThat(plan.fences().keySet())
                                .as("I3: %s moves a VM", plan.isp())
                                .contains(move.source(), move.destination());
                    case Action.PowerOff off ->
                        assertThat(plan.fences().keySet())
                                .as("I3: %s powers a node off", plan.isp())
                                .contains(off.node());
                }
            }
        }
    }

    /** I4: one plan is published, perhaps repeated, and accepted once at most. */
    static final class AnIspExecutesOnePlan implements VirtualRing.Watcher {
        private final Map<IspId, Decision.Plan> published = new HashMap<>();
        private final Set<IspId> accepted = new HashSet<>();

        @Override
        public void happened(VirtualRing ring, VirtualRing.Happening happening) {
            for (Effect effect : happening.effects()) {
                if (effect instanceof Effect.Publish(Decision.Plan plan)) {
                    Decision.Plan earlier = published.putIfAbsent(plan.isp(), plan);
                    assertThat(earlier == null ? plan : earlier)
                            .as("I4: the plan of %s", plan.isp())
                            .isEqualTo(plan);
                }
            }
        }

        @Override
        public void accepted(Decision.Plan plan, Map<NodeName, Fence> before) {
            assertThat(accepted.add(plan.isp()))
                    .as("I4: %s is accepted once", plan.isp())
                    .isTrue();
        }
    }

    /** I5, without crashes, lost leases and changes from outside: no plan is refused, no two leaders count on a node. */
    static final class NoTwoLeadersCountOnANode implements VirtualRing.Watcher {
        @Override
        public void refused(Decision.Plan plan, Reason reason) {
            throw new AssertionError("I5: the plan of " + plan.isp() + " is refused: " + reason);
        }

        @Override
        public void happened(VirtualRing ring, VirtualRing.Happening happening) {
            if (!(happening.after().state() instanceof AgentState.Leader leader)) {
                return;
            }
            for (int i = 0; i < ring.size(); i++) {
                if (ring.state(i) instanceof AgentState.Leader other
                        && !other.isp().equals(leader.isp())) {
                    if (!Collections.disjoint(other.partition(), leader.partition())) {
                        throw new AssertionError("I5: a node is listed by " + leader + " and by " + other);
                    }
                }
            }
        }
    }

    /** I6: said once; and by the end of a run by all, but those whose leader crashed. */
    static final class EveryIspEndsOnce implements VirtualRing.Watcher {
        private final Set<IspId> open = new HashSet<>();
        private final Set<IspId> ended = new HashSet<>();

        @Override
        public void happened(VirtualRing ring, VirtualRing.Happening happening) {
            for (Effect effect : happening.effects()) {
                if (effect instanceof Effect.Report(IspEvent event)) {
                    switch (event) {
                        case IspEvent.Opened opened ->
                            assertThat(open.add(opened.isp()) && !ended.contains(opened.isp()))
                                    .as("I6: %s is opened once", opened.isp())
                                    .isTrue();
                        case IspEvent.Ended end ->
                            assertThat(open.remove(end.isp()) && ended.add(end.isp()))
                                    .as("I6: %s ends once", end.isp())
                                    .isTrue();
                        case IspEvent.Grown grown ->
                            assertThat(open).as("I6: only an open ISP grows").contains(grown.isp());
                        case IspEvent.Computed _ -> {}
                    }
                }
            }
        }

        @Override
        public void crashed(NodeName node, Agent agent) {
            open.removeIf(isp -> isp.initiator().equals(node));
        }

        void atTheEnd() {
            assertThat(open).as("I6: ISPs that never ended").isEmpty();
        }
    }

    /** I6 and I7: no agent waits longer for one thing than its own timer allows, whatever becomes of the others. */
    static final class NobodyWaitsLongerThanItsTimer implements VirtualRing.Watcher {
        private static final Duration SOME = Duration.ofSeconds(2);

        /** What an agent waits for, and since when. */
        private record Waiting(Object what, Instant since) {}

        private final Map<NodeName, Waiting> waiting = new HashMap<>();

        @Override
        public void happened(VirtualRing ring, VirtualRing.Happening happening) {
            Timings timings = happening.after().self().timings();
            boolean leased = happening.effects().stream()
                    .anyMatch(effect -> effect instanceof Effect.StartTimer start && start.timer() == Timer.LEASE);
            switch (happening.after().state()) {
                case AgentState.Member member -> {
                    if (leased) {
                        waiting.remove(happening.node());
                    }
                    atMost(timings.lease(), member.isp(), happening);
                }
                case AgentState.Leader leader -> leads(leader, timings, happening);
                case AgentState.Free _
                when happening.after().self().wanted() != null ->
                    atMost(timings.promise(), happening.after().self().wanted(), happening);
                case AgentState.Waking _, AgentState.Free _, AgentState.Executing _, AgentState.Left _ ->
                    waiting.remove(happening.node());
            }
        }

        private void leads(AgentState.Leader leader, Timings timings, VirtualRing.Happening happening) {
            Object request = List.of(leader.isp(), leader.phase().getClass(), leader.round());
            switch (leader.phase()) {
                case AgentState.Phase.Asking _ -> atMost(timings.ask().multipliedBy(2), request, happening);
                case AgentState.Phase.Solving _ -> atMost(timings.solve().multipliedBy(2), request, happening);
                case AgentState.Phase.Claiming _ -> atMost(timings.awaitOthers(), request, happening);
                case AgentState.Phase.Publishing _ -> waiting.remove(happening.node());
            }
        }

        @Override
        public void crashed(NodeName node, Agent agent) {
            waiting.remove(node);
        }

        private void atMost(Duration bound, Object what, VirtualRing.Happening happening) {
            Waiting now = waiting.compute(
                    happening.node(),
                    (_, known) ->
                            known != null && known.what().equals(what) ? known : new Waiting(what, happening.at()));
            if (Duration.between(now.since(), happening.at()).compareTo(bound.plus(SOME)) > 0) {
                throw new AssertionError("I6: " + happening.node() + " has waited since " + now + ", not " + bound);
            }
        }
    }

    /** I7: at the end of a run nothing is reserved, promised or locked. */
    static void nothingStaysReserved(VirtualRing ring) {
        List<String> busy = new ArrayList<>();
        for (int i = 0; i < ring.size(); i++) {
            if (!(ring.state(i) instanceof AgentState.Free)
                    || ring.agent(i).self().wanted() != null) {
                busy.add(VirtualRing.node(i) + ": " + ring.state(i));
            }
        }
        assertThat(busy).as("I7: nodes that are not free").isEmpty();
        assertThat(ring.allFree()).as("I7: a node is still locked").isTrue();
    }

    /** I8: nobody is asked, and nobody is taken in, once the leader was told that its problem is gone. */
    static final class APartitionGrowsForAReason implements VirtualRing.Watcher {
        private final Set<NodeName> troubled = new HashSet<>();

        @Override
        public void happened(VirtualRing ring, VirtualRing.Happening happening) {
            if (happening.input() instanceof Input.TriggerOn || happening.input() instanceof Input.DrainMe) {
                troubled.add(happening.node());
            }
            if (happening.input() instanceof Input.TriggerOff) {
                troubled.remove(happening.node());
            }
            boolean grows = happening.effects().stream()
                    .anyMatch(effect -> effect instanceof Effect.Report(IspEvent.Grown _)
                            || (effect instanceof Effect.SendTo(var _, Join join)
                                    && join.by().leader().node().equals(happening.node())));
            if (grows && !troubled.contains(happening.node())) {
                throw new AssertionError("I8: " + happening.node() + " grows a partition without a reason");
            }
        }
    }

    /** I9: passed on strictly clockwise, never past home, with fewer hops each time. */
    static final class ARequestGoesClockwiseHome implements VirtualRing.Watcher {
        @Override
        public void happened(VirtualRing ring, VirtualRing.Happening happening) {
            RingKey me = happening.after().self().position().key();
            for (Effect effect : happening.effects()) {
                if (effect instanceof Effect.SendTo(var to, Join join)
                        && !join.by().leader().node().equals(happening.node())) {
                    assertThat(View.inside(me, to.key(), join.by().leader().key()))
                            .as("I9: %s passes a request of %s on to %s", me.node(), join.isp(), to.node())
                            .isTrue();
                    assertThat(happening.input())
                            .as("I9: a request is passed on when it comes, with a hop less")
                            .isInstanceOfSatisfying(
                                    Input.Mail.class,
                                    mail -> assertThat(mail.message())
                                            .isInstanceOfSatisfying(
                                                    Join.class,
                                                    came -> assertThat(join.hops())
                                                            .isNotNegative()
                                                            .isLessThan(came.hops())));
                }
            }
        }
    }
}
