package org.farandole.dvms;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.farandole.contracts.dvms.Decision;
import org.farandole.contracts.dvms.IspEvent;
import org.farandole.contracts.dvms.IspId;
import org.farandole.contracts.dvms.IspRef;
import org.farandole.contracts.dvms.Outcome;
import org.farandole.contracts.dvms.Priority;
import org.farandole.contracts.dvms.Priority.ProblemClass;
import org.farandole.contracts.dvms.RingMessage.Accepted;
import org.farandole.contracts.dvms.RingMessage.Finished;
import org.farandole.contracts.dvms.RingMessage.Granted;
import org.farandole.contracts.dvms.RingMessage.Join;
import org.farandole.contracts.dvms.RingMessage.NotMine;
import org.farandole.contracts.dvms.RingMessage.Release;
import org.farandole.contracts.dvms.RingMessage.Renew;
import org.junit.jupiter.api.Test;

/** Letters that are lost, come twice or late: the ISP goes on, and nobody stays reserved. */
class LettersGoWrongTest {

    private final Mishaps mishaps = new Mishaps();

    /** n0 wants 120 of 100; n1 is full, n2 has room. */
    private VirtualRing oneProblem() {
        VirtualRing ring = VirtualRing.of(4, 100).over(mishaps);
        Invariants.always().forEach(ring::watchedBy);
        return ring.vm(0, "a", 60).vm(0, "b", 60).vm(1, "c", 90).begin();
    }

    private static void isSolvedOnce(VirtualRing ring, Duration within) {
        ring.run(within);
        assertThat(ring.ended()).extracting(IspEvent.Ended::outcome).containsExactly(Outcome.SOLVED);
        assertThat(ring.overloaded(0)).isFalse();
        assertThat(ring.allFree()).isTrue();
    }

    @Test
    void aLostJoinIsSentAgain() {
        mishaps.loseNext(Join.class);
        VirtualRing ring = oneProblem();
        isSolvedOnce(ring, Duration.ofSeconds(15));
        assertThat(ring.sent(Join.class::isInstance)).containsExactly("n0 to n1", "n0 to n1", "n0 to n2");
    }

    @Test
    void aLostGrantIsGivenAgain() {
        mishaps.loseNext(Granted.class);
        VirtualRing ring = oneProblem();
        isSolvedOnce(ring, Duration.ofSeconds(15));
        assertThat(ring.ended().getFirst().members()).hasSize(3);
    }

    @Test
    void whoIsSilentTwiceIsSteppedOverAndItsLateGrantGivenBack() {
        mishaps.delayNext(Granted.class, Duration.ofMillis(2500)).loseNext(Granted.class);
        VirtualRing ring = oneProblem();
        ring.run(Duration.ofSeconds(4));
        assertThat(ring.sent(message -> message instanceof Release release && release.forIsp() == null))
                .contains("n0 to n1");
        assertThat(ring.state(1)).isInstanceOf(AgentState.Free.class);
        isSolvedOnce(ring, Duration.ofSeconds(11));
        assertThat(ring.ended().getFirst().members()).hasSize(2);
    }

    @Test
    void everythingTwiceIsAsOnce() {
        mishaps.repeatAll(Duration.ofMillis(700));
        VirtualRing ring = oneProblem();
        isSolvedOnce(ring, Duration.ofSeconds(20));
        assertThat(ring.executor().placement(VirtualRing.node(2))).hasSize(1);
    }

    @Test
    void aLostPlanIsPublishedAgain() {
        mishaps.lose(2, letter -> letter.content() instanceof Decision.Plan);
        isSolvedOnce(oneProblem(), Duration.ofSeconds(25));
    }

    @Test
    void aMemberThatMissesTheBeginningHearsOfTheEnd() {
        mishaps.lose(
                1, letter -> letter.is(Accepted.class) && VirtualRing.node(1).equals(letter.to()));
        isSolvedOnce(oneProblem(), Duration.ofSeconds(15));
    }

    @Test
    void whoMissesTheEndAsksTheExecutor() {
        mishaps.lose(
                1, letter -> letter.is(Finished.class) && VirtualRing.node(2).equals(letter.to()));
        VirtualRing ring = oneProblem();
        ring.run(Duration.ofSeconds(20));
        assertThat(ring.state(2)).isInstanceOf(AgentState.Executing.class);
        isSolvedOnce(ring, Duration.ofSeconds(15));
    }

    @Test
    void aLeaderThatMissesTheEndStillEndsItsIsp() {
        mishaps.lose(
                1, letter -> letter.is(Finished.class) && VirtualRing.node(0).equals(letter.to()));
        VirtualRing ring = oneProblem();
        isSolvedOnce(ring, Duration.ofSeconds(35));
        assertThat(ring.ended().getFirst().achieved()).contains("report was lost");
    }

