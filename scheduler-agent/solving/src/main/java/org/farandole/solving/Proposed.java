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

    /** What of a plan a decision can carry: its migrations, numbered anew, each after those that it has to wait for. */
    private record Carried(List<Action> migrations, List<String> poweredOff) {

        static final Carried NOTHING = new Carried(List.of(), List.of());

        static Carried of(Plan plan) {
            List<Action> migrations = new ArrayList<>();
            List<String> poweredOff = new ArrayList<>();
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
                        poweredOff.add(off.node());
                    }
                    case PowerOn _, Suspend _, Resume _ ->
                        throw new IllegalStateException("No terms of a partition allow the action " + action);
                }
            }
            return new Carried(migrations, poweredOff);
        }

        Proposal.@Nullable Actions actions(Plan plan, boolean partial) {
            return migrations.isEmpty() ? null : new Proposal.Actions(migrations, plan.gainCpuPercent(), partial);
        }

        @Nullable
        String leftOut() {
            return poweredOff.isEmpty()
                    ? null
                    : "decisions carry migrations only, not the power-off of " + String.join(", ", poweredOff);
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
