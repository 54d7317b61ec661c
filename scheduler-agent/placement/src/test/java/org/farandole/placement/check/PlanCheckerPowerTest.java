package org.farandole.placement.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.farandole.placement.check.Actions.gaining;
import static org.farandole.placement.check.Actions.migrate;
import static org.farandole.placement.check.Actions.plan;
import static org.farandole.placement.check.Actions.powerOff;
import static org.farandole.placement.check.Actions.powerOn;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.farandole.placement.Goal;
import org.farandole.placement.Node;
import org.farandole.placement.Problem;
import org.farandole.placement.Terms;
import org.farandole.placement.Terms.LeastGain;
import org.farandole.placement.Vm;
import org.farandole.placement.plan.Plan;
import org.farandole.placement.rule.Rule;
import org.farandole.placement.rule.Strength;
import org.junit.jupiter.api.Test;

/** Nodes that are woken and switched off at the wrong time, or for nothing. */
final class PlanCheckerPowerTest {

    private static final Node A = new Node("a", 100, 8_192);
    private static final Node B = new Node("b", 100, 8_192);
    private static final Node C = new Node("c", 100, 8_192);
    private static final List<Vm> TOO_MUCH = List.of(new Vm("a1", "a", 60, 1_024), new Vm("a2", "a", 60, 1_024));
    private static final Problem ASLEEP =
            new Problem(Goal.RELIEVE, List.of(A, B.off()), TOO_MUCH, List.of(), Terms.USUAL.waking());
    private static final Plan WAKING = gaining(20, powerOn("b"), migrate("a1", "a", "b", 0));

    private static final List<Vm> LITTLE = List.of(new Vm("a1", "a", 20, 1_024), new Vm("b1", "b", 20, 1_024));
    private static final Problem SPARSE = new Problem(Goal.CONSOLIDATE, List.of(A, B), LITTLE);
    private static final Plan EMPTYING = plan(migrate("a1", "a", "b"), powerOff("a", 0));

    private static void assertGood(Problem problem, Plan plan) {
        assertThat(PlanChecker.faults(problem, plan)).isEmpty();
    }

    private static void assertOneFault(Problem problem, Plan plan, String fault) {
        assertThat(PlanChecker.faults(problem, plan)).containsExactly(fault);
    }

    @Test
    void aVmThatEntersANodeThatIsNotOnYet() {
        assertGood(ASLEEP, WAKING);
        assertOneFault(ASLEEP, gaining(20, powerOn("b"), migrate("a1", "a", "b")), "a1 may enter b while it is off");
        assertOneFault(ASLEEP, gaining(20, migrate("a1", "a", "b")), "a1 may enter b while it is off");
    }

    @Test
    void aNodeThatMustNotBeWoken() {
        assertOneFault(ASLEEP.with(Terms.USUAL), WAKING, "b must not be woken");
        assertGood(ASLEEP.with(Terms.USUAL).withRules(List.of(new Rule.Online("o", Set.of("b")))), WAKING);
    }

    @Test
    void aNodeThatIsWokenTwiceOrIsOn() {
        assertOneFault(
                ASLEEP, gaining(20, powerOn("b"), powerOn("b"), migrate("a1", "a", "b", 0, 1)), "b is woken twice");
        Problem on = new Problem(Goal.RELIEVE, List.of(A, B), TOO_MUCH, List.of(), Terms.USUAL.waking());
        assertOneFault(on, WAKING, "b is woken and is on");
    }

    @Test
    void aNodeThatIsWokenForNothing() {
        Problem three =
                new Problem(Goal.RELIEVE, List.of(A, B.off(), C.off()), TOO_MUCH, List.of(), Terms.USUAL.waking());
        assertGood(three, WAKING);
        assertOneFault(
                three, gaining(20, powerOn("b"), migrate("a1", "a", "b", 0), powerOn("c")), "c is woken for nothing");
    }

    @Test
    void aNodeThatIsSwitchedOffBeforeItIsEmpty() {
        assertGood(SPARSE, EMPTYING);
        assertOneFault(SPARSE, plan(migrate("a1", "a", "b"), powerOff("a")), "a1 may be on a when it is switched off");
    }

    @Test
    void aNodeThatIsSwitchedOffTwiceOrWasOff() {
        assertOneFault(
                SPARSE, plan(migrate("a1", "a", "b"), powerOff("a", 0), powerOff("a", 0)), "a is switched off twice");
        Problem off = new Problem(Goal.CONSOLIDATE, List.of(A, B, C.off()), LITTLE);
        assertGood(off, EMPTYING);
        assertOneFault(
                off, plan(migrate("a1", "a", "b"), powerOff("a", 0), powerOff("c")), "c is switched off and was off");
    }

    @Test
    void aNodeThatIsToStayOn() {
        assertThat(PlanChecker.faults(SPARSE.withRules(List.of(new Rule.Online("o", Set.of("a")))), EMPTYING))
                .containsExactly("a must not be switched off", "rule o, broken by 0 before, is broken by 1 at the end");
        Problem more = new Problem(Goal.CONSOLIDATE, List.of(A, B, C.heldBy("isp 3")), LITTLE);
        assertGood(more, EMPTYING);
        assertOneFault(
                more, plan(migrate("a1", "a", "b"), powerOff("a", 0), powerOff("c")), "c must not be switched off");
    }

    @Test
    void aNodeThatIsSwitchedOffForNothing() {
        Problem relief = new Problem(Goal.RELIEVE, List.of(A, B, C), TOO_MUCH);
        assertGood(relief, gaining(20, migrate("a1", "a", "b")));
        assertOneFault(relief, gaining(20, migrate("a1", "a", "b"), powerOff("c")), "c is switched off for nothing");
        assertGood(
                relief.withRules(List.of(new Rule.MaxOnline("m", Strength.HARD, Set.of("a", "b", "c"), 2))),
                gaining(20, migrate("a1", "a", "b"), powerOff("c")));
    }

    @Test
    void anEmptyNodeThatStaysOn() {
        Problem three = new Problem(Goal.CONSOLIDATE, List.of(A, B, C), LITTLE);
        assertGood(three, plan(migrate("a1", "a", "b"), powerOff("a", 0), powerOff("c")));
        assertOneFault(three, EMPTYING, "of [c], all empty, only 0 are to stay on");
    }

    @Test
    void aReserveThatIsNotLeft() {
        Problem three = new Problem(Goal.CONSOLIDATE, List.of(A, B, C), LITTLE).with(Terms.USUAL.reserving(1));
        assertGood(three, EMPTYING);
        assertOneFault(
                three,
                plan(migrate("a1", "a", "b"), powerOff("a", 0), powerOff("c")),
                "0 empty nodes stay on, 1 should");
    }

    @Test
    void anEmptiedNodeThatIsNotWorthTheMigrations() {
        assertOneFault(
                SPARSE.with(Terms.USUAL.with(new LeastGain(0, Duration.ofSeconds(10), 1))),
                EMPTYING,
                "nothing was wrong, and what is gained is not worth its cost");
    }
}
