package org.farandole.bench.placement.instance;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.farandole.placement.Goal;
import org.farandole.placement.Node;
import org.farandole.placement.Problem;
import org.farandole.placement.Vm;
import org.farandole.placement.rule.Rule;
import org.farandole.placement.rule.Strength;

/** The field's loads, and rules on a third of the VMs, a VM in one rule at most. All of them hold at the start. */
final class Ruled {

    private static final int KINDS = 7;

    /** A rule names no more nodes than these: a site's are by rack or by cluster. */
    private static final int MOST_NODES = 64;

    private final Draw draw;
    private final Site site;
    private final List<Vm> free;
    private final List<String> nodes;
    private final List<Rule> rules = new ArrayList<>();

    private Ruled(int nodes, Draw draw) {
        this.draw = draw;
        this.site = Loads.field(nodes, draw);
        this.free = new ArrayList<>(draw.shuffled(site.vms()));
        this.nodes = site.nodes().stream().map(Node::name).toList();
    }

    static Problem problem(int nodes, Draw draw) {
        Ruled ruled = new Ruled(nodes, draw);
        ruled.addNodeRules();
        int left = ruled.site.vms().size() * 2 / 3;
        for (int kind = 0; ruled.free.size() > left; kind++) {
            ruled.add(kind % KINDS);
        }
        return ruled.site.problem(Goal.RELIEVE, ruled.rules);
    }

    /** For every sixteen nodes: one whose VMs want to be alone, and one that takes one VM more than it has. */
    private void addNodeRules() {
        for (int block = 0; block + 16 <= nodes.size(); block += 16) {
            String lonely = nodes.get(block + draw.below(8));
            rules.add(new Rule.Lonely(name("lonely"), Strength.HARD, names(takeOn(lonely, Loads.VMS_A_NODE))));
            rules.add(new Rule.RunningCapacity(
                    name("running"),
                    Strength.HARD,
                    Set.of(nodes.get(block + 8 + draw.below(8))),
                    Loads.VMS_A_NODE + 1));
        }
    }

    private void add(int kind) {
        Vm first = free.removeLast();
        switch (kind) {
            case 0 -> {
                Set<String> hosts = new HashSet<>(Set.of(first.host()));
                List<Vm> apart = new ArrayList<>(List.of(first));
                for (int i = draw.between(1, 3); i > 0; i--) {
                    apart.addAll(takeOff(hosts, 1));
                    hosts.add(apart.getLast().host());
                }
                rules.add(new Rule.Spread(name("spread"), Strength.HARD, names(apart)));
            }
            case 1 ->
                rules.add(new Rule.Gather(name("gather"), Strength.HARD, names(with(first, takeOn(first.host(), 1)))));
            case 2 ->
                rules.add(new Rule.Fence(
                        name("fence"),
                        Strength.HARD,
                        Set.of(first.name()),
                        some(nodes.size() / 2, Set.of(first.host()))));
            case 3 -> rules.add(new Rule.Ban(name("ban"), Strength.HARD, Set.of(first.name()), others(first.host())));
            case 4 -> {
                List<Vm> one = with(first, takeOn(first.host(), 1));
                List<Vm> other = takeOff(Set.of(first.host()), 2);
                rules.add(new Rule.Split(name("split"), Strength.HARD, List.of(names(one), names(other))));
            }
            case 5 -> {
                List<Vm> both = with(first, takeOn(first.host(), 1));
                Set<String> here = some(nodes.size() / 2, Set.of(first.host()));
                Set<String> there = new HashSet<>(some(nodes.size() / 2, Set.of()));
                there.removeAll(here);
                rules.add(new Rule.Among(
                        name("among"),
                        Strength.HARD,
                        names(both),
                        there.isEmpty() ? List.of(here) : List.of(here, there)));
            }
            default -> rules.add(new Rule.Root(name("root"), Strength.HARD, Set.of(first.name())));
        }
    }

    private String name(String kind) {
        return kind + "-" + rules.size();
    }

    /** So many free VMs of a node, or as many as there are. */
    private List<Vm> takeOn(String host, int most) {
        return take(most, vm -> vm.host().equals(host));
    }

    private List<Vm> takeOff(Set<String> hosts, int most) {
        return take(most, vm -> !hosts.contains(vm.host()));
    }

    private List<Vm> take(int most, java.util.function.Predicate<Vm> wanted) {
        List<Vm> taken = new ArrayList<>();
        for (int i = free.size() - 1; i >= 0 && taken.size() < most; i--) {
            if (wanted.test(free.get(i))) {
                taken.add(free.remove(i));
            }
        }
        return taken;
    }

    private static List<Vm> with(Vm first, List<Vm> others) {
        List<Vm> all = new ArrayList<>(others);
        all.add(first);
        return all;
    }

    /** That many nodes, these among them. */
    private Set<String> some(int number, Set<String> in) {
        Set<String> chosen = new HashSet<>(in);
        while (chosen.size() < Math.min(number, MOST_NODES)) {
            chosen.add(nodes.get(draw.below(nodes.size())));
        }
        return chosen;
    }

    /** A quarter of the nodes, not this one. */
    private Set<String> others(String host) {
        Set<String> chosen = new HashSet<>(some(Math.max(2, nodes.size() / 4), Set.of(host)));
        chosen.remove(host);
        return chosen;
    }

    private static Set<String> names(Collection<Vm> vms) {
        return vms.stream().map(Vm::name).collect(Collectors.toSet());
    }
}
