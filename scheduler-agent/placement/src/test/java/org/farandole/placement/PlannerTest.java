package org.farandole.placement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.farandole.placement.Result.Cause.Kind;
import org.farandole.placement.check.PlanChecker;
import org.junit.jupiter.api.Test;

final class PlannerTest {

    private static final Limits LIMITS = new Limits(1, 100_000, Duration.ofMinutes(1));
    private final Planner planner = new Planner(() -> 0);

    private static Node node(String name, int cpu, int memory) {
        return new Node(name, cpu, memory, false);
    }

    @Test
    void oneMoveToTheNodeWithTheMostRoomRelievesANode() {
        Problem problem = new Problem(
                Goal.RELIEVE,
                List.of(node("a", 100, 8_192), node("b", 100, 8_192), node("c", 100, 8_192)),
                List.of(
                        new Vm("a1", "a", 60, 1_024),
                        new Vm("a2", "a", 60, 1_024),
                        new Vm("b1", "b", 30, 1_024),
                        new Vm("c1", "c", 10, 1_024)));

        Result result = planner.plan(problem, LIMITS);

        Plan plan = ((Result.Planned) result).plan();
        assertThat(plan.migrations()).singleElement().satisfies(migration -> {
            assertThat(migration.destination()).isEqualTo("c");
            assertThat(migration.estimate()).isEqualTo(Duration.ofMillis(10_308));
            assertThat(migration.why())
                    .isEqualTo("a is overloaded; a goes from 120 to 60 % of 100, c from 10 to 70 % of 100");
        });
        assertThat(plan.gainCpuPercent()).isEqualTo(20);
        assertThat(result.account().proved()).isTrue();
    }

    @Test
    void ofEquallyManyMovesTheCheapestIsTaken() {
        Problem problem = new Problem(
                Goal.RELIEVE,
                List.of(node("a", 100, 8_192), node("b", 100, 8_192)),
                List.of(new Vm("large", "a", 60, 4_096), new Vm("small", "a", 50, 512), new Vm("b1", "b", 10, 512)));

        Result result = planner.plan(problem, LIMITS);

        assertThat(((Result.Planned) result).plan().migrations())
                .singleElement()
                .extracting(Migration::vm)
                .isEqualTo("small");
    }

    @Test
    void aHealthyNodeMakesRoomWhereNothingElseHelps() {
        Problem problem = new Problem(
                Goal.RELIEVE,
                List.of(node("a", 100, 8_192), node("b", 100, 8_192), node("c", 100, 8_192)),
                List.of(
                        new Vm("a1", "a", 70, 1_024),
                        new Vm("a2", "a", 70, 1_024),
                        new Vm("b1", "b", 40, 1_024),
                        new Vm("b2", "b", 30, 1_024),
                        new Vm("c1", "c", 50, 1_024)));

        Result result = planner.plan(problem, LIMITS);

        Plan plan = ((Result.Planned) result).plan();
        assertThat(plan.migrations()).hasSize(2);
        assertThat(PlanChecker.faults(problem, plan)).isEmpty();
        assertThat(plan.migrations().getLast().after())
                .as("the node makes room first")
                .containsExactly(0);
    }

    @Test
    void aVmInItsCoolDownStaysAndIsNotSentBack() {
        List<Node> nodes = List.of(node("a", 100, 8_192), node("b", 100, 8_192), node("c", 100, 8_192));
        Vm settled = new Vm("a1", "a", 90, 1_024, false, Set.of());
        Vm notToB = new Vm("a2", "a", 20, 1_024, true, Set.of("b"));

        Result result = planner.plan(new Problem(Goal.RELIEVE, nodes, List.of(settled, notToB)), LIMITS);

        assertThat(((Result.Planned) result).plan().migrations())
                .singleElement()
                .satisfies(migration -> {
                    assertThat(migration.vm()).isEqualTo("a2");
                    assertThat(migration.destination()).isEqualTo("c");
                });
    }

    @Test
    void anOverloadThatNoVmMayLeaveIsHeld() {
        Problem problem = new Problem(
                Goal.RELIEVE,
                List.of(node("a", 100, 8_192), node("b", 100, 8_192)),
                List.of(new Vm("a1", "a", 110, 1_024, false, Set.of())));

        Result result = planner.plan(problem, LIMITS);

        assertThat(result).asInstanceOf(type(Result.NoPlan.class)).satisfies(none -> {
            assertThat(none.cause().kind()).isEqualTo(Kind.HELD);
            assertThat(none.cause().words()).isEqualTo("too few of the VMs on a may move");
            assertThat(none.account().proved()).isTrue();
        });
    }

