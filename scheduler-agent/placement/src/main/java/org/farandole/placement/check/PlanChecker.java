package org.farandole.placement.check;

import java.util.ArrayList;
import java.util.List;
import org.farandole.placement.Problem;
import org.farandole.placement.plan.Action;
import org.farandole.placement.plan.Plan;

/**
 * Holds a plan against its problem and lists what is wrong with it. What has to hold at every moment is checked at the worst one
 * that the order of the actions allows, however long each of them takes. Stateless and thread-safe.
 */
public final class PlanChecker {

    private PlanChecker() {}

    /** What is wrong with a plan that claims to reach the goal; empty if nothing is. Each fault names the VM, node or rule. */
    public static List<String> faults(Problem problem, Plan plan) {
        return check(problem, plan, false);
    }

    /** What is wrong with a plan that claims to bring the goal nearer and to leave no node worse; empty if nothing is. */
    public static List<String> faultsOfPartial(Problem problem, Plan plan) {
        return check(problem, plan, true);
    }

    private static List<String> check(Problem problem, Plan plan, boolean partial) {
        List<String> faults = new ArrayList<>();
        Given given = new Given(problem);
        List<Action> actions = plan.actions();
        Order order = new Order(actions, faults);
        Journeys journeys = new Journeys(given, actions, order, faults);
        if (faults.isEmpty()) {
            PowerFaults power = new PowerFaults(given, actions, journeys, order, faults);
            power.addTo(faults);
            if (!partial) {
                power.addGoalFaults(faults);
            }
            addFaultsOnTheWay(given, actions, order, journeys, faults);
        }
        Standing before = Standing.before(given);
        Standing after = Standing.after(given, journeys, actions);
        EndFaults end = new EndFaults(given, before, after);
        GainFaults gain = new GainFaults(given, before, after, plan);
        end.addTo(faults);
        gain.addTo(faults);
        if (partial) {
            gain.addProgressFaults(faults);
        } else {
            end.addGoalFaults(faults);
            gain.addGoalFaults(faults);
        }
        return List.copyOf(faults);
    }

    /** Of a plan whose actions follow from one another. */
    private static void addFaultsOnTheWay(
            Given given, List<Action> actions, Order order, Journeys journeys, List<String> faults) {
        new ActionFaults(given).addTo(actions, faults);
        new MoveFaults(given, journeys).addTo(faults);
        new RigidFaults(given, journeys, order).addTo(faults);
        new ParallelFaults(given, actions, order).addTo(faults);
        new ContinuousFaults(given, journeys, order).addTo(faults);
    }
}
