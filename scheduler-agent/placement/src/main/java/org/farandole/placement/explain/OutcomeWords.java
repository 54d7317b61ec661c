package org.farandole.placement.explain;

import static org.farandole.placement.search.WordingPhrases.count;
import static org.farandole.placement.search.WordingPhrases.number;
import static org.farandole.placement.search.WordingPhrases.time;

import java.util.Locale;
import org.farandole.placement.Account;
import org.farandole.placement.Goal;
import org.farandole.placement.Result;
import org.farandole.placement.plan.Action;
import org.farandole.placement.plan.Plan;

/** The head of an explanation. */
final class OutcomeWords {

    private OutcomeWords() {}

    static String outcome(Result result, Goal goal) {
        String what = goal.name().toLowerCase(Locale.ROOT) + ": ";
        Account account = result.account();
        return switch (result) {
            case Result.Planned planned -> what + size(planned.plan()) + proof(account);
            case Result.NothingToDo nothing -> what + "nothing to do: " + nothing.why();
            case Result.NoPlan none ->
                what
                        + (account.proved() ? "no plan, proved: " : "no plan found: ")
                        + none.cause().words()
                        + (none.best() == null ? "" : "; nearer to it: " + size(none.best()));
        };
    }

    private static String proof(Account account) {
        if (account.proved()) {
            return "; proved the best";
        }
        return "; not proved the best"
                + (account.leastMoves() == 0
                        ? ""
                        : ": it takes at least " + count(account.leastMoves(), "move") + " and "
                                + time(account.leastTime()));
    }

    private static String size(Plan plan) {
        long power = plan.actions().size()
                - plan.actions().stream().filter(OutcomeWords::moves).count();
        return count(plan.moves(), "move") + ", " + time(plan.cost()) + " in all"
                + (power == 0 ? "" : ", and " + count(power, "node") + " switched");
    }

    private static boolean moves(Action action) {
        return !(action instanceof Action.PowerOn || action instanceof Action.PowerOff);
    }

    static String account(Account account) {
        return number(account.searchNodes()) + " of at most " + count(account.searchNodesLimit(), "decision")
                + ", "
                + count(account.fails(), "dead end") + ", " + time(account.took()) + "; seed " + account.seed()
                + ", input " + account.inputHash();
    }

    static String what(Action action) {
        return switch (action) {
            case Action.Migrate migrate ->
                migrate.vm() + " migrates from " + migrate.source() + " to " + migrate.destination();
            case Action.Suspend suspend -> suspend.vm() + " is suspended on " + suspend.node();
            case Action.Resume resume -> resume.vm() + " goes on, on " + resume.node();
            case Action.PowerOn on -> on.node() + " is switched on";
            case Action.PowerOff off -> off.node() + " is switched off";
        };
    }
}
