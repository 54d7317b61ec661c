package org.farandole.dvms;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.farandole.contracts.dvms.IspEvent;
import org.farandole.contracts.dvms.Member.Status;
import org.farandole.contracts.dvms.Outcome;
import org.farandole.contracts.dvms.RingMessage.Changed;
import org.farandole.contracts.dvms.RingMessage.NotMine;
import org.junit.jupiter.api.Test;

/** Agents that crash, wake, move and leave; nodes that are drained; platforms that only advise, or pause. */
class AgentsComeAndGoTest {

    /** n0 wants 120 of 100; n1 is full, n2 has room. */
    private static VirtualRing oneProblem(Network network) {
        VirtualRing ring = VirtualRing.of(4, 100).over(network);
        Invariants.always().forEach(ring::watchedBy);
        return ring.vm(0, "a", 60).vm(0, "b", 60).vm(1, "c", 90).begin();
    }

    private static boolean leads(VirtualRing ring, int members) {
        return ring.state(0) instanceof AgentState.Leader leader
                && leader.partition().size() == members;
    }

    @Test
    void theMembersOfALeaderThatCrashedAreFreeWhenTheirLeaseEnds() {
        VirtualRing ring = oneProblem(Network.FAULTLESS);
        assertThat(ring.runUntil(() -> leads(ring, 2), Duration.ofSeconds(2))).isTrue();
        ring.crash(0);
        ring.run(Duration.ofSeconds(9));
        assertThat(ring.state(1)).isInstanceOf(AgentState.Member.class);
        ring.run(Duration.ofSeconds(2));
        assertThat(ring.state(1)).isInstanceOf(AgentState.Free.class);
        // and once it is back, its problem is solved
        ring.restart(0);
        ring.run(Duration.ofSeconds(25));
        assertThat(ring.overloaded(0)).isFalse();
        assertThat(ring.allFree()).isTrue();
    }

    @Test
    void theMembersOfALeaderThatIsGoneAreFreeAtOnce() {
        VirtualRing ring = oneProblem(Network.FAULTLESS);
        ring.runUntil(() -> leads(ring, 2), Duration.ofSeconds(2));
        ring.crash(0);
        ring.member(0, Status.GONE);
        assertThat(ring.state(1)).isInstanceOf(AgentState.Free.class);
    }

    @Test
    void aLeaderThatCrashesWhileItsPlanRunsChangesNothing() {
        VirtualRing ring = oneProblem(Network.FAULTLESS);
        ring.runUntil(() -> ring.state(0) instanceof AgentState.Executing, Duration.ofSeconds(3));
        ring.crash(0);
        ring.later(Duration.ofSeconds(2), () -> ring.restart(0));
        ring.run(Duration.ofSeconds(3));
        assertThat(ring.state(0)).isInstanceOf(AgentState.Executing.class);
        ring.run(Duration.ofSeconds(15));
        assertThat(ring.overloaded(0)).isFalse();
        assertThat(ring.allFree()).isTrue();
        assertThat(ring.ended()).isEmpty();
    }

    @Test
    void aMemberThatIsGoneIsLeftOut() {
        VirtualRing ring = oneProblem(Network.FAULTLESS);
        ring.runUntil(() -> leads(ring, 2), Duration.ofSeconds(2));
        ring.crash(1);
        ring.member(1, Status.GONE);
        ring.run(Duration.ofSeconds(12));
        assertThat(ring.ended()).singleElement().satisfies(ended -> {
            assertThat(ended.outcome()).isEqualTo(Outcome.SOLVED);
            assertThat(ended.members()).containsExactlyInAnyOrder(VirtualRing.node(0), VirtualRing.node(2));
        });
    }

    @Test
    void whoIsAskedAndGoneIsSteppedOverAtOnce() {
        VirtualRing ring = oneProblem(Network.FAULTLESS);
        ring.crash(1);
        ring.runUntil(() -> leads(ring, 1), Duration.ofSeconds(2));
        ring.member(1, Status.GONE);
        ring.run(Duration.ofMillis(100));
        assertThat(ring.state(0)).isInstanceOf(AgentState.Executing.class);
    }

    @Test
    void aPlanFromAStateThatChangedIsWithdrawnAndTriedAgain() {
        // given: the word of the change does not reach n2 before the plan is out
        Mishaps mishaps = new Mishaps().delayNext(Changed.class, Duration.ofMillis(500));
        VirtualRing ring = oneProblem(mishaps);
        ring.runUntil(() -> leads(ring, 2), Duration.ofSeconds(2));
        ring.executor().create(VirtualRing.node(2), VirtualRing.placed("new"));
        ring.run(Duration.ofSeconds(15));
        assertThat(ring.ended()).extracting(IspEvent.Ended::outcome).containsExactly(Outcome.WITHDRAWN, Outcome.SOLVED);
        assertThat(ring.opened().get(1).priority())
                .isEqualTo(ring.opened().get(0).priority());
    }

