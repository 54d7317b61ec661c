package org.farandole.placement;

import java.util.ArrayList;
import java.util.List;

/** Moves as a plan, each with its reason and effect. */
final class Wording {

    private Wording() {}

    static Plan plan(Problem problem, Instance instance, List<MoveOrder.Step> steps, int[] hosts) {
        int[] loads = instance.loads(hosts, instance.demand);
        List<Migration> migrations = new ArrayList<>();
        for (MoveOrder.Step step : steps) {
            Vm vm = instance.vms.get(step.vm());
            migrations.add(new Migration(
                    vm.name(),
                    vm.host(),
                    instance.nodes.get(step.destination()).name(),
                    problem.migrationTime().of(vm),
                    step.after(),
                    why(instance, step, loads)));
        }
        return new Plan(migrations, instance.surplus(instance.host) - instance.surplus(hosts));
    }

    private static String why(Instance instance, MoveOrder.Step step, int[] loads) {
        Node source = instance.nodes.get(step.source());
        Node destination = instance.nodes.get(step.destination());
        return reason(instance, step.source()) + "; " + source.name() + " goes from " + instance.cpuLoad[step.source()]
                + " to " + loads[step.source()] + " % of " + source.cpuPercent() + ", " + destination.name() + " from "
                + instance.cpuLoad[step.destination()] + " to " + loads[step.destination()] + " % of "
                + destination.cpuPercent();
    }

    private static String reason(Instance instance, int source) {
        String name = instance.nodes.get(source).name();
        if (!instance.source(source)) {
            return name + " makes room";
        }
        return switch (instance.goal) {
            case RELIEVE -> name + " is overloaded";
            case EVACUATE -> name + " is drained";
        };
    }
}
