package org.farandole.placement.explain;

import static org.farandole.placement.search.WordingPhrases.amount;
import static org.farandole.placement.search.WordingPhrases.count;
import static org.farandole.placement.search.WordingPhrases.list;
import static org.farandole.placement.search.WordingPhrases.number;
import static org.farandole.placement.search.WordingPhrases.outOf;
import static org.farandole.placement.search.WordingPhrases.rule;
import static org.farandole.placement.search.WordingPhrases.time;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.farandole.placement.Dimension;
import org.farandole.placement.rule.Rule;

/**
 * Why a VM is not on a node after a plan, or why it is. Of several that are true, the first in the order of what can be changed
 * least: what the VM may do, what the node takes, what would be too much, what would be broken, what would cost more.
 */
public sealed interface Reason {

    /** For people; short, with units and names. */
    String words();

    /** What reasons of its kind have in common, where there are too many to list. */
    String group();

    /** It is there and stays. */
    record There(String node) implements Reason {
        @Override
        public String words() {
            return "it is on " + node + " and stays there";
        }

        @Override
        public String group() {
            return "there already";
        }
    }

    /** The plan brings it there. */
    record Chosen(String node) implements Reason {
        @Override
        public String words() {
            return "it goes to " + node;
        }

        @Override
        public String group() {
            return "chosen";
        }
    }

    /** The plan brings it there and on from there. */
    record PassesThrough(String node) implements Reason {
        @Override
        public String words() {
            return "it passes through " + node;
        }

        @Override
        public String group() {
            return "passed through";
        }
    }

    record CoolingDown(Duration left) implements Reason {
        @Override
        public String words() {
            return "in cool-down for " + time(left);
        }

        @Override
        public String group() {
            return "in cool-down";
        }
    }

    /** The VM's node or the other one is somebody else's to plan with. */
    record HeldBy(String node, String by) implements Reason {
        @Override
        public String words() {
            return node + " reserved by " + by;
        }

        @Override
        public String group() {
            return "reserved by others";
        }
    }

    /** A rule forbids it to leave. */
    record Kept(Rule by) implements Reason {
        @Override
        public String words() {
            return rule(by) + " keeps it where it is";
        }

        @Override
        public String group() {
            return "kept where they are by rules";
        }
    }

    record Draining(String node) implements Reason {
        @Override
        public String words() {
            return node + " is draining";
        }

        @Override
        public String group() {
            return "draining";
        }
    }

    record Off(String node) implements Reason {
        @Override
        public String words() {
            return node + " is off";
        }

        @Override
        public String group() {
            return "off";
        }
    }

    /** A rule on this VM or this node alone forbids it. */
    record Barred(String node, Rule by) implements Reason {
        @Override
        public String words() {
            return node + " is barred by " + rule(by);
        }

        @Override
        public String group() {
            return "barred by rules";
        }
    }

    /** The VM's own word: see {@link org.farandole.placement.Vm#notTo}. */
    record NotTo(String node) implements Reason {
        @Override
        public String words() {
            return "not to " + node + ": came from there, or is ruled out for this VM";
        }

        @Override
        public String group() {
            return "ruled out for the VM itself, as where it came from";
        }
    }

    /** @param reaches with all else as it is after the plan, in the dimension's unit */
    record Overload(String node, Dimension dimension, int reaches, int limit, int capacity) implements Reason {
        @Override
        public String words() {
            long percent = Math.round(100.0 * reaches / Math.max(1, capacity));
            return node + " would reach " + number(percent) + " % of " + dimension.name() + " ("
                    + outOf(reaches, limit, dimension) + ")";
        }

        @Override
        public String group() {
            return "too little " + dimension.name();
        }
    }

    /** It would fit after the plan, but not when it would have to go. */
    record RigidAtSomeMoment(String node, Dimension dimension, int reaches, int limit) implements Reason {
        @Override
        public String words() {
            return node + " would hold " + outOf(reaches, limit, dimension) + " of " + dimension.name()
                    + " while it migrates";
        }

        @Override
        public String group() {
            return "too little " + dimension.name() + " on the way";
        }
    }

    record RuleBroken(Rule broken) implements Reason {
        @Override
        public String words() {
            return rule(broken);
        }

        @Override
        public String group() {
            return "against rules";
        }
    }

    /** A move more than the plan has. */
    record NoGain(Duration cost) implements Reason {
        @Override
        public String words() {
            return "would take " + time(cost) + " and not be worth it";
        }

