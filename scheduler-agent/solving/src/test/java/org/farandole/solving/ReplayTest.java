package org.farandole.solving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.farandole.solving.Partitions.ISP;
import static org.farandole.solving.Partitions.from;
import static org.farandole.solving.Partitions.input;
import static org.farandole.solving.Partitions.moves;
import static org.farandole.solving.Partitions.node;
import static org.farandole.solving.Partitions.vm;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.farandole.contracts.dvms.IspEvent.Computed;
import org.farandole.contracts.dvms.NodeState;
import org.farandole.contracts.dvms.NodeState.VmDemand;
import org.farandole.contracts.dvms.Priority.ProblemClass;
import org.farandole.contracts.dvms.Proposal;
import org.farandole.contracts.json.Json;
import org.farandole.contracts.json.UnreadableMessage;
import org.farandole.contracts.node.NodeName;
import org.farandole.contracts.vm.VmName;
import org.farandole.placement.Goal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ReplayTest {

    private static final NodeState OVERLOADED = node("a", vm("a1", 80, from("c", 5)), vm("a2", 40), vm("a3", 20));
    private static final NodeState ROOMY = node("b", vm("b1", 50));

    private final Replay replay = new Replay(() -> 0);

    private static Computed record(SolveInput input) {
        return new PartitionSolver(() -> 0).solve(ISP, 2, input, () -> false).record();
    }

    /** Through the topic. */
    private static Computed sent(Computed computed) {
        return (Computed) Json.read(Json.write(computed), org.farandole.contracts.dvms.IspEvent.class);
    }

    static LongStream seeds() {
        Long given = Long.getLong("farandole.seed");
        return given == null ? LongStream.rangeClosed(1, 40) : LongStream.of(given);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whateverWasAnsweredIsAnsweredAgain(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Computed recorded = record(anyInput(random));

        Replayed replayed = replay.again(sent(recorded), WhatIf.NOTHING);

        assertThat(replayed.differences()).as("seed %d", seed).isEmpty();
        assertThat(replayed.answer().proposal()).as("seed %d", seed).isEqualTo(recorded.proposal());
    }

    /** Nodes of which about a third is overloaded, some draining, some VMs in their cool-down. */
    private static SolveInput anyInput(SplittableRandom random) {
        int nodes = 2 + random.nextInt(5);
        List<NodeState> states = new ArrayList<>();
        Map<VmName, Integer> learned = new HashMap<>();
        for (int i = 0; i < nodes; i++) {
            List<VmDemand> vms = new ArrayList<>();
            for (int j = 0; j < 1 + random.nextInt(6); j++) {
                String name = "vm-" + i + "-" + j;
                int demand = 5 + 5 * random.nextInt(8);
                vms.add(
                        random.nextInt(5) == 0
                                ? vm(name, demand, from("n" + random.nextInt(nodes), random.nextInt(90)))
                                : vm(name, demand));
                if (random.nextInt(3) == 0) {
                    learned.put(new VmName(name), 500 + random.nextInt(2_000));
                }
            }
            NodeState state = node("n" + i, vms.toArray(VmDemand[]::new));
            states.add(random.nextInt(6) == 0 ? Partitions.draining(state) : state);
        }
        ProblemClass[] classes = ProblemClass.values();
        SolveInput any = input(
                classes[random.nextInt(classes.length)],
                new Learned(learned, List.of(new Learned.Pair(new NodeName("n0"), new NodeName("n1"), 1_700))),
                states.toArray(NodeState[]::new));
        return switch (random.nextInt(3)) {
            case 0 -> any;
            case 1 -> lookingAhead(any, Foresight.USUAL);
            default -> lookingAhead(any, Foresight.USUAL.keepingFree(random.nextInt(50)));
        };
    }

    private static SolveInput lookingAhead(SolveInput input, Foresight foresight) {
        return new SolveInput(
                input.problem(),
                input.states(),
                input.at(),
                input.coolDown(),
                input.seed(),
                input.searchNodes(),
                input.wallLimit(),
                SolveTerms.USUAL.lookingAhead(foresight),
                input.learned());
    }

    @Test
    void anotherAnswerIsTold() {
        Computed honest = record(input(ProblemClass.RELIEVE, OVERLOADED, ROOMY));
        Computed forged = new Computed(
                honest.isp(),
                honest.round(),
                honest.members(),
                honest.verdict(),
                honest.account(),
                record(input(ProblemClass.RELIEVE, OVERLOADED, node("b", vm("b1", 10))))
                        .input(),
                new Proposal.NothingToDo());

        Replayed replayed = replay.again(forged, WhatIf.NOTHING);

        assertThat(replayed.same()).isFalse();
        assertThat(replayed.differences())
                .anyMatch(line -> line.startsWith("the problem's hash was "))
                .anyMatch(line -> line.equals("the verdict was NOTHING_TO_DO and is PLAN"))
                .anyMatch(line -> line.startsWith("action 0 was none and is a"));
    }

    @Test
    void aRecordWithoutItsAnswerIsHeldAgainstItsSummary() {
        Computed recorded = record(input(ProblemClass.RELIEVE, OVERLOADED, ROOMY));
        Computed older = new Computed(
                recorded.isp(),
                recorded.round(),
                recorded.members(),
                recorded.verdict(),
                recorded.account(),
                recorded.input(),
                null);

        assertThat(replay.again(older, WhatIf.NOTHING).same()).isTrue();
    }

    @Test
    void aRefusedInputIsRefusedAgain() {
        Computed recorded = record(input(ProblemClass.RELIEVE, node("a", vm("same", 90)), node("b", vm("same", 60))));

        Replayed replayed = replay.again(recorded, WhatIf.NOTHING);

        assertThat(replayed.same()).isTrue();
        assertThat(replayed.answer()).isEqualTo(new Answer.Refused("VM same is given twice"));
    }

    @Test
    void anotherGoalHasAnotherAnswer() {
        Computed recorded = record(input(ProblemClass.RELIEVE, node("a", vm("a1", 40)), node("b", vm("b1", 50))));

        Replayed consolidated = replay.again(recorded, new WhatIf(Goal.CONSOLIDATE, null, null));

        assertThat(recorded.proposal()).isEqualTo(new Proposal.NothingToDo());
        assertThat(consolidated.goal()).isEqualTo(Goal.CONSOLIDATE);
        assertThat(moves((Proposal.Actions) consolidated.answer().proposal())).hasSize(1);
        assertThat(consolidated.same()).isFalse();
    }

    @Test
    void limitsCanBeGiven() {
        Computed recorded = record(input(ProblemClass.RELIEVE, OVERLOADED, ROOMY));

        Replayed replayed = replay.again(recorded, new WhatIf(null, 7L, Duration.ofMillis(5)));

        assertThat(replayed.limits().searchNodes()).isEqualTo(7);
        assertThat(replayed.limits().wall()).isEqualTo(Duration.ofMillis(5));
        assertThat(replayed.limits().seed()).isEqualTo(3);
    }

    @Test
    void aSearchThatTheClockStoppedIsStoppedWhereItWas() {
        AtomicLong time = new AtomicLong();
        SolveInput input = input(ProblemClass.RELIEVE, OVERLOADED, ROOMY);
        // each look at this clock takes two seconds: the limit of one is over at once
        Computed recorded = new PartitionSolver(() -> time.addAndGet(2_000_000_000L))
                .solve(ISP, 2, input, () -> false)
                .record();

        Replayed replayed = replay.again(recorded, WhatIf.NOTHING);

        assertThat(replayed.limits().wall()).isGreaterThan(recorded.account().took());
        assertThat(replayed.differences()).isEmpty();
    }

    /** Full but for a little, so that the search takes long. */
    private static SolveInput tightInput(SplittableRandom random) {
        int nodes = 6 + random.nextInt(5);
        List<NodeState> states = new ArrayList<>();
        for (int i = 0; i < nodes; i++) {
            List<VmDemand> vms = new ArrayList<>();
            int left = i == 0 ? 110 + random.nextInt(20) : 92 + random.nextInt(7);
            for (int j = 0; left > 0; j++) {
                int demand = Math.min(left, 7 + random.nextInt(23));
                vms.add(vm("vm-" + i + "-" + j, demand));
                left -= demand;
            }
            NodeState state = node("n" + i, vms.toArray(VmDemand[]::new));
            states.add(i == 0 ? Partitions.draining(state) : state);
        }
        ProblemClass[] classes = ProblemClass.values();
        return input(classes[random.nextInt(classes.length)], states.toArray(NodeState[]::new));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whereverTheClockStopsASearchItIsStoppedThereAgain(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        SolveInput input = tightInput(random);
        AtomicLong time = new AtomicLong();
        long step = 1_000_000_000L / (2 + random.nextInt(60));
        Computed recorded = new PartitionSolver(() -> time.addAndGet(step))
                .solve(ISP, 2, input, () -> false)
                .record();

        Replayed replayed = replay.again(sent(recorded), WhatIf.NOTHING);

        assertThat(replayed.differences()).as("seed %d", seed).isEmpty();
    }

    @Test
    void whatHasNoInputSaysSo() {
        Computed recorded = record(input(ProblemClass.RELIEVE, OVERLOADED, ROOMY));
        Computed without = new Computed(
                recorded.isp(),
                recorded.round(),
                recorded.members(),
                recorded.verdict(),
                recorded.account(),
                new byte[0],
                recorded.proposal());

        assertThatThrownBy(() -> replay.again(without, WhatIf.NOTHING)).isInstanceOf(UnreadableMessage.class);
    }
}
