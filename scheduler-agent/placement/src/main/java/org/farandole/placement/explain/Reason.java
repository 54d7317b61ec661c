package org.farandole.placement.explain;

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
    default String words() {
        return ReasonWords.of(this);
    }

    /** What reasons of its kind have in common, where there are too many to list. */
    default String group() {
        return ReasonWords.group(this);
    }

    /** It is there and stays. */
    record There(String node) implements Reason {}

    /** The plan brings it there. */
    record Chosen(String node) implements Reason {}

    /** The plan brings it there and on from there. */
    record PassesThrough(String node) implements Reason {}

    record CoolingDown(Duration left) implements Reason {}

    /** The VM's node or the other one is somebody else's to plan with. */
    record HeldBy(String node, String by) implements Reason {}

    /** A rule forbids it to leave. */
    record Kept(Rule by) implements Reason {}

    record Draining(String node) implements Reason {}

    record Off(String node) implements Reason {}

    /** A rule on this VM or this node alone forbids it. */
    record Barred(String node, Rule by) implements Reason {}

    /** The VM's own word: see {@link org.farandole.placement.Vm#notTo}. */
    record NotTo(String node) implements Reason {}

    /** @param reaches with all else as it is after the plan, in the dimension's unit */
    record Overload(String node, Dimension dimension, int reaches, int limit, int capacity) implements Reason {}

    /** It would fit after the plan, but not when it would have to go. */
    record RigidAtSomeMoment(String node, Dimension dimension, int reaches, int limit) implements Reason {}

    record RuleBroken(Rule broken) implements Reason {}

    /** A move more than the plan has. */
    record NoGain(Duration cost) implements Reason {}

    /** After the move the goal would not be reached: this node would be above its limit. */
    record StillOverloaded(String node, Dimension dimension, int load, int limit) implements Reason {}

    /** After the move the goal would not be reached: another VM has to leave its node. */
    record StillThere(String vm, String node) implements Reason {}

    /** After the move the goal would not be reached: this rule would not hold. */
    record StillBroken(Rule broken) implements Reason {}

    /** What has to leave the node is more than the VM has. */
    record TooLittle(Dimension dimension, int amount, int needed) implements Reason {}

    /** Nodes in use beyond the plan's. */
    record MoreNodes(int by) implements Reason {}

    /** @param by thousandths of what both nodes add to the imbalance */
    record LessBalanced(long by) implements Reason {}

    /**
     * By the objective.
     *
     * @param moves more than the answer's, soft rules' weights included where the objective counts moves
     * @param time more than the answer's, soft rules' weights included where the objective counts time
     * @param rules soft ones that it would break, or break more
     */
    record Dearer(long moves, Duration time, List<Rule> rules) implements Reason {
        public Dearer {
            rules = List.copyOf(rules);
        }
    }

    /**
     * At the same cost.
     *
     * @param room on the node then, less two standard deviations, in thousandths of the limit, in the tightest dimension
     * @param roomThere on the chosen node, as the answer has it
     */
    record LessRoom(String node, long room, String chosen, long roomThere) implements Reason {}

    /** At the same cost and with as much room: chance. */
    record AsGood(String node) implements Reason {}

    /** It would be better; the search stopped before it got there. */
    record NotSeen() implements Reason {}

    /** It would be better, and it is proved that no order of moves leads to it. */
    record NoOrder() implements Reason {}

    /** Its node is within its limits without its leaving. */
    record NotNeeded(String node) implements Reason {}

    /** What is against its moving in place of one that does. */
    record InsteadOf(String mover, String node, Reason reason) implements Reason {}

    /** No node takes it. @param nearest a node that comes near, with its reason; none if there is no other node */
    record Nowhere(int nodes, Optional<Nearest> nearest) implements Reason {
        /** Of the nodes that do not take it. */
        public record Nearest(String node, Reason reason) {}
    }
}
