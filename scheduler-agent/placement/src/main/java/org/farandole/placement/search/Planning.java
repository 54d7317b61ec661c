package org.farandole.placement.search;

import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.farandole.placement.Account;
import org.farandole.placement.Cause;
import org.farandole.placement.InputHash;
import org.farandole.placement.Limits;
import org.farandole.placement.Node;
import org.farandole.placement.Problem;
import org.farandole.placement.Result;
import org.farandole.placement.plan.Plan;
import org.farandole.placement.rule.Rule;
import org.farandole.placement.search.LeastCost.Outcome;
import org.jspecify.annotations.Nullable;

/** The way to one answer. */
public final class Planning {

    private final Problem problem;
    private final Effort effort;
    private final Instance instance;
    private final String hash;
    private final BitSet wantedOn = new BitSet();

    public Planning(Problem problem, Limits limits, LongSupplier nanos) {
        Set<String> asleep = wantedOn(problem);
        this.problem = awake(problem, asleep);
        effort = new Effort(limits, nanos);
        instance = new Instance(this.problem);
        asleep.forEach(node -> wantedOn.set(instance.node(node)));
        hash = InputHash.of(problem);
    }

    /** Nodes that are off and that rules want on, where broken rules are to be mended. */
    private static Set<String> wantedOn(Problem problem) {
        return !problem.terms().repair()
                ? Set.of()
                : problem.nodes().stream()
                        .filter(node -> node.power() == Node.Power.OFF)
                        .map(Node::name)
                        .filter(node -> problem.rules().stream()
                                .anyMatch(rule -> rule instanceof Rule.Online online
                                        && online.nodes().contains(node)))
                        .collect(Collectors.toSet());
    }

    private static Problem awake(Problem problem, Set<String> asleep) {
        return asleep.isEmpty()
                ? problem
                : problem.withNodes(problem.nodes().stream()
                        .map(node -> asleep.contains(node.name()) ? node.awake() : node)
                        .toList());
    }

    public Result answer() {
        Optional<Cause> cannotWake = cannotWake();
        if (cannotWake.isPresent()) {
            return withoutPlan(cannotWake, Outcome.NONE, false, Shedding.IMPOSSIBLE);
        }
        Arrangement before = new Arrangement(instance);
        boolean wrong = !before.over.isEmpty() || !instance.nodesToLeave.isEmpty() || !before.broken.isEmpty();
        boolean asks = wrong
                || !wantedOn.isEmpty()
                || !WantedOff.of(instance, instance.host).isEmpty();
        return switch (problem.goal()) {
            case RELIEVE, EVACUATE ->
                asks || repairs(before) ? leastCost(wrong) : nothingToDo("the goal is reached as things are");
            case CONSOLIDATE -> new Consolidation(this, instance, effort).answer(asks);
            case BALANCE -> new Balance(this, instance, effort).answer(asks);
        };
    }

    /** Soft rules are mended for their own sake only if that is asked for. */
    private boolean repairs(Arrangement before) {
        return instance.terms.repair() && before.penalty > 0;
    }

    private Optional<Cause> cannotWake() {
        return wantedOn.stream()
                .filter(instance::held)
                .mapToObj(instance.nodes::get)
                .findFirst()
                .map(node -> new Cause(
                        Cause.Kind.RULES,
                        problem.rules().stream()
                                .filter(rule -> rule instanceof Rule.Online online
                                        && online.nodes().contains(node.name()))
                                .map(Rule::name)
                                .sorted()
                                .limit(1)
                                .toList(),
                        node.name() + " is to be on, is off, and is reserved by " + node.heldBy()));
    }

    private Result leastCost(boolean wrong) {
        Optional<Cause> atSight = Shortage.atSight(instance);
        if (wrong && atSight.isEmpty() && !Sequencer.anyFirstMove(instance)) {
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
            Waking waking = new Waking(this, problem, instance, effort);
            Result woken = waking.answer();
            if (woken != null) {
                return woken;
            }
            if (!waking.none()) {
                return withoutPlan(Optional.empty(), Outcome.STOPPED, best.withoutOrder(), 0);
            }
            outcome = Outcome.NONE;
        }
        return withoutPlan(atSight, outcome, best.withoutOrder(), search.bound());
    }

    /** @param of the instance that the solution is of, which may have more nodes open than the problem's */
    Result planned(Instance of, Best best, BitSet woken, BitSet switchedOff, boolean proved, long bound) {
        woken.or(wantedOn);
        effort.planGiven();
        new Headroom(of, best).improve();
        Best.Solution solution = best.solution();
        if (solution != null) {
            switchedOff.or(WantedOff.of(of, solution.hosts()));
        }
        if (solution == null || solution.sequence().steps().isEmpty() && woken.isEmpty() && switchedOff.isEmpty()) {
            return nothingToDo("nothing is gained by a move", proved);
        }
        Plan plan = Wording.plan(of, solution.hosts(), solution.sequence(), woken, switchedOff);
        return new Result.Planned(plan, account(proved, bound));
    }

    Result nothingToDo(String why) {
        return nothingToDo(why, true);
    }

    Result nothingToDo(String why, boolean proved) {
        return new Result.NothingToDo(why, account(proved, 0));
    }

    Account account(boolean proved, long bound) {
        long least = withoutPenalties(Math.min(bound, Shedding.IMPOSSIBLE - 1));
        boolean none = bound >= Shedding.IMPOSSIBLE || least == 0;
        return effort.account(
                hash,
                proved,
                none ? 0 : instance.prices.leastMoves(least),
                none ? Duration.ZERO : instance.prices.leastTime(least));
    }

    /** A bound on prices may be paid for with rules broken, one on loads cannot. */
    private long withoutPenalties(long bound) {
        return instance.guards.stream().noneMatch(Guard::soft)
                ? bound
                : Math.min(bound, new Needs(new Arrangement(instance), everybody()).sum());
    }

    private BitSet everybody() {
        BitSet all = new BitSet();
        all.set(0, instance.vmCount());
        return all;
    }

    Result withoutPlan(Optional<Cause> atSight, Outcome outcome, boolean withoutOrder, long bound) {
        boolean proved = outcome == Outcome.NONE;
        Best nearest = new Partial(instance, effort).nearest();
        if (!proved && nearest.reachesTheGoal()) {
            return planned(instance, nearest, new BitSet(), new BitSet(), false, bound);
        }
        Cause cause = atSight.orElseGet(() -> cause(proved, withoutOrder));
        return new Result.NoPlan(cause, partly(nearest), account(proved, bound));
    }

    private @Nullable Plan partly(Best best) {
        Best.Solution solution = best.solution();
        return solution == null || solution.sequence().steps().isEmpty()
                ? null
                : Wording.plan(instance, solution.hosts(), solution.sequence(), wantedOn, new BitSet());
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
        if (effort.exhausted()) {
            return true;
        }
        Problem other = problem.withRules(rules);
        Instance relaxed = new Instance(other);
        if (Shortage.atSight(relaxed).isPresent()) {
            return false;
        }
        Effort little = effort.share(20);
        return new LeastCost(relaxed, little, new Best(relaxed, little)).search() != Outcome.NONE;
    }
}
