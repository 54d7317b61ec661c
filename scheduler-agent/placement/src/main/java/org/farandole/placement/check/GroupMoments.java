package org.farandole.placement.check;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.farandole.placement.rule.Rule;

/** The worst moments for rules on who is with whom. */
final class GroupMoments {

    /** Where the order leaves no more moments than that, each is tried; otherwise what is counted is never too little. */
    private static final int MOST_MOMENTS = 100_000;

    private final Journeys journeys;
    private final Order order;
    private final Breach breach;

    GroupMoments(Given given, Journeys journeys, Order order) {
        this.journeys = journeys;
        this.order = order;
        breach = new Breach(given);
    }

    long outsideOfTheBest(Rule.Among among, Zones zones) {
        List<Stay> stays = staysOf(among.vms());
        return worst(among, stays)
                .orElseGet(() -> among.groups().stream()
                        .mapToLong(group -> zones.most(among.vms(), node -> !group.contains(node), vm -> 1))
                        .min()
                        .orElse(0));
    }

    /** Counted while none of the VMs is between two nodes: what is on its way is on both. */
    long apart(Rule.Gather gather) {
        List<Stay> stays = staysOf(gather.vms());
        return worst(
                        stays,
                        at -> gather.vms().stream()
                                        .anyMatch(vm -> at.nodesOf(vm).size() > 1)
                                ? 0
                                : of(gather, at))
                .orElseGet(() -> of(gather, Whereabouts.of(stays)));
    }

    /** Of a rule that counts, on each node, the VMs that must not be together. */
    long together(Rule rule, Collection<String> vms) {
        return nodeByNode(rule, staysOf(vms));
    }

    long strangers(Rule.Lonely lonely) {
        Set<String> nodes = new TreeSet<>();
        staysOf(lonely.vms()).forEach(stay -> nodes.add(stay.node()));
        return nodeByNode(lonely, staysOn(nodes));
    }

    long online(Rule.MaxOnline online) {
        List<Stay> stays = staysOn(online.nodes());
        return worst(online, stays).orElseGet(() -> of(online, Whereabouts.of(stays)));
    }

    private long nodeByNode(Rule rule, List<Stay> stays) {
        Map<String, List<Stay>> byNode = stays.stream().collect(Collectors.groupingBy(Stay::node));
        return worst(rule, stays)
                .orElseGet(() -> byNode.values().stream()
                        .mapToLong(here -> most(rule, here))
                        .sum());
    }

    /** On one node. Stays of which each two may meet may all meet; so no moment is worse than all that may meet one of them. */
    private long most(Rule rule, List<Stay> here) {
        return here.stream()
                .map(stay -> here.stream().filter(other -> mayMeet(stay, other)).toList())
                .mapToLong(met -> of(rule, Whereabouts.of(met)))
                .max()
                .orElse(0);
    }

    private boolean mayMeet(Stay one, Stay other) {
        return !isOverBefore(one, other) && !isOverBefore(other, one);
    }

    private boolean isOverBefore(Stay one, Stay other) {
        return one.departure() != Stay.NONE
                && other.arrival() != Stay.NONE
                && order.isBefore(one.departure(), other.arrival());
    }

    private Optional<Long> worst(Rule rule, List<Stay> stays) {
        return worst(stays, at -> of(rule, at));
    }

    /** Empty if there are too many moments. */
    private Optional<Long> worst(List<Stay> stays, Function<Whereabouts, Long> measure) {
        long[] worst = {0};
        boolean all = new Moments(order, actions(stays)).forEach(MOST_MOMENTS, moment -> {
            Whereabouts at = Whereabouts.of(stays.stream().filter(moment::holds).toList());
            worst[0] = Math.max(worst[0], measure.apply(at));
        });
        return all ? Optional.of(worst[0]) : Optional.empty();
    }

    private long of(Rule rule, Whereabouts at) {
        return breach.of(rule, at, Set.of());
    }

    private static List<Integer> actions(List<Stay> stays) {
        Set<Integer> actions = new TreeSet<>();
        for (Stay stay : stays) {
            actions.add(stay.arrival());
            actions.add(stay.departure());
        }
        actions.remove(Stay.NONE);
        return List.copyOf(actions);
    }

    private List<Stay> staysOf(Collection<String> vms) {
        return vms.stream().flatMap(vm -> journeys.of(vm).stream()).toList();
    }

    private List<Stay> staysOn(Collection<String> nodes) {
        List<Stay> stays = new ArrayList<>();
        nodes.forEach(node -> stays.addAll(journeys.on(node)));
        return stays;
    }
}
