package org.farandole.placement.search;

import java.util.BitSet;
import org.farandole.placement.rule.Rule;
import org.farandole.placement.rule.Strength;

/** A rule on several VMs or nodes together, by numbers. Stateless: it reads an {@link Arrangement}. */
public abstract class Guard {

    static final int NEVER = Integer.MAX_VALUE;

    public final Rule rule;
    /** Those whose moves can change the breach. */
    final int[] vms;
    /** Nodes to which or from which any VM's move can change the breach. */
    final int[] nodes;
    /** So can any VM's move to or from where its own are. */
    final boolean wherever;
    /** Of one unit, of a soft rule; 0 of a hard one. */
    public final long penalty;

    Guard(Instance instance, Rule rule, int[] vms, int[] nodes, boolean wherever) {
        this.rule = rule;
        this.vms = vms;
        this.nodes = nodes;
        this.wherever = wherever;
        penalty = rule.strength() instanceof Strength.Soft soft ? instance.prices.penalty(soft.weight()) : 0;
    }

    public final boolean soft() {
        return penalty > 0;
    }

    /** By how many units the rule is broken. */
    public abstract int breach(Arrangement at);

    /**
     * Of a rule that is broken by more than is allowed: no fewer of its suspects have to move; at least 1, and {@link #NEVER}
     * where it stays broken as long as only these move.
     */
    int leastMoves(Arrangement at, int allowed, BitSet free) {
        return 1;
    }

    /** Of a broken rule: VMs of which at least one has to move for the breach to become less. */
    abstract int[] suspects(Arrangement at);
}
