package org.farandole.solving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.farandole.contracts.dvms.Proposal;
import org.farandole.placement.Account;
import org.farandole.placement.Cause;
import org.farandole.placement.Result;
import org.farandole.placement.plan.Action;
import org.farandole.placement.plan.Plan;
import org.junit.jupiter.api.Test;

class ProposedTest {

    private static final Account ACCOUNT =
            new Account("5f", 1, 10, 2, 0, Duration.ZERO, null, null, true, 1, Duration.ZERO);

    private static Action move(String vm, String from, String to, Integer... after) {
        return new Action.Migrate(vm, from, to, Duration.ofSeconds(10), List.of(after), "because of " + vm);
    }

    private static Action off(String node, Integer... after) {
        return new Action.PowerOff(node, Duration.ofSeconds(30), List.of(after), "empty");
    }

    private static Proposed planned(Action... actions) {
        return Proposed.of(new Result.Planned(new Plan(List.of(actions), 20), ACCOUNT));
    }

    private static List<List<Integer>> waits(Proposal proposal) {
        return ((Proposal.Actions) proposal)
                .actions().stream()
                        .map(org.farandole.contracts.dvms.Action::after)
                        .toList();
    }

    @Test
    void migrationsAreCarriedAsTheyAre() {
        Proposed proposed = planned(move("v1", "a", "b"), move("v2", "b", "a", 0));

        assertThat(proposed.leftOut()).isNull();
        Proposal.Actions actions = (Proposal.Actions) proposed.proposal();
        assertThat(Partitions.moves(actions)).containsExactly("v1 to b", "v2 to a");
        assertThat(waits(actions)).containsExactly(List.of(), List.of(0));
        assertThat(actions.gainCpuPercent()).isEqualTo(20);
        assertThat(actions.actions()).allMatch(action -> action.why().startsWith("because of v"));
    }

    @Test
    void powerActionsAreLeftOutWithAWordAndTheRestIsNumberedAnew() {
        Proposed proposed = planned(
                off("c"), move("v1", "a", "b"), off("a", 1), move("v2", "d", "b", 0, 2), move("v3", "b", "d", 1, 3));

        assertThat(proposed.leftOut()).isEqualTo("the power-off of c, a, which each does itself once it is empty");
        assertThat(waits(proposed.proposal())).containsExactly(List.of(), List.of(0), List.of(0, 1));
    }

    @Test
    void aPowerOffAloneIsCarried() {
        Proposed proposed = planned(off("c"));

        assertThat(proposed.leftOut()).isNull();
        assertThat(((Proposal.Actions) proposed.proposal()).actions())
                .singleElement()
                .isInstanceOfSatisfying(
                        org.farandole.contracts.dvms.Action.PowerOff.class,
                        off -> assertThat(off.node().value()).isEqualTo("c"));
    }

    @Test
    void whatIsBestOfNoPlanIsPartial() {
        Result none = new Result.NoPlan(
                new Cause(Cause.Kind.SHORT, "short of CPU"), new Plan(List.of(move("v1", "a", "b")), 5), ACCOUNT);

        assertThat(Proposed.of(none).proposal()).isInstanceOfSatisfying(Proposal.NoPlan.class, proposal -> {
            assertThat(proposal.cause()).isEqualTo("short of CPU");
            assertThat(proposal.best()).isNotNull();
            assertThat(proposal.best().partial()).isTrue();
            assertThat(Partitions.moves(proposal.best())).containsExactly("v1 to b");
        });
        assertThat(Proposed.of(new Result.NoPlan(new Cause(Cause.Kind.HELD, "held"), null, ACCOUNT))
                        .proposal())
                .isEqualTo(new Proposal.NoPlan("held", null));
    }

    @Test
    void anActionThatNoTermsAllowIsAFault() {
        Action suspend = new Action.Suspend("v1", "a", Duration.ofSeconds(3), List.of(), "no room");

        assertThatThrownBy(() -> planned(suspend)).isInstanceOf(IllegalStateException.class);
    }
}
