package org.farandole.placement.search.choco;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.chocosolver.solver.Model;
import org.chocosolver.solver.constraints.Constraint;
import org.chocosolver.solver.variables.IntVar;
import org.farandole.placement.rule.Rule;
import org.farandole.placement.search.Guard;
import org.farandole.placement.search.Instance;

/** Posts the rules on several VMs, as far as free VMs can break them; a soft one with a variable for its breach. */
final class GroupRules {

    /** Of the soft rules that were posted. */
    final List<IntVar> breaches = new ArrayList<>();
    /** Of one unit of each of them. */
    final List<Long> penalties = new ArrayList<>();

    private final Model model;
    private final Subproblem part;
    private final Instance instance;
    private final IntVar[] hosts;
    private final Map<Integer, Integer> elsewhere = new HashMap<>();
    private boolean lost;
    private long posted;

    /** @param allowed by guard, how far a hard one may be broken */
    GroupRules(Model model, Subproblem part, IntVar[] hosts, int[] allowed) {
        this.model = model;
        this.part = part;
        this.hosts = hosts;
        instance = part.instance;
        for (int guard = 0; guard < allowed.length; guard++) {
            add(guard, allowed[guard]);
        }
    }

    /** A rule is broken by VMs none of which is free. */
    boolean lost() {
        return lost;
    }

    /** The penalty, as things are, of the soft rules that were posted. */
    long postedPenalty() {
        return posted;
    }

    private void add(int number, int allowed) {
        Guard guard = instance.guards.get(number);
        if (isUnary(guard.rule)) {
            return;
        }
        boolean soft = guard.penalty > 0;
        if (!concernsFreeVms(guard.rule)) {
            lost |= !soft && part.at.breachOf(number) > allowed;
            return;
        }
        Allowance breach = soft ? soft(number, guard.penalty) : new Allowance.Hard(allowed);
        new Constraint(guard.rule.name(), propagator(guard.rule, breach)).post();
    }

    private Allowance soft(int number, long penalty) {
        IntVar breach = model.intVar("breach" + number, 0, IntVar.MAX_INT_BOUND, true);
        breaches.add(breach);
        penalties.add(penalty);
        posted += part.at.breachOf(number) * penalty;
        return new Allowance.Soft(breach);
    }

    private static boolean isUnary(Rule rule) {
        return switch (rule) {
            case Rule.Ban ignored -> true;
            case Rule.Fence ignored -> true;
            case Rule.Root ignored -> true;
            case Rule.Quarantine ignored -> true;
            case Rule.Offline ignored -> true;
            case Rule.Preserve ignored -> true;
            case Rule.Overbook ignored -> true;
            case Rule.Online ignored -> true;
            case Rule.Spread ignored -> false;
            case Rule.Gather ignored -> false;
            case Rule.Split ignored -> false;
            case Rule.Among ignored -> false;
            case Rule.Lonely ignored -> false;
            case Rule.MaxOnline ignored -> false;
            case Rule.RunningCapacity ignored -> false;
            case Rule.ResourceCapacity ignored -> false;
        };
    }

    private boolean concernsFreeVms(Rule rule) {
        return switch (rule) {
            case Rule.Spread spread -> anyFree(spread.vms());
            case Rule.Gather gather -> anyFree(gather.vms());
            case Rule.Split split -> split.groups().stream().anyMatch(this::anyFree);
            case Rule.Among among -> anyFree(among.vms());
            case Rule.Lonely ignored -> true;
            case Rule.MaxOnline online -> anyInScope(online.nodes());
            case Rule.RunningCapacity capacity -> anyInScope(capacity.nodes());
            case Rule.ResourceCapacity capacity -> anyInScope(capacity.nodes());
            case Rule.Ban ignored -> false;
            case Rule.Fence ignored -> false;
            case Rule.Root ignored -> false;
            case Rule.Quarantine ignored -> false;
            case Rule.Offline ignored -> false;
            case Rule.Preserve ignored -> false;
            case Rule.Overbook ignored -> false;
            case Rule.Online ignored -> false;
        };
    }

    private boolean anyFree(Set<String> names) {
        return Arrays.stream(instance.vmsOf(names)).anyMatch(vm -> part.vmOf(vm) >= 0);
    }

    private boolean anyInScope(Set<String> names) {
        return Arrays.stream(instance.nodesOf(names)).anyMatch(node -> part.nodeOf(node) >= 0);
    }

    private RulePropagator propagator(Rule rule, Allowance breach) {
        return switch (rule) {
            case Rule.Spread spread -> spread(instance.vmsOf(spread.vms()), breach);
            case Rule.Gather gather -> gather(instance.vmsOf(gather.vms()), breach);
            case Rule.Split split -> split(split, breach);
            case Rule.Among among -> among(among, breach);
            case Rule.Lonely lonely -> lonely(instance.vmsOf(lonely.vms()), breach);
            case Rule.MaxOnline online -> maxOnline(online, breach);
            case Rule.RunningCapacity capacity -> {
                int fixed = Arrays.stream(instance.nodesOf(capacity.nodes()))
                        .map(node -> part.nodeOf(node) < 0 ? part.at.count[node] : part.fixedCount[part.nodeOf(node)])
                        .sum();
                int[] ones = new int[hosts.length];
                Arrays.fill(ones, 1);
                yield new NodeRules.Capacity(hosts, ones, inside(capacity.nodes()), capacity.most() - fixed, breach);
            }
            case Rule.ResourceCapacity capacity -> {
                int dimension = instance.dimension(capacity.dimension());
                int fixed = Arrays.stream(instance.nodesOf(capacity.nodes()))
                        .map(node -> part.nodeOf(node) < 0
                                ? part.at.load[dimension][node]
                                : part.fixed[dimension][part.nodeOf(node)])
                        .sum();
                yield new NodeRules.Capacity(
                        hosts, part.demand[dimension], inside(capacity.nodes()), capacity.most() - fixed, breach);
            }
            case Rule.Ban ignored -> throw unary(rule);
            case Rule.Fence ignored -> throw unary(rule);
            case Rule.Root ignored -> throw unary(rule);
            case Rule.Quarantine ignored -> throw unary(rule);
            case Rule.Offline ignored -> throw unary(rule);
            case Rule.Preserve ignored -> throw unary(rule);
            case Rule.Overbook ignored -> throw unary(rule);
            case Rule.Online ignored -> throw unary(rule);
        };
    }

