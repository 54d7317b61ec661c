package org.farandole.placement.check;

import java.util.List;
import org.farandole.placement.Dimension;
import org.farandole.placement.Goal;
import org.farandole.placement.Node;
import org.farandole.placement.rule.Rule;

/** Where a plan leads to: loads, rules and draining nodes. */
final class EndFaults {

    private final Given given;
    private final Standing before;
    private final Standing after;

    EndFaults(Given given, Standing before, Standing after) {
        this.given = given;
        this.before = before;
        this.after = after;
    }

    /** Of any plan: no node worse off, no hard rule more broken. */
    void addTo(List<String> faults) {
        for (Node node : given.nodes.values()) {
            for (Dimension dimension : given.dimensions) {
                long was = before.load(node, dimension);
                long is = after.load(node, dimension);
                if (is > was && after.surplus(node, dimension) > 0) {
                    faults.add(node.name() + " goes from " + was + " to " + is + " of " + given.limit(node, dimension)
                            + " " + dimension.unit() + " of " + dimension);
                }
            }
        }
        for (Rule rule : given.problem.rules()) {
            if (!rule.soft() && after.breach(rule) > before.breach(rule)) {
                faults.add("rule " + rule.name() + ", broken by " + before.breach(rule) + " before, is broken by "
                        + after.breach(rule) + " at the end");
            }
        }
    }

    /** Of a plan that claims to reach the goal. */
    void addGoalFaults(List<String> faults) {
        for (Node node : given.nodes.values()) {
            if (given.problem.goal() == Goal.EVACUATE) {
                if (node.draining() && after.used.contains(node.name())) {
                    faults.add(node.name() + " is draining and not empty");
                }
            } else {
                given.dimensions.stream()
                        .filter(dimension -> before.toRelieve(node, dimension) && after.surplus(node, dimension) > 0)
                        .forEach(dimension -> faults.add(node.name() + " stays overloaded in " + dimension));
            }
        }
        if (given.problem.terms().repair()) {
            given.problem.rules().stream()
                    .filter(rule -> !rule.soft() && after.breach(rule) > 0)
                    .forEach(rule -> faults.add("rule " + rule.name() + " stays broken by " + after.breach(rule)));
        }
    }
}
