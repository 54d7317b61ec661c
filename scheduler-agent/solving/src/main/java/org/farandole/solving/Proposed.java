package org.farandole.solving;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.farandole.contracts.dvms.Action;
import org.farandole.contracts.dvms.Proposal;
import org.farandole.contracts.node.NodeName;
import org.farandole.contracts.vm.VmName;
import org.farandole.placement.Result;
import org.farandole.placement.plan.Action.Migrate;
import org.farandole.placement.plan.Action.PowerOff;
import org.farandole.placement.plan.Action.PowerOn;
import org.farandole.placement.plan.Action.Resume;
import org.farandole.placement.plan.Action.Suspend;
import org.farandole.placement.plan.Plan;
import org.jspecify.annotations.Nullable;

/**
 * A planner's result in the protocol's words.
 *
 * @param leftOut actions of the plan that a decision cannot carry, in words; none if all are in
 */
record Proposed(Proposal proposal, @Nullable String leftOut) {

    static Proposed of(Result result) {
        return switch (result) {
            case Result.Planned planned -> planned(Carried.of(planned.plan()), planned.plan());
            case Result.NothingToDo _ -> new Proposed(new Proposal.NothingToDo(), null);
            case Result.NoPlan none -> {
                Carried best = none.best() == null ? Carried.NOTHING : Carried.of(none.best());
                yield new Proposed(
                        new Proposal.NoPlan(
                                none.cause().words(), none.best() == null ? null : best.actions(none.best(), true)),
                        best.leftOut());
            }
        };
    }

    private static Proposed planned(Carried carried, Plan plan) {
        Proposal.Actions actions = carried.actions(plan, false);
        return new Proposed(actions == null ? new Proposal.NothingToDo() : actions, carried.leftOut());
    }

    /**
     * What of a plan a decision carries: its migrations, numbered anew, each after those that it has to wait for; or, where there is
     * none, its power-offs. An empty node is powered off by an ISP of its own, so that nobody else is held until it is off.
     */
    private record Carried(List<Action> actions, List<String> leftToItself) {

        static final Carried NOTHING = new Carried(List.of(), List.of());

        static Carried of(Plan plan) {
            List<Action> migrations = new ArrayList<>();
            List<PowerOff> powerOffs = new ArrayList<>();
            Map<Integer, TreeSet<Integer>> standsFor = new HashMap<>();
            for (int i = 0; i < plan.actions().size(); i++) {
                var action = plan.actions().get(i);
                TreeSet<Integer> after = new TreeSet<>();
                action.after().forEach(earlier -> after.addAll(standsFor.getOrDefault(earlier, new TreeSet<>())));
                switch (action) {
                    case Migrate migrate -> {
                        standsFor.put(i, new TreeSet<>(List.of(migrations.size())));
                        migrations.add(migration(migrate, List.copyOf(after)));
                    }
                    case PowerOff off -> {
                        standsFor.put(i, after);
                        powerOffs.add(off);
                    }
                    case PowerOn _, Suspend _, Resume _ ->
                        throw new IllegalStateException("No terms of a partition allow the action " + action);
                }
            }
            return migrations.isEmpty()
                    ? new Carried(powerOffs.stream().map(Carried::powerOff).toList(), List.of())
                    : new Carried(
                            migrations, powerOffs.stream().map(PowerOff::node).toList());
        }

        Proposal.@Nullable Actions actions(Plan plan, boolean partial) {
            return actions.isEmpty() ? null : new Proposal.Actions(actions, plan.gainCpuPercent(), partial);
        }

        @Nullable
        String leftOut() {
            return leftToItself.isEmpty()
                    ? null
                    : "the power-off of " + String.join(", ", leftToItself)
                            + ", which each does itself once it is empty";
        }

        private static Action powerOff(PowerOff off) {
            return new Action.PowerOff(new NodeName(off.node()), off.estimate(), List.of(), off.why());
        }

        private static Action migration(Migrate migrate, List<Integer> after) {
            return new Action.Migrate(
                    new VmName(migrate.vm()),
                    new NodeName(migrate.source()),
                    new NodeName(migrate.destination()),
                    migrate.estimate(),
                    after,
                    migrate.why());
        }
    }
}
