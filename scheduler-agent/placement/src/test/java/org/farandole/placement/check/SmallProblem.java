package org.farandole.placement.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.farandole.placement.Dimension;
import org.farandole.placement.Goal;
import org.farandole.placement.Node;
import org.farandole.placement.Objective;
import org.farandole.placement.Problem;
import org.farandole.placement.Vm;
import org.farandole.placement.rule.Rule;
import org.farandole.placement.rule.Strength;

/** A problem by numbers, and what is asked of arrangements: the host of each VM. Slow, and as plain as can be. */
final class SmallProblem {

    final List<Node> nodes;
    final List<Vm> vms;
    final int[] home;
    final Given given;
    private final Problem problem;
    private final Standing before;
    private final Loads loadsBefore;
    private final Breach breach;
    private final Set<String> on;
    private final Set<Integer> open = new TreeSet<>();
    private final List<Rule> hard;
    private final List<Rule> continuous;
    private final List<Rule> soft;

    /** @param woken nodes that are woken for the plan */
    SmallProblem(Problem problem, Set<String> woken) {
        this.problem = problem;
        given = new Given(problem);
        nodes = List.copyOf(given.nodes.values());
        vms = List.copyOf(given.vms.values());
        home = vms.stream().mapToInt(vm -> number(vm.host())).toArray();
        before = Standing.before(given);
        loadsBefore = new Loads(given, given.hostsBefore());
        breach = new Breach(given);
        on = new TreeSet<>(Breach.onBefore(given));
        on.addAll(woken);
        for (Node node : nodes) {
            if (on.contains(node.name()) && !node.draining() && node.heldBy() == null) {
                open.add(number(node.name()));
            }
        }
        hard = problem.rules().stream().filter(rule -> !rule.soft()).toList();
        continuous = hard.stream().filter(Rule::continuous).toList();
        soft = problem.rules().stream().filter(Rule::soft).toList();
    }

