package org.farandole.placement.search.choco;

import org.farandole.placement.Measures;
import org.farandole.placement.search.Arrangement;
import org.farandole.placement.search.Instance;

/** What counts before the price. */
public enum Measure {
    /** Nothing: the price alone. */
    NONE,
    /** Nodes that are off and get a VM. */
    NODES_WOKEN,
    /** Nodes with VMs, but for those that no plan switches off. */
    NODES_IN_USE,
    /** {@link Measures#imbalance}. */
    IMBALANCE;

    /** Of an arrangement of all VMs. */
    public long of(Arrangement at) {
        return switch (this) {
            case NONE -> 0;
            case NODES_WOKEN, NODES_IN_USE -> nodes(at);
            case IMBALANCE -> Measures.imbalance(at.instance, at.load);
        };
    }

    private long nodes(Arrangement at) {
        long counted = 0;
        for (int node = 0; node < at.count.length; node++) {
            counted += at.count[node] > 0 && counts(at.instance, node) ? 1 : 0;
        }
        return counted;
    }

    /** Whether a node is counted once it has a VM. */
    boolean counts(Instance instance, int node) {
        return switch (this) {
            case NONE, IMBALANCE -> false;
            case NODES_WOKEN -> instance.wakeable.get(node);
            case NODES_IN_USE -> !instance.kept.get(node);
        };
    }
}