    @Test
    void whatCannotBeSolvedIsRelievedAsFarAsItGoes() {
        Problem problem = new Problem(
                Goal.RELIEVE,
                List.of(node("a", 100, 8_192), node("b", 100, 8_192)),
                List.of(
                        new Vm("a1", "a", 90, 1_024),
                        new Vm("a2", "a", 30, 1_024),
                        new Vm("a3", "a", 20, 1_024),
                        new Vm("b1", "b", 70, 1_024)));

        Result result = planner.plan(problem, LIMITS);

        assertThat(result).asInstanceOf(type(Result.NoPlan.class)).satisfies(none -> {
            assertThat(none.cause().kind()).isEqualTo(Kind.CPU);
            assertThat(none.cause().words()).isEqualTo("40 % of CPU must leave its nodes, the others have room for 30");
            assertThat(none.best()).isNotNull();
            assertThat(none.best().gainCpuPercent()).isEqualTo(30);
            assertThat(none.best().migrations())
                    .singleElement()
                    .extracting(Migration::vm)
                    .isEqualTo("a2");
        });
    }

    @Test
    void aSwapBetweenFullNodesWithoutASpareHasNoOrder() {
        Problem problem = new Problem(
                Goal.RELIEVE,
                List.of(node("a", 100, 2_048), node("b", 100, 2_048)),
                List.of(
                        new Vm("a1", "a", 60, 1_024),
                        new Vm("a2", "a", 50, 1_024),
                        new Vm("b1", "b", 45, 1_024),
                        new Vm("b2", "b", 40, 1_024)));

        Result result = planner.plan(problem, LIMITS);

        assertThat(result).asInstanceOf(type(Result.NoPlan.class)).satisfies(none -> {
            assertThat(none.cause().kind()).isEqualTo(Kind.NO_ORDER);
            assertThat(none.account().proved()).isTrue();
        });
    }

    @Test
    void roomInSumThatNoVmFitsIntoIsProvedFragmented() {
        List<Node> nodes = new ArrayList<>(List.of(node("hot", 160, 32_768)));
        List<Vm> vms = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            vms.add(new Vm("h" + i, "hot", 11, 1_024));
        }
        for (int i = 0; i < 3; i++) {
            nodes.add(node("n" + i, 100, 32_768));
            vms.add(new Vm("v" + i, "n" + i, 90, 1_024));
        }

        Result result = planner.plan(new Problem(Goal.RELIEVE, nodes, vms), LIMITS);

        assertThat(result).asInstanceOf(type(Result.NoPlan.class)).satisfies(none -> {
            assertThat(none.cause().kind()).isEqualTo(Kind.FRAGMENTED);
            assertThat(none.best()).isNull();
            assertThat(none.account().proved()).isTrue();
        });
    }

    @Test
    void aDrainingNodeIsEmptiedAndOverloadsElsewhereDoNotGrow() {
        Problem problem = new Problem(
                Goal.EVACUATE,
                List.of(new Node("a", 100, 8_192, true), node("b", 100, 8_192), node("full", 100, 8_192)),
                List.of(new Vm("a1", "a", 30, 1_024), new Vm("a2", "a", 30, 1_024), new Vm("f1", "full", 120, 1_024)));

        Result result = planner.plan(problem, LIMITS);

        Plan plan = ((Result.Planned) result).plan();
        assertThat(PlanChecker.faults(problem, plan)).isEmpty();
        assertThat(plan.migrations()).extracting(Migration::destination).containsOnly("b");
    }

    @Test
    void anOverloadBelowTheLeastGainIsLeftAlone() {
        Problem problem = new Problem(
                Goal.RELIEVE,
                List.of(node("a", 100, 8_192), node("b", 100, 8_192)),
                List.of(new Vm("a1", "a", 52, 1_024), new Vm("a2", "a", 52, 1_024)),
                MigrationTime.VMPLACES,
                5);

        assertThat(planner.plan(problem, LIMITS)).isInstanceOf(Result.NothingToDo.class);
    }

    @Test
    void theSearchStopsWhenTheTimeIsUp() {
        AtomicLong clock = new AtomicLong();
        Planner hurried = new Planner(() -> clock.addAndGet(1_000_000_000));

        Result result = hurried.plan(Instances.partition(1, 8), new Limits(1, 100_000, Duration.ofMillis(1)));

        assertThat(result).asInstanceOf(type(Result.NoPlan.class)).satisfies(none -> {
            assertThat(none.cause().kind()).isEqualTo(Kind.LIMIT);
            assertThat(none.account().proved()).isFalse();
        });
    }

    @Test
    void badInputNamesTheItem() {
        Node a = node("a", 100, 8_192);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Problem(Goal.RELIEVE, List.of(a), List.of(new Vm("v", "x", 1, 1))))
                .withMessage("VM v is on x, which is not in the problem");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Problem(Goal.RELIEVE, List.of(a, a), List.of()))
                .withMessage("Node a is given twice");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Vm("v", "a", -1, 1))
                .withMessage("VM v demands -1 % and has 1 MiB; neither may be negative");
        Vm huge = new Vm("v", "a", Integer.MAX_VALUE, 1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Problem(Goal.RELIEVE, List.of(a), List.of(huge)))
                .withMessageContaining("overflow at VM v");
    }
}
