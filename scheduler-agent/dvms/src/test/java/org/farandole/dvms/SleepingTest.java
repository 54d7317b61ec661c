package org.farandole.dvms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.farandole.contracts.dvms.Action;
import org.farandole.contracts.dvms.IspEvent;
import org.farandole.contracts.dvms.Member.Status;
import org.farandole.contracts.dvms.NodeState;
import org.farandole.contracts.dvms.Outcome;
import org.farandole.contracts.dvms.Priority;
import org.farandole.contracts.dvms.Priority.ProblemClass;
import org.farandole.contracts.dvms.Proposal;
import org.junit.jupiter.api.Test;

/** Under-used nodes empty themselves; empty ones are powered off, but for a reserve; whoever lacks room has one woken. */
class SleepingTest {

    private static final Duration AT_MOST = Duration.ofSeconds(40);

    /** Powers an empty node off; moves the VMs of any other as {@link Greedy} does. */
    private static Proposal solve(Priority priority, List<NodeState> states) {
        NodeState own = states.getFirst();
        boolean alone =
                priority.problem() == ProblemClass.CONSOLIDATE && own.vms().isEmpty();
        return alone
                ? new Proposal.Actions(
                        List.of(new Action.PowerOff(own.node(), Duration.ofSeconds(20), List.of(), "empty")), 0, false)
                : new Greedy().solve(priority, states);
    }

    private static VirtualRing ring(int nodes, Power power) {
        Settings settings = Settings.forBudget(Duration.ofMillis(500)).with(power);
        VirtualRing ring = new VirtualRing(nodes, 100, settings, true)
                .solving(SleepingTest::solve)
                .underusedBelow(35);
        Invariants.always().forEach(ring::watchedBy);
        return ring;
    }

    private static List<Effect> effects(VirtualRing ring) {
        return ring.trace().stream()
                .flatMap(happening -> happening.effects().stream())
                .toList();
    }

    private static List<Status> announced(VirtualRing ring, int node) {
        return ring.trace().stream()
                .filter(happening -> happening.node().equals(VirtualRing.node(node)))
                .flatMap(happening -> happening.effects().stream())
                .filter(Effect.Announce.class::isInstance)
                .map(effect -> ((Effect.Announce) effect).status())
                .toList();
    }

    private static List<Action> decided(VirtualRing ring) {
        return effects(ring).stream()
                .filter(Effect.Publish.class::isInstance)
                .flatMap(effect -> ((Effect.Publish) effect).plan().actions().stream())
                .toList();
    }

    @Test
    void anUnderUsedNodeEmptiesItselfAndIsThenPoweredOffAlone() {
        VirtualRing ring = ring(3, Power.USUAL.reserving(0))
                .vm(0, "a", 10)
                .vm(1, "b", 40)
                .vm(2, "c", 40)
                .begin();
        assertThat(ring.runUntil(() -> ring.ended().size() == 2, AT_MOST)).isTrue();

        assertThat(ring.ended()).extracting(IspEvent.Ended::outcome).containsOnly(Outcome.SOLVED);
        assertThat(ring.ended().get(1).members()).isEqualTo(Set.of(VirtualRing.node(0)));
        assertThat(decided(ring))
                .satisfiesExactly(
                        move -> assertThat(move).isInstanceOf(Action.Migrate.class),
                        off -> assertThat(off).isInstanceOf(Action.PowerOff.class));
        assertThat(announced(ring, 0)).containsExactly(Status.SPARE);
    }

    @Test
    void othersAreNotFilledToTheBrim() {
        VirtualRing ring = ring(3, Power.USUAL.reserving(0))
                .vm(0, "a", 20)
                .vm(1, "b", 70)
                .vm(2, "c", 50)
                .begin();
        ring.runUntil(() -> !ring.ended().isEmpty(), AT_MOST);

        assertThat(decided(ring).getFirst())
                .isInstanceOfSatisfying(
                        Action.Migrate.class,
                        move -> assertThat(move.destination()).isEqualTo(VirtualRing.node(2)));
    }

