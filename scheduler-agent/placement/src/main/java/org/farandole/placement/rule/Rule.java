package org.farandole.placement.rule;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.farandole.placement.Dimension;

/**
 * A rule of placement. VMs and nodes are given by name. Where a rule is broken before a plan, it may stay broken but must not
 * get worse, unless the terms ask for a repair; {@link #name} is what accounts call it.
 *
 * <p>By how much a rule is broken is counted in units, given at each rule; 0 where it holds.
 */
public sealed interface Rule {

    String name();

    Strength strength();

    default boolean soft() {
        return strength() instanceof Strength.Soft;
    }

    /** At every moment of a plan, not at its end only. */
    default boolean continuous() {
        return strength() instanceof Strength.Hard hard && hard.continuous();
    }

    /** No two of the VMs on one node. A unit: a VM beyond the first on a node. */
    record Spread(String name, Strength strength, Set<String> vms) implements Rule {
        public Spread {
            vms = Checks.some(name, "VM", vms);
        }
    }

    /** All of the VMs on one node. A unit: a node beyond the first. */
    record Gather(String name, Strength strength, Set<String> vms) implements Rule {
        public Gather {
            vms = Checks.some(name, "VM", vms);
        }
    }

    /** No node has VMs of two groups. A unit: a group beyond the first on a node. */
    record Split(String name, Strength strength, List<Set<String>> groups) implements Rule {
        public Split {
            groups = Checks.disjoint(name, "VM", groups);
        }
    }

    /** All of the VMs within one of the groups of nodes. A unit: a VM outside of the group that has most of them. */
    record Among(String name, Strength strength, Set<String> vms, List<Set<String>> groups) implements Rule {
        public Among {
            vms = Checks.some(name, "VM", vms);
            groups = Checks.disjoint(name, "node", groups);
        }
    }

    /** None of the VMs on any of the nodes. A unit: a VM that is on one. */
    record Ban(String name, Strength strength, Set<String> vms, Set<String> nodes) implements Rule {
        public Ban {
            vms = Checks.some(name, "VM", vms);
            nodes = Checks.some(name, "node", nodes);
        }
    }

    /** The VMs on these nodes and no others. A unit: a VM that is elsewhere. */
    record Fence(String name, Strength strength, Set<String> vms, Set<String> nodes) implements Rule {
        public Fence {
            vms = Checks.some(name, "VM", vms);
            nodes = Checks.some(name, "node", nodes);
        }
    }

    /** The VMs stay where they are. A unit: a VM that does not. Always continuous where it is hard. */
    record Root(String name, Strength strength, Set<String> vms) implements Rule {
        public Root {
            vms = Checks.some(name, "VM", vms);
        }
    }

    /** No VM enters the nodes, and none leaves them. A unit: a VM that does. Always continuous where it is hard. */
    record Quarantine(String name, Strength strength, Set<String> nodes) implements Rule {
        public Quarantine {
            nodes = Checks.some(name, "node", nodes);
        }
    }

    /** Nodes that have one of the VMs have no others than these. A unit: another VM on such a node. */
    record Lonely(String name, Strength strength, Set<String> vms) implements Rule {
        public Lonely {
            vms = Checks.some(name, "VM", vms);
        }
    }

    /** Each of the VMs is given at least that amount, whatever it demands. Hard: it raises what counts as its demand. */
    record Preserve(String name, Set<String> vms, Dimension dimension, int amount) implements Rule {
        public Preserve {
            vms = Checks.some(name, "VM", vms);
            Checks.notNegative(name, amount);
        }

        @Override
        public Strength strength() {
            return Strength.HARD;
        }
    }

    /** At most so many of the nodes with VMs, and on if repair is asked for, at the end. A unit: a node with VMs beyond. */
    record MaxOnline(String name, Strength strength, Set<String> nodes, int most) implements Rule {
        public MaxOnline {
            nodes = Checks.some(name, "node", nodes);
            Checks.notNegative(name, most);
        }
    }

    /** At most so many VMs on the nodes together. A unit: a VM beyond. */
    record RunningCapacity(String name, Strength strength, Set<String> nodes, int most) implements Rule {
        public RunningCapacity {
            nodes = Checks.some(name, "node", nodes);
            Checks.notNegative(name, most);
        }
    }

    /** At most that amount demanded on the nodes together. A unit: one of the dimension. */
    record ResourceCapacity(String name, Strength strength, Set<String> nodes, Dimension dimension, int most)
            implements Rule {
        public ResourceCapacity {
            nodes = Checks.some(name, "node", nodes);
            Checks.notNegative(name, most);
        }
    }

    /** The nodes give out at most so many thousandths of their capacity. Hard: it lowers their limits. */
    record Overbook(String name, Set<String> nodes, Dimension dimension, int permille) implements Rule {
        public Overbook {
            nodes = Checks.some(name, "node", nodes);
            if (permille < 1) {
                throw new IllegalArgumentException("Rule " + name + ": a ratio of " + permille + " thousandths");
            }
        }

        @Override
        public Strength strength() {
            return Strength.HARD;
        }
    }

    /** The nodes have no VM at the end, and are off if repair is asked for. A unit: a VM that is left there. */
    record Offline(String name, Strength strength, Set<String> nodes) implements Rule {
        public Offline {
            nodes = Checks.some(name, "node", nodes);
        }
    }

    /** The nodes are on at the end: none of them is emptied to power off, and one that is off is woken. Hard. */
    record Online(String name, Set<String> nodes) implements Rule {
        public Online {
            nodes = Checks.some(name, "node", nodes);
        }

        @Override
        public Strength strength() {
            return Strength.HARD;
        }
    }

    /** What rules are refused for at the door. */
    final class Checks {
        private Checks() {}

        private static Set<String> some(String rule, String what, Collection<String> names) {
            if (rule.isBlank()) {
                throw new IllegalArgumentException("A rule needs a name");
            }
            if (names.isEmpty()) {
                throw new IllegalArgumentException("Rule " + rule + " is on no " + what);
            }
            return Set.copyOf(names);
        }

        private static List<Set<String>> disjoint(String rule, String what, List<Set<String>> groups) {
            Set<String> seen = new HashSet<>();
            for (Set<String> group : groups) {
                for (String name : some(rule, what, group)) {
                    if (!seen.add(name)) {
                        throw new IllegalArgumentException(
                                "Rule " + rule + " has " + what + " " + name + " in two of its groups");
                    }
                }
            }
            some(rule, what, seen);
            return groups.stream().map(Set::copyOf).toList();
        }

        private static void notNegative(String rule, int amount) {
            if (amount < 0) {
                throw new IllegalArgumentException("Rule " + rule + " allows " + amount + "; 0 is the least");
            }
        }
    }
}
