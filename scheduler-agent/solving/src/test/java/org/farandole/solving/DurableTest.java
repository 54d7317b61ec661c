package org.farandole.solving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.farandole.solving.Partitions.NOW;
import static org.farandole.solving.Partitions.from;
import static org.farandole.solving.Partitions.moves;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.farandole.contracts.dvms.Fence;
import org.farandole.contracts.dvms.NodeState;
import org.farandole.contracts.dvms.NodeState.VmDemand;
import org.farandole.contracts.dvms.PlacedVm;
import org.farandole.contracts.dvms.PlacedVm.Arrival;
import org.farandole.contracts.dvms.Priority.ProblemClass;
import org.farandole.contracts.dvms.Proposal;
import org.farandole.contracts.node.Capacity;
import org.farandole.contracts.node.NodeName;
import org.farandole.contracts.vm.VmName;
import org.farandole.contracts.vm.VmSize;
import org.farandole.placement.Goal;
import org.farandole.placement.Limits;
import org.farandole.placement.check.PlanChecker;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Nodes of 700 % with VMs of one virtual CPU each. */
class DurableTest {

    private static final Foresight AHEAD = Foresight.USUAL;
    private static final Foresight WITH_HEADROOM = AHEAD.keepingFree(4);

    private static VmDemand vm(String name, int demand, @Nullable Arrival arrival) {
        return new VmDemand(new PlacedVm(new VmName(name), new VmSize(1, 1_024), arrival), demand);
    }

    private static NodeState node(String name, int... demands) {
        return node(
                name,
                IntStream.range(0, demands.length)
                        .mapToObj(i -> vm(name + i, demands[i], null))
                        .toArray(VmDemand[]::new));
    }

    private static NodeState node(String name, VmDemand... vms) {
        return new NodeState(new NodeName(name), new Fence(0), new Capacity(700, 32_768), false, Arrays.asList(vms));
    }

    private static SolveInput input(@Nullable Foresight foresight, NodeState... states) {
        return new SolveInput(
                ProblemClass.RELIEVE,
                List.of(states),
                NOW,
                Duration.ofSeconds(60),
                3,
                10_000,
                Duration.ofSeconds(1),
                SolveTerms.USUAL.lookingAhead(foresight),
                Learned.NOTHING);
    }

    private static Proposal solved(SolveInput input) {
        return new PartitionSolver(() -> 0)
                .answer(input, Goal.RELIEVE, new Limits(3, 10_000, Duration.ofSeconds(1)))
                .proposal();
    }

    /** 710 of 700 %; few and many have the same demand, but few has fewer VMs. */
    private static final NodeState OVERLOADED = node("a", 80, 70, 70, 70, 70, 70, 70, 70, 70, 70);

    private static final NodeState FEW = node("z-few", 100, 100, 90, 90, 100);
    private static final NodeState MANY = node("many", 50, 50, 50, 50, 40, 40, 40, 40, 60, 60);

    @Test
    void theDestinationIsTheNodeThatIsLessLikelyToBeOverloaded() {
        assertThat(FEW.cpuDemandPercent()).isEqualTo(MANY.cpuDemandPercent());
        assertThat(solved(input(AHEAD, OVERLOADED, MANY, FEW)))
                .isInstanceOfSatisfying(
                        Proposal.Actions.class,
                        plan -> assertThat(moves(plan))
                                .singleElement()
                                .asString()
                                .endsWith("to z-few"));
    }

    @Test
    void whatItChoosesIsSound() {
        Answer answer = new PartitionSolver(() -> 0)
                .answer(
                        input(AHEAD, OVERLOADED, MANY, FEW),
                        Goal.RELIEVE,
                        new Limits(3, 10_000, Duration.ofSeconds(1)));
        assertThat(answer)
                .isInstanceOfSatisfying(
                        Answer.Solved.class,
                        solved -> assertThat(solved.result())
                                .isInstanceOfSatisfying(
                                        org.farandole.placement.Result.Planned.class,
                                        planned -> assertThat(PlanChecker.faults(solved.problem(), planned.plan()))
                                                .isEmpty()));
    }

    @Test
    void aVmInItsCoolDownStays() {
        NodeState node = node("a", vm("cools", 100, from("q", 10)), vm("a", 640, null));
        NodeState room = node("b", 30);
        assertThat(solved(input(AHEAD, node, room)))
                .isInstanceOfSatisfying(
                        Proposal.Actions.class, plan -> assertThat(moves(plan)).containsExactly("a to b"));
    }

    @Test
    void withoutHeadroomWhatIsNoOverloadYetIsLeftAlone() {
        NodeState almost = node("a", 70, 70, 70, 70, 70, 70, 70, 70, 70, 60);
        assertThat(solved(input(AHEAD, almost, node("b", 60, 60, 60)))).isInstanceOf(Proposal.NothingToDo.class);
        assertThat(solved(input(null, almost, node("b", 60, 60, 60)))).isInstanceOf(Proposal.NothingToDo.class);
    }

    @Test
    void aNodeWithoutHeadroomIsRelievedWhereThatLasts() {
        NodeState almost = node("a", 70, 70, 70, 60, 60, 60, 60, 60, 60, 60, 60);
        assertThat(almost.cpuDemandPercent()).isEqualTo(690);
        assertThat(solved(input(WITH_HEADROOM, almost, node("b", 60, 50, 40, 80, 60, 60))))
                .isInstanceOfSatisfying(
                        Proposal.Actions.class, plan -> assertThat(moves(plan)).hasSize(1));
    }

    @Test
    void aMigrationThatOnlyMovesTheRiskIsNotWorthIt() {
        NodeState almost = node("a", 70, 70, 70, 70, 70, 70, 70, 70, 70, 60);
        NodeState full = node("b", 60, 60, 60, 60, 50, 70, 60, 60, 70, 50);
        assertThat(solved(input(WITH_HEADROOM, almost, full))).isInstanceOf(Proposal.NothingToDo.class);
    }

    @Test
    void anOverloadIsRelievedWhateverComesAfterwards() {
        NodeState full = node("b", 60, 60, 60, 60, 60, 60, 60, 60, 50, 50);
        assertThat(solved(input(WITH_HEADROOM, OVERLOADED, full))).isInstanceOf(Proposal.Actions.class);
    }
}
