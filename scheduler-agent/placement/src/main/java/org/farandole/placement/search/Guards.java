package org.farandole.placement.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.farandole.placement.rule.Rule;

/** The rules on several VMs or nodes together; and soft ones on single VMs. */
final class Guards {

    private Guards() {}

    static List<Guard> of(Instance instance) {
        List<Guard> guards = new ArrayList<>();
        instance.problem.rules().stream()
                .sorted(Comparator.comparing(Rule::name))
                .forEach(rule -> add(instance, rule, guards));
        return List.copyOf(guards);
    }

    private static void add(Instance instance, Rule rule, List<Guard> guards) {
        switch (rule) {
            case Rule.Spread spread -> guards.add(new GroupGuards.Spread(instance, spread));
            case Rule.Gather gather -> guards.add(new GroupGuards.Gather(instance, gather));
            case Rule.Split split -> guards.add(new GroupGuards.Split(instance, split));
            case Rule.Among among -> guards.add(new GroupGuards.Among(instance, among));
            case Rule.Lonely lonely -> guards.add(new GroupGuards.Lonely(instance, lonely));
            case Rule.MaxOnline online -> guards.add(new NodeGuards.MaxOnline(instance, online));
            case Rule.RunningCapacity capacity -> guards.add(new NodeGuards.RunningCapacity(instance, capacity));
            case Rule.ResourceCapacity capacity -> {
                if (instance.dimension(capacity.dimension()) >= 0) {
                    guards.add(new NodeGuards.ResourceCapacity(instance, capacity));
                }
            }
            case Rule.Ban ban when ban.soft() -> guards.add(new SoftGuards.Ban(instance, ban));
            case Rule.Fence fence when fence.soft() -> guards.add(new SoftGuards.Fence(instance, fence));
            case Rule.Root root when root.soft() -> guards.add(new SoftGuards.Root(instance, root));
            case Rule.Quarantine zone when zone.soft() -> guards.add(new SoftGuards.Quarantine(instance, zone));
            case Rule.Offline offline when offline.soft() -> guards.add(new SoftGuards.Offline(instance, offline));
            case Rule.Ban ignored -> {}
            case Rule.Fence ignored -> {}
            case Rule.Root ignored -> {}
            case Rule.Quarantine ignored -> {}
            case Rule.Offline ignored -> {}
            case Rule.Preserve ignored -> {}
            case Rule.Overbook ignored -> {}
            case Rule.Online ignored -> {}
        }
    }
}
