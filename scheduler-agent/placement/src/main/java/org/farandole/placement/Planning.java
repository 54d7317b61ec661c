package org.farandole.placement;

import java.util.Optional;
import java.util.stream.IntStream;
import org.farandole.placement.Result.Cause.Kind;
import org.jspecify.annotations.Nullable;

/** The way to one answer: few variables first, wider when that fails; moves, then cost, then room. */
final class Planning {

    /** Questions about room are a tie-break: a handful, and each only as far as the first way of searching goes. */
    private static final int QUESTIONS_ABOUT_ROOM = 6;

    private final Problem problem;
    private final Instance instance;
    private final Effort effort;
    private final int[] leastMoves;
    private int least;
    private final Search search;

    Planning(Problem problem, Effort effort) {
        this.problem = problem;
        this.effort = effort;
        instance = new Instance(problem);
        leastMoves = LeastMoves.of(instance);
        least = LeastMoves.sum(leastMoves);
        search = new Search(instance, leastMoves, effort);
    }

    Result answer() {
        if (!worthwhile()) {
            return new Result.NothingToDo(effort.account(true, 0));
        }
        Optional<Result.Cause> atSight = new Shortage(instance, leastMoves).atSight();
        if (atSight.isPresent()) {
            return withoutPlan(atSight.get(), true);
        }
        return fewestMoves();
    }

    private boolean worthwhile() {
        return switch (instance.goal) {
            case RELIEVE -> instance.surplus(instance.host) >= problem.leastGainCpuPercent();
            case EVACUATE -> instance.sources().findAny().isPresent();
        };
    }

    private Result fewestMoves() {
        int[] few = movable(true);
        Answer atTheBound = search.ask(Question.full(few, true, least, least));
        if (atTheBound instanceof Answer.Found found) {
            effort.planFound();
            return cheapest(found, Question.full(few, true, least, least), true);
        }
        boolean boundRaised = atTheBound instanceof Answer.None;
        least += boundRaised ? 1 : 0;
        return widened(few, movable(false));
    }

    private Result widened(int[] few, int[] all) {
        Descent narrow = descend(new Descent(null, true, false), Question.full(few, false, least, few.length));
        Descent wide = descend(narrow, Question.full(all, false, least, all.length));
        if (wide.best() != null) {
            int moves = wide.best().moves();
            return cheapest(wide.best(), Question.full(all, false, moves, moves), wide.complete());
        }
        Result.Cause cause = new Shortage(instance, leastMoves).afterSearch(wide.complete(), wide.forWantOfOrder());
        return withoutPlan(cause, wide.complete());
    }

    /** @param complete the last question was answered: nothing better exists */
    private record Descent(Answer.@Nullable Found best, boolean complete, boolean forWantOfOrder) {}

    private Descent descend(Descent from, Question question) {
        Answer.Found best = from.best();
        boolean forWantOfOrder = from.forWantOfOrder();
        while (true) {
            Question next = best == null ? question : question.movesUpTo(best.moves() - 1);
            if (next.mostMoves() < next.leastMoves()) {
                return new Descent(best, true, forWantOfOrder);
            }
            switch (search.ask(next)) {
                case Answer.Found found -> {
                    effort.planFound();
                    best = found;
                }
                case Answer.None none -> {
                    return new Descent(best, true, forWantOfOrder || none.forWantOfOrder());
                }
                case Answer.Unknown _ -> {
                    return new Descent(best, false, forWantOfOrder);
                }
            }
        }
    }

    private Result cheapest(Answer.Found first, Question question, boolean fewestProved) {
        Answer.Found best = first;
        boolean proved = fewestProved;
        Question next = question.millisUpTo(millis(best) - 1);
        while (next.mostMillis() >= leastMillis(question)) {
            Answer answer = search.ask(next);
            if (!(answer instanceof Answer.Found found)) {
                proved &= answer instanceof Answer.None;
                break;
            }
            best = found;
            next = question.millisUpTo(millis(best) - 1);
        }
        Answer.Found roomiest = roomiest(best, question.millisUpTo(millis(best)));
        return new Result.Planned(
                Wording.plan(problem, instance, roomiest.steps(), roomiest.hosts()), effort.account(proved, least));
    }

    private Answer.Found roomiest(Answer.Found first, Question question) {
        Answer.Found best = first;
        for (int asked = 0; asked < QUESTIONS_ABOUT_ROOM; asked++) {
            Answer answer = search.askBriefly(question.roomFrom(leastRoom(best) + 1));
            if (!(answer instanceof Answer.Found found)) {
                return best;
            }
            best = found;
        }
        return best;
    }

    /** Room on the tightest of the nodes that the plan touches. */
    private int leastRoom(Answer.Found found) {
        int[] loads = instance.loads(found.hosts(), instance.demand);
        return found.steps().stream()
                .flatMapToInt(step -> IntStream.of(step.source(), step.destination()))
                .map(node -> instance.capacity(node) - loads[node])
                .min()
                .orElse(0);
    }

    private int millis(Answer.Found found) {
        return found.steps().stream()
                .mapToInt(step -> instance.moveMillis[step.vm()])
                .sum();
    }

    /** No choice of that many VMs costs less. */
    private int leastMillis(Question question) {
        return IntStream.of(question.movable())
                .map(vm -> instance.moveMillis[vm])
                .sorted()
                .limit(question.leastMoves())
                .sum();
    }

    private Result withoutPlan(Result.Cause cause, boolean proved) {
        Answer.Found best = nearest();
        return new Result.NoPlan(
                cause,
                best == null ? null : Wording.plan(problem, instance, best.steps(), best.hosts()),
                effort.account(proved && cause.kind() != Kind.LIMIT, least));
    }

    /** Brings the goal nearer, as near as a bounded search gets, and then with as few moves; nobody is worse off. */
    private Answer.@Nullable Found nearest() {
        int gain = instance.goal == Goal.RELIEVE ? problem.leastGainCpuPercent() : 1;
        Question question = Question.partial(movable(true), left(instance.host) - gain);
        Answer.Found best = null;
        while (question.mostLeft() > 0 && search.askBriefly(question) instanceof Answer.Found found) {
            best = found;
            question = question.leftUpTo(left(found.hosts()) - 1);
        }
        while (best != null
                && best.moves() > 1
                && search.askBriefly(question.leftUpTo(left(best.hosts())).movesUpTo(best.moves() - 1))
                        instanceof Answer.Found found) {
            best = found;
        }
        return best;
    }

    private int left(int[] hosts) {
        return switch (instance.goal) {
            case RELIEVE -> instance.surplus(hosts);
            case EVACUATE ->
                (int) IntStream.range(0, instance.vmCount())
                        .filter(vm -> instance.nodes.get(hosts[vm]).draining())
                        .count();
        };
    }

    private int[] movable(boolean onlyOnSources) {
        return IntStream.range(0, instance.vmCount())
                .filter(instance::mayMove)
                .filter(vm -> !onlyOnSources || instance.source(instance.host[vm]))
                .toArray();
    }
}
