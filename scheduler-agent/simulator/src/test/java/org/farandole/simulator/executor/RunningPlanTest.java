package org.farandole.simulator.executor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.farandole.contracts.dvms.Action;
import org.farandole.contracts.dvms.Decision;
import org.farandole.contracts.dvms.Fence;
import org.farandole.contracts.dvms.IspId;
import org.farandole.contracts.dvms.RingMessage.ActionResult;
import org.farandole.contracts.dvms.RingPosition;
import org.farandole.contracts.node.NodeName;
import org.farandole.contracts.node.RingKey;
import org.farandole.contracts.vm.VmName;
import org.junit.jupiter.api.Test;

class RunningPlanTest {

    private static final NodeName HERE = new NodeName("a-1");
    private static final NodeName THERE = new NodeName("a-2");

    private static RunningPlan plan(Action... actions) {
        return new RunningPlan(new Decision.Plan(
                new IspId(HERE, 1, 1),
                1,
                new RingPosition(new RingKey("a", "a", HERE), 0),
                Map.of(HERE, new Fence(0), THERE, new Fence(0)),
                List.of(actions),
                "a test",
                Duration.ZERO,
                0,
                false));
    }

    private static Action move(int vm, Integer... after) {
        return new Action.Migrate(
                new VmName("vm-" + vm), HERE, THERE, Duration.ofSeconds(10), List.of(after), "a test");
    }

    @Test
    void anActionStartsWhenAllThatItWaitsForAreDone() {
        RunningPlan plan = plan(move(0), move(1), move(2, 0, 1), move(3, 2));

        assertThat(plan.start()).containsExactly(0, 1);
        assertThat(plan.start()).isEmpty();
        plan.done(1);
        assertThat(plan.start()).isEmpty();
        plan.done(0);
        assertThat(plan.start()).containsExactly(2);
        plan.done(2);
        assertThat(plan.start()).containsExactly(3);
        assertThat(plan.over()).isFalse();
        plan.done(3);
        assertThat(plan.over()).isTrue();
        assertThat(plan.results()).extracting(ActionResult::done).containsExactly(true, true, true, true);
    }

    @Test
    void whatWaitsForAFailedActionIsNotDone() {
        RunningPlan plan = plan(move(0), move(1), move(2, 0), move(3, 2));
        assertThat(plan.start()).containsExactly(0, 1);
        plan.failed(0, "broke");

        assertThat(plan.start()).isEmpty();
        assertThat(plan.over()).isFalse();
        plan.done(1);
        assertThat(plan.start()).isEmpty();
        assertThat(plan.over()).isTrue();
        assertThat(plan.results()).extracting(ActionResult::done).containsExactly(false, true, false, false);
        assertThat(plan.results().getFirst().cause()).isEqualTo("broke");
    }
}
