package org.farandole.placement;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.farandole.placement.check.BruteForce;
import org.farandole.placement.check.BruteForce.Best;
import org.farandole.placement.check.Outcome;
import org.farandole.placement.check.PlanChecker;
import org.farandole.placement.plan.Plan;

/** What is wrong with an answer. */
final class Verdict {

    /** Decisions between two looks at a limit. */
    private static final int LITTLE = 64;

    private final Problem problem;
    private final Result result;
    private final List<String> faults = new ArrayList<>();

    private Verdict(Problem problem, Result result) {
        this.problem = problem;
        this.result = result;
    }

    /** Of any problem: an unlawful plan, an account that makes no sense. */
    static List<String> lawful(Problem problem, Result result) {
        Verdict verdict = new Verdict(problem, result);
        verdict.checkPlan();
        verdict.checkAccount();
        return verdict.faults;
    }

    /** Of a tiny problem besides: not the best, where it is said to be proved, or better than the best there is. */
    static List<String> best(Problem problem, Result result) {
        Verdict verdict = new Verdict(problem, result);
        verdict.checkPlan();
        verdict.checkAccount();
        verdict.checkBest();
        return verdict.faults;
    }

    private void checkPlan() {
        switch (result) {
            case Result.Planned planned -> {
                faults.addAll(PlanChecker.faults(problem, planned.plan()));
                requireReasons(planned.plan());
            }
            case Result.NoPlan none -> {
                if (none.best() != null) {
                    faults.addAll(PlanChecker.faultsOfPartial(problem, none.best()));
                    requireReasons(none.best());
                }
                require(!none.cause().words().isBlank(), "no plan, and no word why");
                boolean stopped = none.cause().kind() == Cause.Kind.LIMIT;
                require(
                        stopped != none.account().proved(),
                        "cause " + none.cause() + ", proved: " + none.account().proved());
            }
            case Result.NothingToDo nothing -> require(!nothing.why().isBlank(), "nothing to do, and no word why");
        }
    }

    private void requireReasons(Plan plan) {
        plan.actions().forEach(action -> require(!action.why().isBlank(), action + " has no reason"));
    }

    private void checkAccount() {
        Account account = result.account();
        require(account.inputHash().equals(InputHash.of(problem)), "the hash is not the problem's");
        require(
                account.searchNodes() <= account.searchNodesLimit() * 2 + LITTLE,
                "searched " + account.searchNodes() + " nodes");
        require(account.fails() >= 0 && account.searchNodes() >= 0, "negative efforts");
        Duration first = account.firstPlanAfter();
        Duration last = account.bestPlanAfter();
        if (result instanceof Result.Planned planned) {
            require(first != null && last != null, "a plan, and no time of it");
            require(account.leastMoves() <= planned.plan().moves(), "fewer moves than the lower bound");
            require(account.leastTime().compareTo(planned.plan().cost()) <= 0, "less time than the lower bound");
        }
        if (first != null && last != null) {
            require(
                    first.compareTo(last) <= 0 && last.compareTo(account.took()) <= 0,
                    "first plan after " + first + ", best after " + last + ", all took " + account.took());
        }
    }

    private void checkBest() {
        boolean calm = BruteForce.isCalm(problem);
        Optional<Best> best = calm ? Optional.empty() : BruteForce.best(problem);
        boolean proved = result.account().proved();
        switch (result) {
            case Result.Planned planned -> {
                Best found = BruteForce.of(
                        problem, Outcome.of(problem, planned.plan().actions()));
                require(!calm, "a plan where nothing is wrong");
                require(best.isPresent(), "a plan where there is none");
                best.ifPresent(least -> compare(found, least, proved));
            }
            case Result.NothingToDo _ -> {
                Best found = BruteForce.of(problem, Outcome.of(problem, List.of()));
                best.ifPresent(least -> compare(found, least, proved));
                require(calm || best.isPresent(), "nothing to do where there is no plan");
            }
            case Result.NoPlan none ->
                require(
                        !calm && (best.isEmpty() || !proved),
                        "no plan: " + none.cause() + ", where there is one: " + best);
        }
    }

    private void compare(Best found, Best least, boolean proved) {
        boolean less = found.measure() < least.measure()
                || found.measure() == least.measure() && found.price() < least.price();
        require(!less, "found " + found + ", which is less than the least there is, " + least);
        require(!proved || found.equals(least), "proved " + found + ", the least is " + least);
    }

    private void require(boolean right, String fault) {
        if (!right) {
            faults.add(fault);
        }
    }
}