    @Test
    void whereNobodyHasRoomItStaysAndBacksOff() {
        VirtualRing ring = ring(3, Power.USUAL)
                .vm(0, "a", 20)
                .vm(1, "b", 70)
                .vm(2, "c", 70)
                .begin();
        ring.runUntil(() -> !ring.ended().isEmpty(), AT_MOST);

        assertThat(ring.ended()).extracting(IspEvent.Ended::outcome).containsExactly(Outcome.FAILED);
        assertThat(decided(ring)).isEmpty();
        assertThat(effects(ring)).noneMatch(Effect.PowerOn.class::isInstance);
    }

    @Test
    void itAsksNoMoreNodesThanItMay() {
        Power narrow = new Power(true, true, 0, 80, 3);
        VirtualRing ring = ring(6, narrow).vm(0, "a", 20);
        for (int node = 1; node < 6; node++) {
            ring.vm(node, "full-" + node, 70);
        }
        ring.begin();
        ring.runUntil(() -> !ring.ended().isEmpty(), AT_MOST);

        assertThat(ring.ended())
                .singleElement()
                .satisfies(ended -> assertThat(ended.members()).hasSize(3));
    }

    @Test
    void theFirstEmptyNodesStayOnAsTheReserve() {
        VirtualRing ring = ring(4, Power.USUAL.reserving(2)).vm(0, "a", 40).begin();
        ring.runUntil(() -> !decided(ring).isEmpty(), AT_MOST);

        assertThat(decided(ring))
                .singleElement()
                .isInstanceOfSatisfying(
                        Action.PowerOff.class, off -> assertThat(off.node()).isEqualTo(VirtualRing.node(3)));
    }

    @Test
    void whoTakesANodeOfTheReserveIntoUseHasAnotherWoken() {
        VirtualRing ring = ring(3, Power.USUAL).vm(0, "a", 60).vm(0, "b", 60).begin();
        ring.crash(2);
        ring.member(2, Status.OFF);
        ring.run(AT_MOST);

        assertThat(ring.overloaded(0)).isFalse();
        assertThat(announced(ring, 1)).containsExactly(Status.SPARE, Status.IN_USE);
        assertThat(effects(ring)).contains(new Effect.PowerOn(VirtualRing.node(2)));
    }

    @Test
    void anOverloadIsTriedAgainAsSoonAsAWokenNodeJoins() {
        VirtualRing ring = ring(3, Power.USUAL)
                .vm(0, "a", 60)
                .vm(0, "b", 60)
                .vm(1, "c", 90)
                .begin();
        ring.crash(2);
        ring.member(2, Status.OFF);
        assertThat(ring.runUntil(() -> effects(ring).contains(new Effect.PowerOn(VirtualRing.node(2))), AT_MOST))
                .isTrue();
        ring.run(Duration.ofSeconds(2));
        int opened = ring.opened().size();
        ring.restart(2);

        assertThat(ring.opened()).hasSize(opened + 1);
    }

    @Test
    void anOverloadDoesNotWaitForTheBackOffOfUnderUse() {
        VirtualRing ring = ring(3, Power.USUAL)
                .vm(0, "a", 20)
                .vm(0, "d", 10)
                .vm(1, "b", 75)
                .vm(2, "c", 75)
                .begin();
        assertThat(ring.runUntil(() -> !ring.ended().isEmpty(), AT_MOST)).isTrue();
        ring.demand("a", 95);
        ring.sample(0);

        assertThat(ring.opened().getLast().priority().problem()).isEqualTo(ProblemClass.RELIEVE);
    }

    @Test
    void aNodeThatIsDrainedIsNotPoweredOff() {
        VirtualRing ring = ring(3, Power.USUAL.reserving(0))
                .vm(0, "a", 10)
                .vm(1, "b", 40)
                .vm(2, "c", 40)
                .begin();
        ring.give(0, new Input.DrainMe());
        ring.run(AT_MOST);

        assertThat(ring.opened())
                .extracting(opened -> opened.priority().problem())
                .containsOnly(ProblemClass.EVACUATE);
        assertThat(decided(ring)).noneMatch(Action.PowerOff.class::isInstance);
    }

    @Test
    void withoutLeaveNobodySleeps() {
        VirtualRing ring = ring(3, Power.ALWAYS_ON).vm(0, "a", 10).begin();
        ring.run(AT_MOST);

        assertThat(ring.opened()).isEmpty();
        assertThat(announced(ring, 1)).isEmpty();
    }

    @Test
    void aPowerThatMakesNoSenseIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Power(true, true, -1, 80, 8))
                .withMessageContaining("A reserve of -1 nodes");
    }
}
