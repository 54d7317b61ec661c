package org.farandole.placement.check;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.farandole.placement.Dimension;
import org.farandole.placement.Node;
import org.farandole.placement.plan.Action;
import org.farandole.placement.rule.Rule;
import org.farandole.placement.rule.Strength;

/** How things are when nothing moves: before a plan, or after it. */
final class Standing {

    private static final long WHOLE = 1_000;
    private static final double BILLIONTHS = 1e9;
    private static final double MOST_SHARE = 1_000;

    final Map<String, String> hosts;
    /** Nodes with VMs. */
    final Set<String> used;

    private final Given given;
    private final Loads loads;
    private final Whereabouts at;
    private final Set<String> on;

    private Standing(Given given, Map<String, String> hosts, Set<String> on) {
        this.given = given;
        this.hosts = hosts;
        this.on = on;
        used = Set.copyOf(hosts.values());
        loads = new Loads(given, hosts);
        at = Whereabouts.of(hosts);
    }

    static Standing before(Given given) {
        return new Standing(given, given.hostsBefore(), Breach.onBefore(given));
    }

    /** Whatever is on. */
    static Standing of(Given given, Map<String, String> hosts) {
        return new Standing(given, hosts, Set.of());
    }

    static Standing after(Given given, Journeys journeys, List<Action> actions) {
        Set<String> on = new HashSet<>(Breach.onBefore(given));
        for (Action action : actions) {
            switch (action) {
                case Action.PowerOn waking -> on.add(waking.node());
                case Action.PowerOff off -> on.remove(off.node());
                case Action.Migrate _, Action.Suspend _, Action.Resume _ -> {}
            }
        }
        return new Standing(given, journeys.hostsAfter(), on);
    }

    long load(Node node, Dimension dimension) {
        return loads.of(node, dimension);
    }

    /** Demand above the limit. */
    long surplus(Node node, Dimension dimension) {
        return Math.max(0, load(node, dimension) - given.limit(node, dimension));
    }

    /** Above all nodes' limits. */
    long cpuSurplus() {
        return given.nodes.values().stream()
                .mapToLong(node -> surplus(node, Dimension.CPU))
                .sum();
    }

    long breach(Rule rule) {
        return new Breach(given).of(rule, at, on);
    }

    /** The breaches of soft rules times their weights. */
    long penalty() {
        return given.problem.rules().stream()
                .mapToLong(rule -> rule.strength() instanceof Strength.Soft soft ? soft.weight() * breach(rule) : 0)
                .sum();
    }

    /** The sum over all nodes and dimensions of the squares of what is demanded of the limit, each in whole billionths. */
    long imbalance() {
        long sum = 0;
        for (Node node : given.nodes.values()) {
            for (Dimension dimension : given.dimensions) {
                double share = load(node, dimension) / (double) Math.max(1, given.limit(node, dimension));
                double counted = Math.min(MOST_SHARE, share);
                sum += (long) (counted * counted * BILLIONTHS);
            }
        }
        return sum;
    }

    /** An overload that the goal asks to be removed: not one too small to matter, nor one of a node that others hold. */
    boolean toRelieve(Node node, Dimension dimension) {
        long small = given.problem.terms().leastGain().overloadPermille() * given.limit(node, dimension);
        long surplus = surplus(node, dimension);
        return surplus > 0 && surplus * WHOLE >= small && node.heldBy() == null;
    }
}