    @Test
    void anAdvisedPlanIsNotExecutedAndBacksOff() {
        VirtualRing ring = oneProblem(Network.FAULTLESS);
        ring.executor().adviseOnly();
        ring.run(Duration.ofSeconds(35));
        assertThat(ring.ended())
                .extracting(IspEvent.Ended::outcome)
                .containsExactly(Outcome.ADVISED, Outcome.ADVISED, Outcome.ADVISED);
        assertThat(ring.executor().placement(VirtualRing.node(0))).hasSize(2);
        assertThat(ring.allFree()).isTrue();
    }

    @Test
    void nothingIsOpenedInAPause() {
        VirtualRing ring = oneProblem(Network.FAULTLESS);
        ring.give(0, new Input.ModeChanged(true));
        ring.run(Duration.ofSeconds(5));
        assertThat(ring.opened()).isEmpty();
        ring.give(0, new Input.ModeChanged(false));
        assertThat(ring.opened()).hasSize(1);
    }

    @Test
    void aDrainedNodeIsEmptiedAndLeaves() {
        VirtualRing ring = VirtualRing.of(4, 100)
                .vm(1, "a", 20)
                .vm(1, "b", 20)
                .vm(1, "c", 20)
                .vm(2, "d", 70)
                .begin();
        ring.run(Duration.ofSeconds(2));
        ring.give(1, new Input.DrainMe());
        assertThat(ring.trace().getLast().effects()).contains(new Effect.Announce(Status.DRAINING));
        ring.run(Duration.ofSeconds(15));
        assertThat(ring.executor().placement(VirtualRing.node(1))).isEmpty();
        assertThat(ring.ended()).extracting(IspEvent.Ended::outcome).containsExactly(Outcome.SOLVED);
        ring.give(1, new Input.Stop());
        assertThat(ring.state(1)).isInstanceOf(AgentState.Left.class);
    }

    @Test
    void whoIsToStopLeavesWhenItIsFreeAndEmpty() {
        VirtualRing ring = oneProblem(Network.FAULTLESS);
        ring.runUntil(() -> ring.state(2) instanceof AgentState.Executing, Duration.ofSeconds(3));
        ring.give(2, new Input.Stop());
        ring.give(1, new Input.Stop());
        ring.run(Duration.ofSeconds(12));
        assertThat(ring.state(1)).as("a VM is on it").isInstanceOf(AgentState.Free.class);
        ring.executor().destroy(VirtualRing.node(1), VirtualRing.placed("c").vm());
        ring.run(Duration.ofMillis(10));
        assertThat(ring.state(1)).isInstanceOf(AgentState.Left.class);
    }

    @Test
    void aHandedOverLeaderWithdrawsAndAMemberSaysSo() {
        VirtualRing ring = oneProblem(Network.FAULTLESS);
        ring.runUntil(() -> leads(ring, 2), Duration.ofSeconds(2));
        ring.give(1, new Input.HandOver());
        assertThat(ring.sent(NotMine.class::isInstance)).containsExactly("n1 to n0");
        ring.give(0, new Input.HandOver());
        assertThat(ring.ended()).extracting(IspEvent.Ended::outcome).containsExactly(Outcome.WITHDRAWN);
        assertThat(ring.state(0)).isInstanceOf(AgentState.Left.class);
    }

    @Test
    void aWokenAgentWaitsUntilItsEarlierReservationsHaveLapsed() {
        VirtualRing ring = oneProblem(Network.FAULTLESS);
        ring.crash(3);
        ring.restart(3);
        ring.run(Duration.ofSeconds(9));
        assertThat(ring.state(3)).isEqualTo(new AgentState.Waking(false, true));
        ring.run(Duration.ofSeconds(2));
        assertThat(ring.state(3)).isInstanceOf(AgentState.Free.class);
    }

    @Test
    void aNodeThatIsOffIsAskedForWhereTheRingHasNoRoom() {
        Settings mayWake =
                new Settings(Timings.forBudget(Duration.ofMillis(500)), Solver.LEADER, 128, 16, Power.waking());
        VirtualRing ring = new VirtualRing(3, 100, mayWake, true)
                .vm(0, "a", 60)
                .vm(0, "b", 60)
                .vm(1, "c", 90)
                .begin();
        ring.crash(2);
        ring.member(2, Status.OFF);
        ring.run(Duration.ofSeconds(3));
        assertThat(ring.trace())
                .flatExtracting(VirtualRing.Happening::effects)
                .contains(new Effect.PowerOn(VirtualRing.node(2)));
    }
}
