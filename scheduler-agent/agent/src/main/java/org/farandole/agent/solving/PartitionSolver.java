package org.farandole.agent.solving;

import java.time.Duration;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.farandole.contracts.dvms.IspEvent;
import org.farandole.contracts.dvms.IspEvent.Computed.Verdict;
import org.farandole.contracts.dvms.IspEvent.SolveAccount;
import org.farandole.contracts.dvms.NodeState;
import org.farandole.contracts.dvms.Proposal;
import org.farandole.contracts.node.NodeName;
import org.farandole.dvms.Effect.SolveLocally;
import org.farandole.placement.Account;
import org.farandole.placement.Goal;
import org.farandole.placement.Limits;
import org.farandole.placement.Planner;
import org.farandole.placement.Result;
import org.jspecify.annotations.Nullable;

/** Solves a partition, on the caller's thread. Thread-safe. */
public final class PartitionSolver {

    private final Planner planner;
    private final Duration budget;

    /** @param nanos a source of time that only rises, @param budget in wall time */
    public PartitionSolver(LongSupplier nanos, Duration budget) {
        planner = new Planner(nanos);
        this.budget = budget;
    }

    void warmUp(int rounds) {
        planner.warmUp(rounds);
    }

    /** Always answers: an input that the planner refuses has no plan, and says why. */
    public Solution solve(SolveLocally wanted, SolveInput input) {
        Goal goal = switch (input.problem()) {
            case RELIEVE -> Goal.RELIEVE;
            case EVACUATE -> Goal.EVACUATE;
            case CONSOLIDATE -> null;
        };
        if (goal == null) {
            return refused(wanted, input, "no policy for consolidating");
        }
        try {
            Result result = planner.plan(
                    Translation.problem(input, goal), new Limits(input.seed(), input.searchNodes(), budget));
            return solution(wanted, input, Translation.proposal(result), result.account());
        } catch (IllegalArgumentException e) {
            return refused(wanted, input, String.valueOf(e.getMessage()));
        }
    }

    private static Solution refused(SolveLocally wanted, SolveInput input, String cause) {
        return solution(
                wanted,
                input,
                new Proposal.NoPlan(cause, null),
                new Account(Duration.ZERO, null, input.seed(), 0, 0, false, 0));
    }

    private static Solution solution(SolveLocally wanted, SolveInput input, Proposal proposal, Account account) {
        Set<NodeName> members = input.states().stream().map(NodeState::node).collect(Collectors.toUnmodifiableSet());
        return new Solution(
                proposal,
                new IspEvent.Computed(
                        wanted.isp(),
                        wanted.round(),
                        members,
                        verdict(proposal),
                        new SolveAccount(
                                account.took(),
                                account.firstPlanAfter(),
                                account.seed(),
                                account.searchNodes(),
                                account.fails(),
                                account.proved(),
                                account.leastMoves(),
                                moves(proposal),
                                cause(proposal)),
                        input.gzippedJson()));
    }

    private static Verdict verdict(Proposal proposal) {
        return switch (proposal) {
            case Proposal.Actions _ -> Verdict.PLAN;
            case Proposal.NoPlan _ -> Verdict.NO_PLAN;
            case Proposal.NothingToDo _ -> Verdict.NOTHING_TO_DO;
        };
    }

    private static int moves(Proposal proposal) {
        return proposal instanceof Proposal.Actions plan ? plan.actions().size() : 0;
    }

    private static @Nullable String cause(Proposal proposal) {
        return proposal instanceof Proposal.NoPlan none ? none.cause() : null;
    }
}
