package org.farandole.dvms;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Set;
import org.farandole.contracts.dvms.IspEvent;
import org.farandole.contracts.dvms.Outcome;
import org.farandole.contracts.dvms.RingMessage.Join;
import org.junit.jupiter.api.Test;

/** One ISP on a quiet ring: it starts, grows along the first outs, and ends. */
class GrowingTest {

    @Test
    void anOverloadIsSolvedByTheFirstNodeWithRoom() {
        // given: n0 wants 120 of 100; n1 has no room, n2 has
        VirtualRing ring = VirtualRing.of(4, 100)
                .vm(0, "a", 60)
                .vm(0, "b", 60)
                .vm(1, "c", 90)
                .vm(2, "d", 30)
                .begin();
        // when
        ring.run(Duration.ofSeconds(30));
        // then
        assertThat(ring.ended()).singleElement().satisfies(ended -> {
            assertThat(ended.outcome()).isEqualTo(Outcome.SOLVED);
            assertThat(ended.members()).extracting(Object::toString).containsExactlyInAnyOrder("n0", "n1", "n2");
        });
        assertThat(ring.sent(Join.class::isInstance)).containsExactly("n0 to n1", "n0 to n2");
        assertThat(ring.overloaded(0)).isFalse();
        assertThat(ring.allFree()).isTrue();
    }

    @Test
    void aPlanHoldsOnlyTheNodesThatItTouches() {
        // given: n0 wants 120 of 100; n1 has no room, n2 has
        VirtualRing ring = VirtualRing.of(4, 100)
                .vm(0, "a", 60)
                .vm(0, "b", 60)
                .vm(1, "c", 50)
                .vm(1, "d", 40)
                .begin();
        // when: its plan is being carried out, n1 becomes overloaded
        ring.runUntil(() -> ring.state(0) instanceof AgentState.Executing, Duration.ofSeconds(3));
        ring.demand("d", 60);
        ring.run(Duration.ofSeconds(3));
        // then: n1 does not wait for the end of it
        assertThat(ring.state(0)).isInstanceOf(AgentState.Executing.class);
        assertThat(ring.state(1)).isInstanceOf(AgentState.Executing.class);
    }

    @Test
    void theWholeRingWithoutAPlanFailsAndBacksOff() {
        // given: 4 nodes that are all full
        VirtualRing ring = VirtualRing.of(4, 100)
                .vm(0, "a", 60)
                .vm(0, "b", 60)
                .vm(1, "c", 90)
                .vm(2, "d", 90)
                .vm(3, "e", 90)
                .begin();
        // when
        ring.run(Duration.ofSeconds(200));
        // then: attempts at about 1, 11, 31, 71 and 151 s
        assertThat(ring.ended()).hasSize(5).allSatisfy(ended -> {
            assertThat(ended.outcome()).isEqualTo(Outcome.FAILED);
            assertThat(ended.members()).hasSize(4);
        });
        assertThat(ring.opened())
                .extracting(opened -> opened.priority().birth())
                .doesNotHaveDuplicates();
        assertThat(ring.allFree()).isTrue();
        assertThat(ring.agent(0).self().problems().failures()).isEqualTo(5);
    }

    @Test
    void theBackOffIsForgottenWhenTheTriggerEnds() {
        VirtualRing ring = VirtualRing.of(2, 100)
                .vm(0, "a", 60)
                .vm(0, "b", 60)
                .vm(1, "c", 90)
                .begin();
        ring.run(Duration.ofSeconds(5));
        assertThat(ring.ended()).hasSize(1);
        ring.demand("b", 10);
        ring.run(Duration.ofSeconds(2));
        ring.demand("b", 60);
        ring.demand("c", 20);
        ring.run(Duration.ofSeconds(2));
        assertThat(ring.state(0)).isInstanceOf(AgentState.Executing.class);
    }

    @Test
    void anOverloadThatVanishesWhileTheRequestTravelsEndsVanishedAndFreesAll() {
        // given: n1 joined, n2 is being asked
        VirtualRing ring = VirtualRing.of(6, 100)
                .vm(0, "a", 60)
                .vm(0, "b", 60)
                .vm(1, "c", 90)
                .vm(2, "d", 90)
                .vm(3, "e", 90)
                .begin();
        boolean asksN2 = ring.runUntil(
                () -> ring.state(0) instanceof AgentState.Leader leader
                        && leader.cursor().equals(ring.position(2)),
                Duration.ofSeconds(5));
        assertThat(asksN2).isTrue();
        // when
        ring.demand("b", 10);
        ring.sample(0);
        ring.run(Duration.ofMillis(500));
        // then
        assertThat(ring.ended())
                .singleElement()
                .extracting(IspEvent.Ended::outcome)
                .isEqualTo(Outcome.VANISHED);
        assertThat(ring.sent(Join.class::isInstance)).containsExactly("n0 to n1", "n0 to n2");
        assertThat(ring.allFree()).isTrue();
    }

    @Test
    void whatFreeCpuCannotTakeIsNotSolved() {
        // given: 40 too much; n1 and n2 have 10 each, n3 has 60
        VirtualRing ring = VirtualRing.of(4, 100)
                .vm(0, "a", 70)
                .vm(0, "b", 70)
                .vm(1, "c", 90)
                .vm(2, "d", 90)
                .vm(3, "e", 10)
                .begin();
        ring.run(Duration.ofSeconds(2));
        long solves = ring.trace().stream()
                .flatMap(happening -> happening.effects().stream())
                .filter(Effect.SolveLocally.class::isInstance)
                .count();
        assertThat(solves).isEqualTo(1);
        assertThat(ring.state(0)).isInstanceOf(AgentState.Executing.class);
    }

    @Test
    void aPartOfTheProblemIsSolvedWhereNoMoreCanBe() {
        // given: 100 too much, room for one of the two VMs that would have to go
        VirtualRing ring = VirtualRing.of(3, 100)
                .vm(0, "a", 60)
                .vm(0, "b", 60)
                .vm(0, "c", 80)
                .vm(1, "d", 90)
                .vm(2, "e", 30)
                .begin();
        ring.run(Duration.ofSeconds(15));
        IspEvent.Ended first = ring.ended().getFirst();
        assertThat(first.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(first.achieved()).isEqualTo("1 of 1 actions done, of a plan for a part of the problem");
        assertThat(ring.executor().placement(VirtualRing.node(2))).hasSize(2);
    }

    @Test
    void twoNodesThatAreOverloadedSolveSideBySide() {
        VirtualRing ring = VirtualRing.of(6, 100)
                .vm(0, "a", 60)
                .vm(0, "b", 60)
                .vm(3, "c", 60)
                .vm(3, "d", 60)
                .begin();
        ring.run(Duration.ofSeconds(14));
        assertThat(ring.ended()).extracting(IspEvent.Ended::outcome).containsExactly(Outcome.SOLVED, Outcome.SOLVED);
        assertThat(ring.ended())
                .extracting(IspEvent.Ended::members)
                .containsExactlyInAnyOrder(
                        Set.of(VirtualRing.node(0), VirtualRing.node(1)),
                        Set.of(VirtualRing.node(3), VirtualRing.node(4)));
    }
}
