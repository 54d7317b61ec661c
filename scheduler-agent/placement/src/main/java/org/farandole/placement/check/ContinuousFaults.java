package org.farandole.placement.check;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.farandole.placement.Vm;
import org.farandole.placement.rule.Rule;

/**
 * No continuous rule is broken, at any moment, by more than it was before. What adds up over VMs is reckoned exactly; of the other
 * rules every moment is tried where few actions concern them, and otherwise each node's worst moments are added up: exact for a
 * rule that held before, and strict with one that was broken.
 */
final class ContinuousFaults {

    private final Given given;
    private final Journeys journeys;
    private final Breach breach;
    private final Zones zones;
    private final GroupMoments groups;

    ContinuousFaults(Given given, Journeys journeys, Order order) {
        this.given = given;
        this.journeys = journeys;
        breach = new Breach(given);
        zones = new Zones(journeys, order);
        groups = new GroupMoments(given, journeys, order);
    }

    void addTo(List<String> faults) {
        Whereabouts start = Whereabouts.of(given.hostsBefore());
        Set<String> on = Breach.onBefore(given);
        for (Rule rule : given.problem.rules()) {
            if (rule.continuous()) {
                long before = breach.of(rule, start, on);
                long worst = worst(rule);
                if (worst > before) {
                    faults.add("rule " + rule.name() + " may be broken by " + worst + " on the way, by " + before
                            + " it was before");
                }
            }
        }
    }

    private long worst(Rule rule) {
        return switch (rule) {
            case Rule.Ban ban -> zones.most(ban.vms(), ban.nodes()::contains, vm -> 1);
            case Rule.Fence fence ->
                zones.most(fence.vms(), node -> !fence.nodes().contains(node), vm -> 1);
            case Rule.Offline offline -> zones.most(journeys.vms(), offline.nodes()::contains, vm -> 1);
            case Rule.RunningCapacity capacity ->
                Math.max(0, zones.most(journeys.vms(), capacity.nodes()::contains, vm -> 1) - capacity.most());
            case Rule.ResourceCapacity capacity ->
                Math.max(0, zones.most(journeys.vms(), capacity.nodes()::contains, demand(capacity)) - capacity.most());
            case Rule.Root root -> root.vms().stream().filter(journeys::moves).count();
            case Rule.Quarantine zone -> moving(zone.nodes()::contains);
            case Rule.Among among -> groups.outsideOfTheBest(among, zones);
            case Rule.Gather gather -> groups.apart(gather);
            case Rule.Spread spread -> groups.together(spread, spread.vms());
            case Rule.Split split ->
                groups.together(
                        split, split.groups().stream().flatMap(Set::stream).toList());
            case Rule.Lonely lonely -> groups.strangers(lonely);
            case Rule.MaxOnline online -> groups.online(online);
            case Rule.Preserve _, Rule.Overbook _, Rule.Online _ -> 0;
        };
    }

    private ToLongFunction<String> demand(Rule.ResourceCapacity capacity) {
        return name -> {
            Vm vm = given.vm(name);
            return vm == null ? 0 : given.demand(vm, capacity.dimension());
        };
    }

    /** VMs that move and touch such a node. */
    private long moving(Predicate<String> node) {
        Collection<String> vms = journeys.vms();
        return vms.stream()
                .filter(vm -> journeys.moves(vm) && journeys.of(vm).stream().anyMatch(stay -> node.test(stay.node())))
                .count();
    }
}
