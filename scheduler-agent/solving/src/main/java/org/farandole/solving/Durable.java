package org.farandole.solving;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.farandole.contracts.dvms.NodeState;
import org.farandole.contracts.dvms.NodeState.VmDemand;
import org.farandole.contracts.dvms.Priority.ProblemClass;
import org.farandole.contracts.node.Resource;
import org.farandole.placement.Account;
import org.farandole.placement.Problem;
import org.farandole.placement.Result;
import org.farandole.placement.plan.Action;
import org.farandole.placement.plan.Plan;
import org.farandole.placement.search.SingleMigrations;
import org.farandole.placement.search.SingleMigrations.Single;
import org.jspecify.annotations.Nullable;

/**
 * Of the single migrations that relieve a node, the one whose relief lasts: its time, times one and the overloads that it makes
 * likelier, is least. An overload lasts about as long as the migration that ends it, so both count in the same time. Plans of more
 * than one migration stay as the planner gives them.
 */
final class Durable {

    private final Foresight foresight;
    private final boolean early;
    private final Outlook outlook;
    private final Map<String, NodeState> nodes = new HashMap<>();
    private final Map<String, VmDemand> vms = new HashMap<>();

    private Durable(SolveInput input, Foresight foresight) {
        this.foresight = foresight;
        early = early(input);
        outlook = new Outlook(input.states(), foresight);
        for (NodeState state : input.states()) {
            nodes.put(state.node().value(), state);
            state.vms().forEach(vm -> vms.put(vm.placed().vm().value(), vm));
        }
    }

    /** Whether the problem is an overload that is none yet: its leader, the first, has less left than the headroom. */
    static boolean early(SolveInput input) {
        Foresight foresight = input.foresight();
        return foresight != null
                && foresight.headroomPercent() > 0
                && input.problem() == ProblemClass.RELIEVE
                && !input.states().isEmpty()
                && input.states().stream().noneMatch(Durable::overloaded);
    }

    private static boolean overloaded(NodeState state) {
        return state.capacity().bounded().stream()
                .anyMatch(resource -> state.demand(resource) > state.capacity().of(resource));
    }

    /** The planner's result, or a better one. */
    static Result of(SolveInput input, Problem problem, Result result) {
        Foresight foresight = input.foresight();
        return foresight == null || input.problem() != ProblemClass.RELIEVE
                ? result
                : new Durable(input, foresight).better(problem, result);
    }

    private Result better(Problem problem, Result result) {
        Action.@Nullable Migrate only = onlyMigration(result);
        if (only == null) {
            return early ? notWorthIt(result.account()) : result;
        }
        record Priced(Single single, double seconds) {}
        List<Single> all = new SingleMigrations(problem).from(only.source());
        Optional<Single> best = all.stream()
                .map(single -> new Priced(single, price(single)))
                .min(Comparator.comparingDouble(Priced::seconds))
                .map(Priced::single);
        if (early && best.filter(this::relievesEnough).isEmpty()) {
            return notWorthIt(result.account());
        }
        return best.map(single -> planned(single, only, result.account())).orElse(result);
    }

    private static Action.@Nullable Migrate onlyMigration(Result result) {
        return result instanceof Result.Planned planned
                        && planned.plan().actions().size() == 1
                        && planned.plan().actions().getFirst() instanceof Action.Migrate migrate
                ? migrate
                : null;
    }

    private double price(Single single) {
        return single.estimate().toMillis() * (1 + slowedDown(single)) * (1 + change(single));
    }

    /** By writing to its memory meanwhile, which is the more likely the more CPU it uses. */
    private double slowedDown(Single single) {
        VmDemand vm = Objects.requireNonNull(vms.get(single.vm()));
        double use =
                Math.min(1, vm.cpuDemandPercent() / (100.0 * vm.placed().size().vcpus()));
        return foresight.busyPermille() / 1_000.0 * use * use * use;
    }

    private boolean relievesEnough(Single single) {
        return -1_000 * change(single) >= foresight.leastReliefPermille();
    }

    /** How many more overloads are likely with it than without, on both of its nodes. */
    private double change(Single single) {
        VmDemand vm = Objects.requireNonNull(vms.get(single.vm()));
        NodeState from = Objects.requireNonNull(nodes.get(single.source()));
        NodeState to = Objects.requireNonNull(nodes.get(single.destination()));
        Outlook.Load left = Outlook.Load.of(from);
        Outlook.Load entered = Outlook.Load.of(to);
        return risk(from, left.without(vm)) - risk(from, left) + risk(to, entered.with(vm)) - risk(to, entered);
    }

    private double risk(NodeState node, Outlook.Load load) {
        return outlook.risk(load, node.capacity().of(Resource.CPU));
    }

    private static Result planned(Single single, Action.Migrate planners, Account account) {
        Plan plan = single.plan();
        boolean least = single.estimate().equals(planners.estimate());
        return new Result.Planned(plan, least ? account : unproved(account));
    }

    private static Result notWorthIt(Account account) {
        return new Result.NothingToDo(
                "the node is not overloaded, and no single migration makes an overload so much less likely that it is worth it",
                unproved(account));
    }

    /** Something else than the objective has chosen. */
    private static Account unproved(Account account) {
        return new Account(
                account.inputHash(),
                account.seed(),
                account.searchNodesLimit(),
                account.searchNodes(),
                account.fails(),
                account.took(),
                account.firstPlanAfter(),
                account.bestPlanAfter(),
                false,
                account.leastMoves(),
                account.leastTime());
    }
}
