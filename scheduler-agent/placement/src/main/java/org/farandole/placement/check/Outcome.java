package org.farandole.placement.check;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.farandole.placement.Problem;
import org.farandole.placement.plan.Action;

/**
 * What a plan leads to, reckoned apart from the planner.
 *
 * @param hosts of each VM at the end
 * @param nodesInUse that have VMs at the end
 * @param woken nodes
 * @param imbalance the sum over all nodes and dimensions of the squares of what is demanded of the limit, each in whole billionths
 * @param breaches of every rule at the end, in its units
 * @param moves migrations, and suspensions with their resumption
 * @param time of all moves, summed; of a suspension with its resumption, that of the resumption
 * @param penalty the breaches of soft rules times their weights, in seconds or migrations by the objective
 */
public record Outcome(
        Map<String, String> hosts,
        Set<String> nodesInUse,
        Set<String> woken,
        long imbalance,
        Map<String, Long> breaches,
        int moves,
        Duration time,
        long penalty) {

    public Outcome {
        hosts = Map.copyOf(hosts);
        nodesInUse = Set.copyOf(nodesInUse);
        woken = Set.copyOf(woken);
        breaches = Map.copyOf(breaches);
    }

    /** @param actions of a plan that is lawful; none for what is if nothing is done */
    public static Outcome of(Problem problem, List<Action> actions) {
        Given given = new Given(problem);
        List<String> faults = new ArrayList<>();
        Journeys journeys = new Journeys(given, actions, new Order(actions, faults), faults);
        Set<String> woken = new HashSet<>();
        int moves = 0;
        Duration time = Duration.ZERO;
        for (Action action : actions) {
            switch (action) {
                case Action.Migrate _ -> {
                    moves++;
                    time = time.plus(action.estimate());
                }
                case Action.Suspend _ -> moves++;
                case Action.Resume _ -> time = time.plus(action.estimate());
                case Action.PowerOn waking -> woken.add(waking.node());
                case Action.PowerOff _ -> {}
            }
        }
        Standing after = Standing.after(given, journeys, actions);
        Map<String, Long> breaches = new HashMap<>();
        problem.rules().forEach(rule -> breaches.put(rule.name(), after.breach(rule)));
        return new Outcome(after.hosts, after.used, woken, after.imbalance(), breaches, moves, time, after.penalty());
    }
}