    private static IllegalStateException unary(Rule rule) {
        return new IllegalStateException("Rule " + rule.name() + " is about VMs one by one");
    }

    private RulePropagator spread(int[] vms, Allowance breach) {
        int[] places = places(vms);
        int[] count = new int[placeCount()];
        for (int place : places) {
            count[place]++;
        }
        return new VmRules.Spread(free(vms), count, breach);
    }

    private RulePropagator gather(int[] vms, Allowance breach) {
        int[] places = places(vms);
        boolean[] used = new boolean[placeCount()];
        for (int place : places) {
            used[place] = true;
        }
        return new VmRules.Gather(free(vms), used, breach);
    }

    private RulePropagator split(Rule.Split rule, Allowance breach) {
        List<int[]> groups = rule.groups().stream().map(instance::vmsOf).toList();
        List<int[]> places = groups.stream().map(this::places).toList();
        boolean[][] has = new boolean[placeCount()][groups.size()];
        List<IntVar> free = new ArrayList<>();
        IntStream.Builder groupOf = IntStream.builder();
        for (int group = 0; group < groups.size(); group++) {
            for (int place : places.get(group)) {
                has[place][group] = true;
            }
            for (IntVar vm : free(groups.get(group))) {
                free.add(vm);
                groupOf.add(group);
            }
        }
        return new VmRules.Split(free.toArray(IntVar[]::new), groupOf.build().toArray(), has, breach);
    }

    private RulePropagator among(Rule.Among rule, Allowance breach) {
        int[] groupOf = new int[part.nodeCount()];
        Arrays.fill(groupOf, -1);
        int[] inside = new int[rule.groups().size()];
        int[] vms = instance.vmsOf(rule.vms());
        int[] fixed = Arrays.stream(vms).filter(vm -> part.vmOf(vm) < 0).toArray();
        for (int group = 0; group < inside.length; group++) {
            for (int node : instance.nodesOf(rule.groups().get(group))) {
                if (part.nodeOf(node) >= 0) {
                    groupOf[part.nodeOf(node)] = group;
                }
                for (int vm : fixed) {
                    inside[group] += part.at.host[vm] == node ? 1 : 0;
                }
            }
        }
        return new AmongRule(free(vms), groupOf, inside, fixed.length, breach);
    }

    private RulePropagator lonely(int[] vms, Allowance breach) {
        BitSet mine = new BitSet();
        int[][] fixed = {new int[part.nodeCount()], part.fixedCount.clone()};
        int[] ours = new int[instance.nodeCount()];
        for (int vm : vms) {
            if (part.vmOf(vm) >= 0) {
                mine.set(part.vmOf(vm));
            } else {
                ours[part.at.host[vm]]++;
            }
        }
        int beyond = 0;
        for (int node = 0; node < ours.length; node++) {
            int small = part.nodeOf(node);
            if (small >= 0) {
                fixed[0][small] = ours[node];
                fixed[1][small] -= ours[node];
            } else if (ours[node] > 0) {
                beyond += part.at.count[node] - ours[node];
            }
        }
        return new NodeRules.Lonely(hosts, mine, fixed, beyond, breach);
    }

    private RulePropagator maxOnline(Rule.MaxOnline rule, Allowance breach) {
        boolean[] used = new boolean[part.nodeCount()];
        for (int node = 0; node < used.length; node++) {
            used[node] = part.fixedCount[node] > 0;
        }
        int others = (int) Arrays.stream(instance.nodesOf(rule.nodes()))
                .filter(node -> part.nodeOf(node) < 0 && part.at.count[node] > 0)
                .count();
        return new NodeRules.MaxOnline(hosts, inside(rule.nodes()), used, rule.most() - others, breach);
    }

    private boolean[] inside(Set<String> names) {
        boolean[] inside = new boolean[part.nodeCount()];
        for (int node : instance.nodesOf(names)) {
            if (part.nodeOf(node) >= 0) {
                inside[part.nodeOf(node)] = true;
            }
        }
        return inside;
    }

    private IntVar[] free(int[] vms) {
        return Arrays.stream(vms)
                .map(part::vmOf)
                .filter(vm -> vm >= 0)
                .mapToObj(vm -> hosts[vm])
                .toArray(IntVar[]::new);
    }

    /** Where those that are not free are. */
    private int[] places(int[] vms) {
        return Arrays.stream(vms)
                .filter(vm -> part.vmOf(vm) < 0)
                .map(vm -> place(part.at.host[vm]))
                .toArray();
    }

    private int place(int node) {
        return part.nodeOf(node) >= 0
                ? part.nodeOf(node)
                : elsewhere.computeIfAbsent(node, key -> part.nodeCount() + elsewhere.size());
    }

    private int placeCount() {
        return part.nodeCount() + elsewhere.size();
    }
}
