package org.farandole.placement;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.farandole.placement.cost.Corrections;
import org.farandole.placement.cost.Corrections.Pair;
import org.farandole.placement.rule.Rule;

/** Other names for all that a problem names, so that they sort the other way round. */
final class Renaming {

    private final Problem problem;

    Renaming(Problem problem) {
        this.problem = problem;
    }

    private static String other(String name) {
        return name.chars()
                .mapToObj(letter -> String.valueOf((char) (Character.isDigit(letter) ? '0' + '9' - letter : letter)))
                .collect(Collectors.joining("", "x-", ""));
    }

    private static Set<String> others(Set<String> names) {
        return names.stream().map(Renaming::other).collect(Collectors.toSet());
    }

    private static List<Set<String>> others(List<Set<String>> groups) {
        return groups.stream().map(Renaming::others).toList();
    }

    Problem renamed() {
        return new Problem(
                problem.goal(),
                problem.nodes().stream().map(Renaming::renamed).toList(),
                problem.vms().stream().map(Renaming::renamed).toList(),
                problem.rules().stream().map(Renaming::renamed).toList(),
                problem.terms()
                        .with(
                                problem.terms().migrationTime(),
                                renamed(problem.terms().corrections())));
    }

    private static Node renamed(Node node) {
        return new Node(
                other(node.name()),
                node.capacity(),
                node.overbookingPermille(),
                node.power(),
                node.draining(),
                node.heldBy());
    }

    private static Vm renamed(Vm vm) {
        return new Vm(
                other(vm.name()),
                other(vm.host()),
                vm.demand(),
                vm.deviation(),
                vm.dirtyMiBPerSecond(),
                vm.coolDown(),
                others(vm.notTo()),
                vm.maySuspend());
    }

    private static Corrections renamed(Corrections corrections) {
        Map<String, Integer> vms = new HashMap<>();
        corrections.vms().forEach((vm, permille) -> vms.put(other(vm), permille));
        Map<Pair, Integer> pairs = new HashMap<>();
        corrections
                .pairs()
                .forEach((pair, permille) ->
                        pairs.put(new Pair(other(pair.source()), other(pair.destination())), permille));
        return new Corrections(vms, pairs);
    }

    private static Rule renamed(Rule rule) {
        String name = other(rule.name());
        return switch (rule) {
            case Rule.Spread spread -> new Rule.Spread(name, rule.strength(), others(spread.vms()));
            case Rule.Gather gather -> new Rule.Gather(name, rule.strength(), others(gather.vms()));
            case Rule.Split split -> new Rule.Split(name, rule.strength(), others(split.groups()));
            case Rule.Among among -> new Rule.Among(name, rule.strength(), others(among.vms()), others(among.groups()));
            case Rule.Ban ban -> new Rule.Ban(name, rule.strength(), others(ban.vms()), others(ban.nodes()));
            case Rule.Fence fence -> new Rule.Fence(name, rule.strength(), others(fence.vms()), others(fence.nodes()));
            case Rule.Root root -> new Rule.Root(name, rule.strength(), others(root.vms()));
            case Rule.Quarantine zone -> new Rule.Quarantine(name, rule.strength(), others(zone.nodes()));
            case Rule.Lonely lonely -> new Rule.Lonely(name, rule.strength(), others(lonely.vms()));
            case Rule.Preserve preserve ->
                new Rule.Preserve(name, others(preserve.vms()), preserve.dimension(), preserve.amount());
            case Rule.MaxOnline online ->
                new Rule.MaxOnline(name, rule.strength(), others(online.nodes()), online.most());
            case Rule.RunningCapacity capacity ->
                new Rule.RunningCapacity(name, rule.strength(), others(capacity.nodes()), capacity.most());
            case Rule.ResourceCapacity capacity ->
                new Rule.ResourceCapacity(
                        name, rule.strength(), others(capacity.nodes()), capacity.dimension(), capacity.most());
            case Rule.Overbook overbook ->
                new Rule.Overbook(name, others(overbook.nodes()), overbook.dimension(), overbook.permille());
            case Rule.Offline offline -> new Rule.Offline(name, rule.strength(), others(offline.nodes()));
            case Rule.Online online -> new Rule.Online(name, others(online.nodes()));
        };
    }
}
