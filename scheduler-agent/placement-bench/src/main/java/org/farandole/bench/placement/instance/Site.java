package org.farandole.bench.placement.instance;

import java.util.ArrayList;
import java.util.List;
import org.farandole.placement.Amounts;
import org.farandole.placement.Goal;
import org.farandole.placement.Node;
import org.farandole.placement.Problem;
import org.farandole.placement.Vm;
import org.farandole.placement.rule.Rule;

/** Nodes and VMs as they are put together. */
record Site(List<Node> nodes, List<Vm> vms) {

    Site() {
        this(new ArrayList<>(), new ArrayList<>());
    }

    void node(Amounts capacity) {
        nodes.add(new Node(Draw.node(nodes.size()), capacity));
    }

    void vm(int host, Amounts demand) {
        vms.add(new Vm(Draw.vm(vms.size()), Draw.node(host), demand));
    }

    Problem problem() {
        return problem(Goal.RELIEVE, List.of());
    }

    Problem problem(Goal goal, List<Rule> rules) {
        return new Problem(goal, nodes, vms, rules, InstanceClass.TERMS);
    }
}
