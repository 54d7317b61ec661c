package org.farandole.solving;

import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.farandole.contracts.dvms.IspEvent;
import org.farandole.contracts.dvms.IspEvent.Computed.Verdict;
import org.farandole.contracts.dvms.IspEvent.Search;
import org.farandole.contracts.dvms.IspEvent.SolveAccount;
import org.farandole.contracts.dvms.IspId;
import org.farandole.contracts.dvms.NodeState;
import org.farandole.contracts.dvms.Proposal;
import org.farandole.contracts.node.NodeName;
import org.farandole.placement.Account;
import org.farandole.placement.Goal;
import org.farandole.placement.Limits;
import org.farandole.placement.Planner;
import org.farandole.placement.Problem;
import org.farandole.placement.Result;
import org.jspecify.annotations.Nullable;

/** Solves a partition, on the caller's thread. Thread-safe. */
public final class PartitionSolver {

    private static final Duration USUAL_WALL_LIMIT = Duration.ofSeconds(1);

    private final Planner planner;

    /** @param nanos a source of time that only rises */
    public PartitionSolver(LongSupplier nanos) {
        planner = new Planner(nanos);
    }

    /** Always answers: an input that the planner refuses has no plan, and says why. */
    public Answer answer(SolveInput input, Goal goal, Limits limits) {
        try {
            Problem problem = Translation.problem(input, goal);
            Result result = goal == Goal.RELIEVE
                    ? Durable.of(input, problem, planner.plan(problem, limits))
                    : planner.plan(problem, limits);
            Proposed proposed = Proposed.of(result);
            return new Answer.Solved(problem, result, proposed.proposal(), proposed.leftOut());
        } catch (IllegalArgumentException e) {
            return new Answer.Refused(String.valueOf(e.getMessage()));
        }
    }

    /**
     * The same within the input's own limits, with its record.
     *
     * @param interrupted asked often; once it says yes, the best found so far is the answer
     */
    public Solution solve(IspId isp, long round, SolveInput input, BooleanSupplier interrupted) {
        Duration wallLimit = Objects.requireNonNullElse(input.wallLimit(), USUAL_WALL_LIMIT);
        Looks looks = new Looks(interrupted);
        Answer answer = answer(
                input,
                Translation.goal(input.problem()),
                new Limits(input.seed(), input.searchNodes(), wallLimit, looks));
        Set<NodeName> members = input.states().stream().map(NodeState::node).collect(Collectors.toUnmodifiableSet());
        return new Solution(
                answer.proposal(),
                new IspEvent.Computed(
                        isp,
                        round,
                        members,
                        verdict(answer.proposal()),
                        account(answer, input.seed(), wallLimit, looks.allowed()),
                        input.gzippedJson(),
                        answer.proposal()));
    }

    private static SolveAccount account(Answer answer, long seed, Duration wallLimit, long looks) {
        return switch (answer) {
            case Answer.Refused refused ->
                new SolveAccount(Duration.ZERO, null, seed, 0, 0, false, 0, 0, refused.why(), null, null);
            case Answer.Solved solved -> {
                Account account = solved.result().account();
                yield new SolveAccount(
                        account.took(),
                        account.firstPlanAfter(),
                        account.seed(),
                        account.searchNodes(),
                        account.fails(),
                        account.proved(),
                        account.leastMoves(),
                        moves(solved.proposal()),
                        cause(solved.proposal()),
                        solved.leftOut(),
                        new Search(
                                account.inputHash(),
                                account.searchNodesLimit(),
                                wallLimit,
                                account.bestPlanAfter(),
                                account.leastTime(),
                                looks));
            }
        };
    }

    static Verdict verdict(Proposal proposal) {
        return switch (proposal) {
            case Proposal.Actions _ -> Verdict.PLAN;
            case Proposal.NoPlan _ -> Verdict.NO_PLAN;
            case Proposal.NothingToDo _ -> Verdict.NOTHING_TO_DO;
        };
    }

    static int moves(Proposal proposal) {
        return proposal instanceof Proposal.Actions plan ? plan.actions().size() : 0;
    }

    private static @Nullable String cause(Proposal proposal) {
        return proposal instanceof Proposal.NoPlan none ? none.cause() : null;
    }
}
