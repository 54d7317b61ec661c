package org.farandole.bench.placement;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.farandole.placement.Dimension;
import org.farandole.placement.Node;
import org.farandole.placement.Problem;
import org.farandole.placement.Vm;
import org.farandole.placement.plan.Action;
import org.farandole.placement.plan.Plan;
import org.farandole.placement.rule.Rule;
import org.jspecify.annotations.Nullable;

/** Where every VM is after a plan, and what is wrong with that: for plans of whatever planner, by code of no planner. */
final class FinalState {

    private final Problem problem;
    private final Map<String, String> hosts = new HashMap<>();
    private final List<String> faults = new ArrayList<>();

    FinalState(Problem problem, @Nullable Plan plan) {
        this.problem = problem;
        problem.vms().forEach(vm -> hosts.put(vm.name(), vm.host()));
        if (plan != null) {
            plan.actions().forEach(this::apply);
        }
    }

    /** Nodes above a limit and rules that do not hold; empty if nothing is wrong. */
    static List<String> faults(Problem problem, @Nullable Plan plan) {
        FinalState state = new FinalState(problem, plan);
        state.checkLoads();
        problem.rules().forEach(state::check);
        return state.faults;
    }

    int nodesWithVms() {
        return new HashSet<>(hosts.values()).size();
    }

    String host(String vm) {
        String host = hosts.get(vm);
        return host == null ? "" : host;
    }

    private void apply(Action action) {
        switch (action) {
            case Action.Migrate migrate -> {
                require(
                        host(migrate.vm()).equals(migrate.source()),
                        migrate.vm() + " leaves " + migrate.source() + ", where it is not");
                hosts.put(migrate.vm(), migrate.destination());
            }
            case Action.Resume resume -> hosts.put(resume.vm(), resume.node());
            case Action.Suspend suspend -> {}
            case Action.PowerOn on -> {}
            case Action.PowerOff off -> {}
        }
    }

    private void checkLoads() {
        Map<String, Map<Dimension, Long>> loads = new HashMap<>();
        for (Vm vm : problem.vms()) {
            vm.demand()
                    .of()
                    .forEach((dimension, amount) -> loads.computeIfAbsent(host(vm.name()), key -> new TreeMap<>())
                            .merge(dimension, (long) amount, Long::sum));
        }
        for (Node node : problem.nodes()) {
            loads.getOrDefault(node.name(), Map.of())
                    .forEach((dimension, load) -> require(
                            load <= node.limit(dimension),
                            node.name() + " ends with " + load + " of " + node.limit(dimension) + " " + dimension));
        }
    }

    private void check(Rule rule) {
        boolean holds = switch (rule) {
            case Rule.Spread spread ->
                hostsOf(spread.vms()).size() == spread.vms().size();
            case Rule.Gather gather -> hostsOf(gather.vms()).size() == 1;
            case Rule.Split split -> disjoint(split.groups());
            case Rule.Among among -> among.groups().stream().anyMatch(group -> group.containsAll(hostsOf(among.vms())));
            case Rule.Ban ban -> hostsOf(ban.vms()).stream().noneMatch(ban.nodes()::contains);
            case Rule.Fence fence -> fence.nodes().containsAll(hostsOf(fence.vms()));
            case Rule.Root root -> none(vm -> root.vms().contains(vm.name()) && moved(vm));
            case Rule.Lonely lonely -> {
                Set<String> theirs = hostsOf(lonely.vms());
                yield none(vm -> !lonely.vms().contains(vm.name()) && theirs.contains(host(vm.name())));
            }
            case Rule.MaxOnline most -> online(most.nodes()) <= most.most();
            case Rule.RunningCapacity most -> count(most.nodes()) <= most.most();
            case Rule.ResourceCapacity most -> sum(most.nodes(), most.dimension()) <= most.most();
            case Rule.Quarantine quarantine ->
                none(vm -> moved(vm)
                        && (quarantine.nodes().contains(vm.host())
                                || quarantine.nodes().contains(host(vm.name()))));
            case Rule.Offline offline -> count(offline.nodes()) == 0;
            case Rule.Preserve preserve -> true;
            case Rule.Overbook overbook -> true;
            case Rule.Online online -> true;
        };
        require(holds, "rule " + rule.name() + " does not hold at the end");
    }

    private Set<String> hostsOf(Set<String> vms) {
        Set<String> found = new HashSet<>();
        vms.forEach(vm -> found.add(host(vm)));
        return found;
    }

    private boolean disjoint(List<Set<String>> groups) {
        Set<String> seen = new HashSet<>();
        for (Set<String> group : groups) {
            for (String host : hostsOf(group)) {
                if (!seen.add(host)) {
                    return false;
                }
            }
        }
        return true;
    }

    private boolean moved(Vm vm) {
        return !host(vm.name()).equals(vm.host());
    }

    private boolean none(Predicate<Vm> such) {
        return problem.vms().stream().noneMatch(such);
    }

    private long online(Set<String> nodes) {
        return hosts.values().stream().distinct().filter(nodes::contains).count();
    }

    private long count(Set<String> nodes) {
        return hosts.values().stream().filter(nodes::contains).count();
    }

    private long sum(Set<String> nodes, Dimension dimension) {
        return problem.vms().stream()
                .filter(vm -> nodes.contains(host(vm.name())))
                .mapToLong(vm -> vm.demand().get(dimension))
                .sum();
    }

    private void require(boolean lawful, String fault) {
        if (!lawful) {
            faults.add(fault);
        }
    }
}