    @Test
    void aLateGrantOfAPlanThatIsExecutedIsNotGivenBack() {
        // given: the plan runs
        VirtualRing ring = oneProblem();
        ring.run(Duration.ofSeconds(3));
        assertThat(ring.state(0)).isInstanceOf(AgentState.Executing.class);
        Granted granted = ring.trace().stream()
                .flatMap(happening -> happening.effects().stream())
                .filter(effect -> effect instanceof Effect.SendTo(var _, Granted _))
                .map(effect -> (Granted) ((Effect.SendTo) effect).message())
                .reduce((earlier, later) -> later)
                .orElseThrow();
        // when
        ring.letter(2, 0, granted);
        // then
        assertThat(ring.trace().getLast().effects())
                .containsExactly(new Effect.Ignored("Granted", Old.EXECUTOR_DECIDES));
        assertThat(ring.sent(Release.class::isInstance)).containsExactly("n0 to n1");
    }

    @Test
    void aLateReleaseDoesNotFreeALaterReservation() {
        // given: n1 granted itself at round 7
        VirtualRing ring = oneProblem();
        ring.run(Duration.ofMillis(100));
        IspRef isp = anIspOf(ring, 3);
        ring.letter(3, 1, new Join(isp, 7, Set.of(VirtualRing.node(3)), 0, false, List.of()));
        // when, then
        ring.letter(3, 1, new Release(isp.isp(), 6, null));
        assertThat(ring.state(1)).isInstanceOf(AgentState.Member.class);
        ring.letter(3, 1, new Release(isp.isp(), 7, null));
        assertThat(ring.state(1)).isInstanceOf(AgentState.Free.class);
    }

    @Test
    void aRepeatedRequestDoesNotTakeAReservationBackToItsRound() {
        // given: n1 granted itself at round 2, was released, and granted itself again at round 5
        VirtualRing ring = oneProblem();
        ring.run(Duration.ofMillis(100));
        IspRef isp = anIspOf(ring, 3);
        Join early = new Join(isp, 2, Set.of(VirtualRing.node(3)), 0, false, List.of());
        Release release = new Release(isp.isp(), 2, null);
        ring.letter(3, 1, early);
        ring.letter(3, 1, release);
        ring.letter(3, 1, new Join(isp, 5, Set.of(VirtualRing.node(3)), 0, false, List.of()));
        // when both come once more
        ring.letter(3, 1, early);
        ring.letter(3, 1, release);
        // then it is reserved still
        assertThat(ring.state(1))
                .isInstanceOfSatisfying(
                        AgentState.Member.class,
                        member -> assertThat(member.grantRound()).isEqualTo(5));
    }

    @Test
    void whoIsRenewedForAnIspThatItIsNotInSaysSo() {
        VirtualRing ring = oneProblem();
        IspRef isp = anIspOf(ring, 3);
        ring.letter(3, 1, new Renew(isp.isp(), 2, Set.of()));
        assertThat(ring.sent(NotMine.class::isInstance)).containsExactly("n1 to n3");
    }

    @Test
    void aRequestGoesRoundItsOwnPartitionAndHome() {
        // given: n1 is in an ISP of n3
        VirtualRing ring = oneProblem();
        IspRef isp = anIspOf(ring, 3);
        ring.letter(3, 1, new Join(isp, 1, Set.of(VirtualRing.node(3)), 0, false, List.of()));
        // when n0 asks it
        ring.letter(0, 1, new Join(anIspOf(ring, 0), 1, Set.of(VirtualRing.node(0)), 16, false, List.of()));
        // then it is passed on to n2, past n3 it would go home
        assertThat(ring.trace().getLast().effects())
                .singleElement()
                .isInstanceOfSatisfying(Effect.SendTo.class, send -> {
                    assertThat(send.to()).isEqualTo(ring.position(2));
                    assertThat(((Join) send.message()).met()).singleElement().satisfies(met -> {
                        assertThat(met.isp()).isEqualTo(isp);
                        assertThat(met.nodes()).containsExactly(VirtualRing.node(1));
                    });
                });
    }

    private static IspRef anIspOf(VirtualRing ring, int node) {
        return new IspRef(
                new IspId(VirtualRing.node(node), 1, 99),
                ring.position(node),
                new Priority(ProblemClass.RELIEVE, VirtualRing.BEGINNING, VirtualRing.node(node)));
    }

    @Test
    void aStateIsNeverOlderThanItsFence() {
        // given: a VM is created on the member n1 while the leader goes on to n2
        VirtualRing ring = oneProblem();
        ring.runUntil(() -> ring.state(1) instanceof AgentState.Member, Duration.ofSeconds(2));
        ring.executor().create(VirtualRing.node(1), VirtualRing.placed("new"));
        // then the plan is made from the new state, or refused and made again
        ring.run(Duration.ofSeconds(20));
        assertThat(ring.overloaded(0)).isFalse();
        assertThat(ring.ended()).extracting(IspEvent.Ended::outcome).contains(Outcome.SOLVED);
        assertThat(ring.agent(1).self().state().vms()).hasSize(2);
        assertThat(ring.allFree()).isTrue();
    }
}
