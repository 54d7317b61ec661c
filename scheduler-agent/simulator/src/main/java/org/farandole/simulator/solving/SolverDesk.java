package org.farandole.simulator.solving;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.LongSupplier;
import org.farandole.contracts.dvms.IspId;
import org.farandole.contracts.dvms.NodeState;
import org.farandole.contracts.dvms.Priority.ProblemClass;
import org.farandole.contracts.dvms.Proposal;
import org.farandole.contracts.vm.VmEvent;
import org.farandole.placement.Goal;
import org.farandole.placement.Limits;
import org.farandole.placement.cost.MigrationTime;
import org.farandole.simulator.scenario.Tuning;
import org.farandole.solving.Answer;
import org.farandole.solving.Foresight;
import org.farandole.solving.Learned;
import org.farandole.solving.LearnedTimes;
import org.farandole.solving.PartitionSolver;
import org.farandole.solving.SolveInput;
import org.farandole.solving.SolveTerms;
import org.jspecify.annotations.Nullable;

/**
 * Solves partitions with the very code of the agents, and says how long it took: by the cost model, or, measured, by the
 * machine's clock.
 */
public final class SolverDesk {

    /** As many as an agent's process remembers. */
    private static final int MOST_LINKS = 50_000;
    /** What was learned about every pair of a partition is looked up; of a whole platform there are too many. */
    private static final int MOST_NODES_LEARNED_ABOUT = 128;

    private final Tuning tuning;
    private final boolean measured;
    private final SolverClock virtual = new SolverClock();
    private final PartitionSolver solver;
    private final LearnedTimes learned = new LearnedTimes(MigrationTime.VMPLACES, MOST_LINKS);

    public SolverDesk(Tuning tuning, boolean measured) {
        this.tuning = tuning;
        this.measured = measured;
        LongSupplier clock = measured ? System::nanoTime : virtual;
        this.solver = new PartitionSolver(clock);
    }

    /** @param took as charged */
    public record Solved(Answer answer, Duration took) {
        public Proposal proposal() {
            return answer.proposal();
        }
    }

    /** A migration is over: what it took is learned. */
    public void on(VmEvent event) {
        learned.on(event);
    }

    /** @param budget of wall time, as charged */
    public Solved solve(
            IspId isp, long round, ProblemClass problem, List<NodeState> states, Instant now, Duration budget) {
        SolveInput input = new SolveInput(
                problem,
                states,
                now,
                tuning.coolDown(),
                31 * round + isp.toString().hashCode(),
                tuning.searchNodes(),
                budget,
                SolveTerms.USUAL
                        .leavingOverloadsBelow(tuning.leastGainPermille())
                        .parallel(tuning.perNode(), tuning.perLink())
                        .lookingAhead(foresight()),
                states.size() > MOST_NODES_LEARNED_ABOUT ? Learned.NOTHING : learned.about(states));
        long began = measured ? System.nanoTime() : virtual.now();
        virtual.begin(states);
        Answer answer = solver.answer(input, goal(problem), new Limits(input.seed(), input.searchNodes(), budget));
        long ended = measured ? System.nanoTime() : virtual.now();
        return new Solved(answer, Duration.ofNanos(ended - began));
    }

    private @Nullable Foresight foresight() {
        return tuning.foresight() ? Foresight.USUAL.keepingFree(tuning.headroomPercent()) : null;
    }

    private static Goal goal(ProblemClass problem) {
        return switch (problem) {
            case RELIEVE -> Goal.RELIEVE;
            case EVACUATE -> Goal.EVACUATE;
            case CONSOLIDATE -> Goal.CONSOLIDATE;
        };
    }
}
