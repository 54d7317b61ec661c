package org.farandole.placement.check;

import java.util.List;
import java.util.Objects;
import org.farandole.placement.Goal;
import org.farandole.placement.Node;
import org.farandole.placement.Terms.LeastGain;
import org.farandole.placement.plan.Action;
import org.farandole.placement.plan.Plan;

/** What a plan is good for: what it says it gains, and that it gains something worth its cost. */
final class GainFaults {

    private static final long WHOLE = 1_000;

    private final Given given;
    private final Standing before;
    private final Standing after;
    private final Plan plan;

    GainFaults(Given given, Standing before, Standing after, Plan plan) {
        this.given = given;
        this.before = before;
        this.after = after;
        this.plan = plan;
    }

    /** Of any plan. */
    void addTo(List<String> faults) {
        long gain = before.cpuSurplus() - after.cpuSurplus();
        if (plan.gainCpuPercent() != gain) {
            faults.add("it says that it removes " + plan.gainCpuPercent()
                    + " % of CPU demanded above limits, and removes " + gain);
        }
    }

    /** Of a plan that claims to bring the goal nearer. */
    void addProgressFaults(List<String> faults) {
        if (!(evacuates() ? drains() : sheds()) && !mends()) {
            faults.add("nothing that is wrong gets better");
        }
    }

    /** Of a plan that claims to reach the goal. */
    void addGoalFaults(List<String> faults) {
        if (wrongBefore()) {
            return;
        }
        boolean gains = switch (given.problem.goal()) {
            case RELIEVE, EVACUATE -> given.problem.terms().repair() && after.penalty() < before.penalty();
            case CONSOLIDATE -> switchesOffEnough();
            case BALANCE -> balancesEnough();
        };
        if (!gains) {
            faults.add("nothing was wrong, and what is gained is not worth its cost");
        }
    }

    private boolean evacuates() {
        return given.problem.goal() == Goal.EVACUATE;
    }

    private boolean wrongBefore() {
        boolean overloaded = given.nodes.values().stream()
                .anyMatch(node -> given.dimensions.stream().anyMatch(each -> before.toRelieve(node, each)));
        boolean draining =
                given.nodes.values().stream().anyMatch(node -> node.draining() && before.used.contains(node.name()));
        boolean broken = given.problem.terms().repair()
                && given.problem.rules().stream().anyMatch(rule -> !rule.soft() && before.breach(rule) > 0);
        boolean unwanted = given.tooManyOn(given.onBefore(), before.used) > 0;
        return broken || unwanted || (evacuates() ? draining : overloaded);
    }

    private boolean switchesOffEnough() {
        long off = plan.actions().stream()
                .filter(Action.PowerOff.class::isInstance)
                .count();
        LeastGain least = given.problem.terms().leastGain();
        return off > 0 && plan.cost().toMillis() <= off * least.perNodeOff().toMillis();
    }

    private boolean balancesEnough() {
        long moved = before.hosts.entrySet().stream()
                .filter(vm -> !vm.getValue().equals(after.hosts.get(vm.getKey())))
                .count();
        long gain = before.imbalance() - after.imbalance();
        long least = given.problem.terms().leastGain().balancePermille() * (after.imbalance() / WHOLE);
        return gain > 0 && gain >= least * moved;
    }

    private boolean drains() {
        return given.vms.values().stream().anyMatch(vm -> {
            Node host = Objects.requireNonNull(given.node(vm.host()), vm.host());
            return host.draining() && !host.name().equals(after.hosts.get(vm.name()));
        });
    }

    private boolean sheds() {
        return given.nodes.values().stream()
                .anyMatch(node -> given.dimensions.stream()
                        .anyMatch(dimension -> before.surplus(node, dimension) > after.surplus(node, dimension)));
    }

    private boolean mends() {
        return given.problem.terms().repair()
                && given.problem.rules().stream().anyMatch(rule -> after.breach(rule) < before.breach(rule));
    }
}
