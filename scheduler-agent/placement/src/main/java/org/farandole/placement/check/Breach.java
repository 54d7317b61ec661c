package org.farandole.placement.check;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.farandole.placement.Node;
import org.farandole.placement.Vm;
import org.farandole.placement.rule.Rule;

/** By how many units rules are broken, counted as each rule's own words say. VMs that are nowhere break nothing. */
final class Breach {

    private final Given given;

    Breach(Given given) {
        this.given = given;
    }

    /** @param on the nodes that are on */
    long of(Rule rule, Whereabouts at, Set<String> on) {
        return switch (rule) {
            case Rule.Spread spread -> beyondTheFirst(spread.vms(), at);
            case Rule.Gather gather -> Math.max(0, hosts(gather.vms(), at).size() - 1);
            case Rule.Split split -> groupsBeyondTheFirst(split.groups(), at);
            case Rule.Among among -> outsideOfTheBest(among, at);
            case Rule.Ban ban -> anywhere(ban.vms(), at, ban.nodes()::contains);
            case Rule.Fence fence ->
                anywhere(fence.vms(), at, node -> !fence.nodes().contains(node));
            case Rule.Root root ->
                root.vms().stream().filter(vm -> awayFromHome(vm, at)).count();
            case Rule.Quarantine quarantine -> crossing(quarantine.nodes(), at);
            case Rule.Lonely lonely -> strangers(lonely.vms(), at);
            case Rule.MaxOnline online ->
                Math.max(0, online.nodes().stream().filter(at.nodes()::contains).count() - online.most());
            case Rule.RunningCapacity capacity ->
                Math.max(0, anywhere(at.vms(), at, capacity.nodes()::contains) - capacity.most());
            case Rule.ResourceCapacity capacity -> Math.max(0, demanded(capacity, at) - capacity.most());
            case Rule.Offline offline -> anywhere(at.vms(), at, offline.nodes()::contains);
            case Rule.Online online ->
                online.nodes().stream()
                        .filter(node -> given.node(node) != null && !on.contains(node))
                        .count();
            case Rule.Preserve _, Rule.Overbook _ -> 0;
        };
    }

    private static Set<String> hosts(Collection<String> vms, Whereabouts at) {
        Set<String> hosts = new HashSet<>();
        vms.forEach(vm -> hosts.addAll(at.nodesOf(vm)));
        return hosts;
    }

    private static long beyondTheFirst(Set<String> vms, Whereabouts at) {
        long places = vms.stream().mapToLong(vm -> at.nodesOf(vm).size()).sum();
        return places - hosts(vms, at).size();
    }

    private static long groupsBeyondTheFirst(List<Set<String>> groups, Whereabouts at) {
        Set<String> all = new HashSet<>();
        long places = 0;
        for (Set<String> group : groups) {
            Set<String> hosts = hosts(group, at);
            places += hosts.size();
            all.addAll(hosts);
        }
        return places - all.size();
    }

    private static long outsideOfTheBest(Rule.Among among, Whereabouts at) {
        return among.groups().stream()
                .mapToLong(group -> anywhere(among.vms(), at, node -> !group.contains(node)))
                .min()
                .orElse(0);
    }

    /** VMs that are on such a node, wherever else they are. */
    private static long anywhere(Collection<String> vms, Whereabouts at, Predicate<String> node) {
        return vms.stream().filter(vm -> at.nodesOf(vm).stream().anyMatch(node)).count();
    }

    private boolean awayFromHome(String name, Whereabouts at) {
        Vm vm = given.vm(name);
        return vm != null && at.nodesOf(name).stream().anyMatch(node -> !node.equals(vm.host()));
    }

    private long crossing(Set<String> zone, Whereabouts at) {
        return at.vms().stream()
                .filter(vm -> awayFromHome(vm, at) && (zone.contains(home(vm)) || anyIn(zone, at.nodesOf(vm))))
                .count();
    }

    private String home(String vm) {
        Vm known = given.vm(vm);
        return known == null ? "" : known.host();
    }

    private static boolean anyIn(Set<String> zone, Set<String> nodes) {
        return nodes.stream().anyMatch(zone::contains);
    }

    private static long strangers(Set<String> vms, Whereabouts at) {
        return hosts(vms, at).stream()
                .mapToLong(node ->
                        at.vmsOn(node).stream().filter(vm -> !vms.contains(vm)).count())
                .sum();
    }

    private long demanded(Rule.ResourceCapacity capacity, Whereabouts at) {
        return at.vms().stream()
                .filter(vm -> anyIn(capacity.nodes(), at.nodesOf(vm)))
                .mapToLong(vm -> demand(vm, capacity))
                .sum();
    }

    private long demand(String vm, Rule.ResourceCapacity capacity) {
        Vm known = given.vm(vm);
        return known == null ? 0 : given.demand(known, capacity.dimension());
    }

    /** The nodes that are on before any plan. */
    static Set<String> onBefore(Given given) {
        Set<String> on = new HashSet<>();
        given.nodes.values().stream()
                .filter(node -> node.power() == Node.Power.ON)
                .forEach(node -> on.add(node.name()));
        return on;
    }
}