        @Override
        public String group() {
            return "not worth it";
        }
    }

    /** After the move the goal would not be reached: this node would be above its limit. */
    record StillOverloaded(String node, Dimension dimension, int load, int limit) implements Reason {
        @Override
        public String words() {
            return node + " would stay at " + outOf(load, limit, dimension) + " of " + dimension.name();
        }

        @Override
        public String group() {
            return "not enough: overload left in " + dimension.name();
        }
    }

    /** After the move the goal would not be reached: another VM has to leave its node. */
    record StillThere(String vm, String node) implements Reason {
        @Override
        public String words() {
            return vm + " would still be on " + node;
        }

        @Override
        public String group() {
            return "not enough: others have to leave";
        }
    }

    /** After the move the goal would not be reached: this rule would not hold. */
    record StillBroken(Rule broken) implements Reason {
        @Override
        public String words() {
            return rule(broken) + " would still be broken";
        }

        @Override
        public String group() {
            return "not enough: rules still broken";
        }
    }

    /** What has to leave the node is more than the VM has. */
    record TooLittle(Dimension dimension, int amount, int needed) implements Reason {
        @Override
        public String words() {
            return "it frees " + amount(amount, dimension) + ", " + number(needed) + " " + dimension.unit() + " have to go";
        }

        @Override
        public String group() {
            return "frees too little " + dimension.name();
        }
    }

    /** Nodes in use beyond the plan's. */
    record MoreNodes(int by) implements Reason {
        @Override
        public String words() {
            return count(by, "node") + " more in use";
        }

        @Override
        public String group() {
            return "more nodes in use";
        }
    }

    /** @param by thousandths of what both nodes add to the imbalance */
    record LessBalanced(long by) implements Reason {
        @Override
        public String words() {
            return "less balanced by " + number(by) + " thousandths";
        }

        @Override
        public String group() {
            return "less balanced";
        }
    }

    /** @param rules soft ones that it would break, or break more */
    record Dearer(long moves, Duration time, List<Rule> rules) implements Reason {
        public Dearer {
            rules = List.copyOf(rules);
        }

        @Override
        public String words() {
            String by = time.isZero() || moves > 0 && time.isNegative() ? count(moves, "move") : time(time);
            return by + " dearer"
                    + (rules.isEmpty()
                            ? ""
                            : ", counting " + list(rules.stream()
                                    .map(org.farandole.placement.search.WordingPhrases::rule)
                                    .toList()));
        }

        @Override
        public String group() {
            return rules.isEmpty() ? "dearer" : "dearer by soft rules";
        }
    }

    /** At the same cost. @param room in thousandths of the limit, in the tightest dimension, on it and on the chosen node */
    record LessRoom(String node, long room, String chosen, long roomThere) implements Reason {
        @Override
        public String words() {
            return "same cost, with less room: " + percent(room) + " left on " + node + ", " + percent(roomThere) + " on "
                    + chosen;
        }

        private static String percent(long permille) {
            return Math.floorDiv(permille, 10) + "." + Math.floorMod(permille, 10) + " %";
        }

        @Override
        public String group() {
            return "same cost, less room";
        }
    }

    /** At the same cost and with as much room: chance. */
    record AsGood(String node) implements Reason {
        @Override
        public String words() {
            return node + " would do as well";
        }

        @Override
        public String group() {
            return "as good";
        }
    }

    /** It would be better; the search stopped before it got there. */
    record NotSeen() implements Reason {
        @Override
        public String words() {
            return "would be better; the search stopped before it was found";
        }

        @Override
        public String group() {
            return "better, but not found";
        }
    }

    /** What is against its moving in place of one that does. */
    record InsteadOf(String mover, String node, Reason reason) implements Reason {
        @Override
        public String words() {
            return "instead of " + mover + ", to " + node + ": " + reason.words();
        }

        @Override
        public String group() {
            return reason.group();
        }
    }

    /** No node takes it. @param nearest a node that comes near, with its reason; none if there is no other node */
    record Nowhere(int nodes, Optional<Nearest> nearest) implements Reason {
        /** Of the nodes that do not take it. */
        public record Nearest(String node, Reason reason) {}

        @Override
        public String words() {
            return "none of " + count(nodes, "other node") + " takes it"
                    + nearest.map(near -> "; nearest: " + near.node() + " (" + near.reason().words() + ")").orElse("");
        }

        @Override
        public String group() {
            return "taken by no node";
        }
    }
}
