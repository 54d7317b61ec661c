package org.farandole.placement;

import java.util.List;
import java.util.Objects;
import org.farandole.placement.rule.Rule;

/**
 * What to solve: some nodes, all VMs on them, rules, and a goal. Refused whole if anything in it is wrong. Rules may name VMs and
 * nodes that are elsewhere, as long as they name some that are here: a partition of a site is a problem too.
 */
public record Problem(Goal goal, List<Node> nodes, List<Vm> vms, List<Rule> rules, Terms terms) {

    /**
     * @throws IllegalArgumentException naming the item: a name given twice, a VM on an unknown node or on one that is off, a
     *     demand for what its node does not have, sums that overflow, a rule on nothing here, rules that contradict each other
     */
    public Problem {
        Objects.requireNonNull(goal, "goal");
        Objects.requireNonNull(terms, "terms");
        nodes = List.copyOf(nodes);
        vms = List.copyOf(vms);
        rules = List.copyOf(rules);
        Door.check(nodes, vms, terms);
        RulesAtTheDoor.check(nodes, vms, rules);
    }

    /** Without rules, on the usual terms. */
    public Problem(Goal goal, List<Node> nodes, List<Vm> vms) {
        this(goal, nodes, vms, List.of(), Terms.USUAL);
    }

    public Problem with(Terms other) {
        return new Problem(goal, nodes, vms, rules, other);
    }

    public Problem with(Goal other) {
        return new Problem(other, nodes, vms, rules, terms);
    }

    public Problem withNodes(List<Node> others) {
        return new Problem(goal, others, vms, rules, terms);
    }

    public Problem withRules(List<Rule> others) {
        return new Problem(goal, nodes, vms, others, terms);
    }
}
