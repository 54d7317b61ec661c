package org.farandole.placement.search;

import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.farandole.placement.Account;
import org.farandole.placement.Cause;
import org.farandole.placement.InputHash;
import org.farandole.placement.Limits;
import org.farandole.placement.Problem;
import org.farandole.placement.Result;
import org.farandole.placement.plan.Plan;
import org.farandole.placement.rule.Rule;
import org.farandole.placement.search.LeastCost.Outcome;
import org.jspecify.annotations.Nullable;

/** The way to one answer. */
public final class Planning {

    private final Problem problem;
    private final Limits limits;
    private final LongSupplier nanos;
    private final Effort effort;
    private final Instance instance;
    private final String hash;

    public Planning(Problem problem, Limits limits, LongSupplier nanos) {
        this.problem = problem;
        this.limits = limits;
        this.nanos = nanos;
        effort = new Effort(limits, nanos);
        instance = new Instance(problem);
        hash = InputHash.of(problem);
    }

    public Result answer() {
        Arrangement before = new Arrangement(instance);
        boolean wrong = !before.over.isEmpty() || !instance.nodesToLeave.isEmpty() || !before.broken.isEmpty();
        return switch (problem.goal()) {
            case RELIEVE, EVACUATE ->
                wrong || repairs(before) ? leastCost() : nothingToDo("the goal is reached as things are");
            case CONSOLIDATE -> new Consolidation(this, instance, effort).answer(wrong);
            case BALANCE -> new Balance(this, instance, effort).answer(wrong);
        };
    }

    /** Soft rules are mended for their own sake only if that is asked for. */
    private boolean repairs(Arrangement before) {
        return instance.terms.repair() && before.penalty > 0;
    }

    private Result leastCost() {
        Optional<Cause> atSight = Shortage.atSight(instance);
        if (atSight.isEmpty() && !Sequencer.anyFirstMove(instance)) {
            atSight = Optional.of(
                    new Cause(Cause.Kind.NO_ORDER, "no VM can begin to move: no node has the room for one"));
        }
        Best best = new Best(instance, effort);
        LeastCost search = new LeastCost(instance, effort, best);
        Outcome outcome = atSight.isPresent() ? Outcome.NONE : search.search();
        if (best.solution() != null) {
            return planned(instance, best, new BitSet(), new BitSet(), outcome == Outcome.PROVED, search.bound());
        }
        if (!instance.wakeable.isEmpty()) {
            Result woken = new Waking(this, problem, instance, effort).answer();
            if (woken != null) {
                return woken;
            }
        }
        return withoutPlan(atSight, outcome, best.withoutOrder(), search.bound());
    }

    /** @param of the instance that the solution is of, which may have more nodes open than the problem's */
    Result planned(Instance of, Best best, BitSet woken, BitSet switchedOff, boolean proved, long bound) {
        new Headroom(of, best).improve();
        Best.Solution solution = best.solution();
        if (solution == null || solution.sequence().steps().isEmpty() && woken.isEmpty() && switchedOff.isEmpty()) {
            return nothingToDo("nothing is gained by a move");
        }
        Plan plan = Wording.plan(of, solution.hosts(), solution.sequence(), woken, switchedOff);
        return new Result.Planned(plan, account(proved, bound));
    }

    Result nothingToDo(String why) {
        return new Result.NothingToDo(why, account(true, 0));
    }

    Account account(boolean proved, long bound) {
        long least = Math.min(bound, Shedding.IMPOSSIBLE - 1);
        boolean none = bound >= Shedding.IMPOSSIBLE;
        return effort.account(
                hash,
                proved,
                none ? 0 : instance.prices.moves(least),
                none ? java.time.Duration.ZERO : instance.prices.time(least));
    }

    Result withoutPlan(Optional<Cause> atSight, Outcome outcome, boolean withoutOrder, long bound) {
        boolean proved = outcome == Outcome.NONE;
        Cause cause = atSight.orElseGet(() -> cause(proved, withoutOrder));
        return new Result.NoPlan(cause, nearest(), account(proved, bound));
    }

    private @Nullable Plan nearest() {
        Best best = new Partial(instance, effort).nearest();
        Best.Solution solution = best.solution();
        return solution == null || solution.sequence().steps().isEmpty()
                ? null
                : Wording.plan(instance, solution.hosts(), solution.sequence(), new BitSet(), new BitSet());
    }

    private Cause cause(boolean proved, boolean withoutOrder) {
        if (!proved) {
            return new Cause(Cause.Kind.LIMIT, "the search stopped at its limit; nothing is proved");
        }
        if (withoutOrder) {
            return new Cause(Cause.Kind.NO_ORDER, "arrangements fit, but no order of moves leads to one");
        }
        List<Rule> rules = problem.rules();
        return Conflict.cause(rules, this::possible);
    }

    /** Whether a plan might exist under these rules alone. */
    private boolean possible(List<Rule> rules) {
        Problem other = problem.withRules(rules);
        Instance relaxed = new Instance(other);
        if (Shortage.atSight(relaxed).isPresent()) {
            return false;
        }
        Effort little = new Effort(
                new Limits(limits.seed(), Math.max(1, limits.searchNodes() / 20), limits.wall(), limits.interrupted()),
                nanos);
        return new LeastCost(relaxed, little, new Best(relaxed, little)).search() != Outcome.NONE;
    }
}
