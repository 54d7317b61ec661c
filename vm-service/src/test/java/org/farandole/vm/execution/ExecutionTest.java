package org.farandole.vm.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.farandole.contracts.dvms.Action;
import org.farandole.contracts.dvms.RingMessage.ActionResult;
import org.farandole.contracts.node.NodeName;
import org.farandole.contracts.vm.VmName;
import org.farandole.vm.execution.Execution.Effect;
import org.farandole.vm.execution.Execution.Input;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ExecutionTest {

    private static Action move(int number, Integer... after) {
        return new Action.Migrate(
                new VmName("vm" + number),
                new NodeName("a"),
                new NodeName("b"),
                Duration.ofSeconds(1),
                List.of(after),
                "test");
    }

    @Test
    void startsWhatWaitsForNothingAtOnce() {
        Execution.Step step =
                Execution.of(List.of(move(0), move(1), move(2, 0))).decide(new Input.Begin());

        assertThat(step.effects()).containsExactly(new Effect.Start(0), new Effect.Start(1));
    }

    @Test
    void startsADependentOnTheCompletionOfAllItWaitsFor() {
        Execution begun = Execution.of(List.of(move(0), move(1), move(2, 0, 1)))
                .decide(new Input.Begin())
                .execution();

        Execution.Step first = begun.decide(new Input.Completed(0));
        Execution.Step second = first.execution().decide(new Input.Completed(1));

        assertThat(first.effects()).isEmpty();
        assertThat(second.effects()).containsExactly(new Effect.Start(2));
    }

    @Test
    void cancelsAllThatDependsOnAFailure() {
        Execution.Step step = Execution.of(List.of(move(0), move(1, 0), move(2, 1)))
                .decide(new Input.Begin())
                .execution()
                .decide(new Input.Failed(0, "broke"));

        assertThat(step.effects()).singleElement().isInstanceOfSatisfying(Effect.Finish.class, finish -> {
            assertThat(finish.results()).extracting(ActionResult::done).containsExactly(false, false, false);
            assertThat(finish.results().getFirst().cause()).isEqualTo("broke");
        });
    }

    @Test
    void finishesOnceAndTakesARepeatForNothing() {
        Execution.Step end = Execution.of(List.of(move(0)))
                .decide(new Input.Begin())
                .execution()
                .decide(new Input.Completed(0));

        assertThat(end.effects()).hasSize(1);
        assertThat(end.execution().decide(new Input.Completed(0)).effects()).isEmpty();
        assertThat(end.execution().decide(new Input.Failed(0, "late")).effects())
                .isEmpty();
    }

    static IntStream seeds() {
        return IntStream.range(0, 200);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void keepsTheOrderOfAnyPlanAndEnds(int seed) {
        Random random = new Random(seed);
        List<Action> actions = new ArrayList<>();
        for (int i = 0; i < 1 + random.nextInt(12); i++) {
            int number = i;
            actions.add(move(
                    i,
                    IntStream.range(0, i)
                            .filter(j -> random.nextInt(number) == 0)
                            .boxed()
                            .toArray(Integer[]::new)));
        }
        Set<Integer> done = new HashSet<>();
        Set<Integer> failed = new HashSet<>();
        List<Integer> running = new ArrayList<>();
        List<Effect.Finish> finishes = new ArrayList<>();
        Execution execution = Execution.of(actions);
        Input input = new Input.Begin();
        while (finishes.isEmpty()) {
            Execution.Step step = execution.decide(input);
            execution = step.execution();
            for (Effect effect : step.effects()) {
                switch (effect) {
                    case Effect.Start start -> {
                        assertThat(done)
                                .as("seed %d", seed)
                                .containsAll(actions.get(start.action()).after());
                        running.add(start.action());
                    }
                    case Effect.Finish finish -> finishes.add(finish);
                }
            }
            if (finishes.isEmpty()) {
                assertThat(running).as("seed %d: stuck", seed).isNotEmpty();
                int next = running.remove(random.nextInt(running.size()));
                boolean well = random.nextInt(4) > 0;
                (well ? done : failed).add(next);
                input = well ? new Input.Completed(next) : new Input.Failed(next, "random");
            }
        }
        assertThat(running).as("seed %d", seed).isEmpty();
        assertThat(finishes.getFirst().results())
                .as("seed %d", seed)
                .filteredOn(ActionResult::done)
                .extracting(ActionResult::action)
                .containsExactlyInAnyOrderElementsOf(done);
    }
}