    /** Those that are off, and that rules want on where broken rules are to be mended; none that others hold. */
    static Set<String> wantedOn(Problem problem) {
        Given given = new Given(problem);
        return problem.nodes().stream()
                .filter(node -> problem.terms().repair() && node.power() == Node.Power.OFF && node.heldBy() == null)
                .map(Node::name)
                .filter(given::keptOn)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Those that may be woken: off, neither held nor draining, where the terms and the goal allow it. */
    static Set<String> wakeable(Problem problem) {
        boolean allowed = problem.terms().wake() && (problem.goal() == Goal.RELIEVE || problem.goal() == Goal.EVACUATE);
        return problem.nodes().stream()
                .filter(node -> allowed && node.power() == Node.Power.OFF)
                .filter(node -> !node.draining() && node.heldBy() == null)
                .map(Node::name)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private int number(String name) {
        return IntStream.range(0, nodes.size())
                .filter(node -> nodes.get(node).name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    boolean mayMove(int vm) {
        Vm each = vms.get(vm);
        if (!each.coolDown().isZero() || nodes.get(home[vm]).heldBy() != null) {
            return false;
        }
        return hard.stream().noneMatch(rule -> switch (rule) {
            case Rule.Root root -> root.vms().contains(each.name());
            case Rule.Quarantine zone -> zone.nodes().contains(each.host());
            case Rule.Gather gather ->
                gather.continuous() && gather.vms().contains(each.name()) && before.breach(gather) == 0;
            default -> false;
        });
    }

    boolean mayEnter(int vm, int node) {
        return node != home[vm] && suits(vm, node);
    }

    /** Suspended elsewhere or at home, it may go on at home too. */
    boolean mayGoOn(int vm, int node) {
        return suits(vm, node);
    }

    private boolean suits(int vm, int node) {
        String name = vms.get(vm).name();
        String there = nodes.get(node).name();
        return open.contains(node)
                && !vms.get(vm).notTo().contains(there)
                && hard.stream().noneMatch(rule -> switch (rule) {
                    case Rule.Ban ban -> ban.vms().contains(name) && ban.nodes().contains(there);
                    case Rule.Fence fence ->
                        fence.vms().contains(name) && !fence.nodes().contains(there);
                    case Rule.Quarantine zone -> zone.nodes().contains(there);
                    case Rule.Offline off -> off.nodes().contains(there);
                    default -> false;
                });
    }

    private Map<String, String> named(int[] hosts) {
        Map<String, String> named = new HashMap<>();
        for (int vm = 0; vm < hosts.length; vm++) {
            named.put(vms.get(vm).name(), nodes.get(hosts[vm]).name());
        }
        return named;
    }

    /** Whether the goal allows the plan to end so. */
    boolean reachesGoal(int[] hosts) {
        Loads loads = new Loads(given, named(hosts));
        for (int node = 0; node < nodes.size(); node++) {
            Node each = nodes.get(node);
            int number = node;
            if (problem.goal() == Goal.EVACUATE
                    && each.draining()
                    && IntStream.of(hosts).anyMatch(host -> host == number)) {
                return false;
            }
            for (Dimension dimension : given.dimensions) {
                long load = loads.of(each, dimension);
                boolean mayStay = problem.goal() == Goal.EVACUATE || !before.toRelieve(each, dimension);
                long was = mayStay ? loadsBefore.of(each, dimension) : 0;
                if (load > Math.max(was, given.limit(each, dimension))) {
                    return false;
                }
            }
        }
        Whereabouts at = Whereabouts.of(named(hosts));
        return hard.stream()
                .allMatch(rule -> breach.of(rule, at, on) <= (problem.terms().repair() ? 0 : before.breach(rule)));
    }

    /** In seconds or migrations, by the objective. */
    long penalty(int[] hosts) {
        Whereabouts at = Whereabouts.of(named(hosts));
        return soft.stream()
                .mapToLong(rule -> weight(rule) * breach.of(rule, at, on))
                .sum();
    }

    private static long weight(Rule rule) {
        return rule.strength() instanceof Strength.Soft soft ? soft.weight() : 0;
    }

    private long nodesInUse(int[] hosts) {
        return IntStream.of(hosts)
                .distinct()
                .mapToObj(nodes::get)
                .filter(node -> !node.draining() && node.heldBy() == null && !given.keptOn(node.name()))
                .count();
    }

    /** Those that are on at the end: what is emptied beyond the reserve is switched off. */
    long nodesLeftOn(int[] hosts) {
        return Math.min(nodesOn(), nodesInUse(hosts) + problem.terms().reserve());
    }

    /** Those that are on before and may be switched off. */
    long nodesOn() {
        return nodes.stream()
                .filter(node -> node.power() == Node.Power.ON)
                .filter(node -> !node.draining() && node.heldBy() == null && !given.keptOn(node.name()))
                .count();
    }

    long imbalance(int[] hosts) {
        return Standing.of(given, named(hosts)).imbalance();
    }

    /** One number that is less where the objective is happier. */
    static long price(Problem problem, long moves, long millis, long penalty) {
        boolean movesFirst = problem.terms().objective() == Objective.FEWEST_MOVES;
        return movesFirst ? (moves + penalty) * (1L << 40) + millis : (millis + penalty * 1_000) * (1L << 20) + moves;
    }

    long priceOfMove(int vm, int from, int to) {
        long millis = ActionFaults.time(
                        problem.terms(),
                        vms.get(vm),
                        nodes.get(from).name(),
                        nodes.get(to).name())
                .toMillis();
        return price(problem, 1, millis, 0);
    }

    /** Whether a VM may migrate while the others stay where they are. @param at the hosts of all, -1 of a suspended VM */
    boolean mayFly(int[] at, int vm, int to) {
        for (Dimension dimension : given.dimensions) {
            long load = given.demand(vms.get(vm), dimension);
            for (int other = 0; other < at.length; other++) {
                load += at[other] == to ? given.demand(vms.get(other), dimension) : 0;
            }
            long most = Math.max(given.limit(nodes.get(to), dimension), loadsBefore.of(nodes.get(to), dimension));
            if (dimension.rigid() && load > most) {
                return false;
            }
        }
        return continuous.stream().allMatch(rule -> holds(rule, at, vm, to));
    }

    private boolean holds(Rule rule, int[] at, int vm, int to) {
        List<Stay> stays = new ArrayList<>();
        for (int each = 0; each < at.length; each++) {
            boolean leaves = each == vm && rule instanceof Rule.Gather;
            if (at[each] >= 0 && !leaves) {
                stays.add(stay(each, at[each]));
            }
        }
        stays.add(stay(vm, to));
        return breach.of(rule, Whereabouts.of(stays), on) <= before.breach(rule);
    }

    private Stay stay(int vm, int node) {
        return new Stay(vms.get(vm).name(), nodes.get(node).name(), Stay.NONE, Stay.NONE);
    }
}
