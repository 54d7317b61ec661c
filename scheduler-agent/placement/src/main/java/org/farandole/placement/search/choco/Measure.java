package org.farandole.placement.search.choco;

import java.util.BitSet;
import org.farandole.placement.Measures;
import org.farandole.placement.search.Arrangement;

/** What counts before the price. */
public enum Measure {
    /** Nothing: the price alone. */
    NONE,
    /** Nodes that are off and get a VM. */
    NODES_WOKEN,
    /** Nodes with VMs. */
    NODES_IN_USE,
    /** {@link Measures#imbalance}. */
    IMBALANCE;

    /** Of an arrangement of all VMs. */
    public long of(Arrangement at) {
        return switch (this) {
            case NONE -> 0;
            case NODES_WOKEN -> used(at, at.instance.wakeable);
            case NODES_IN_USE -> at.nodesInUse();
            case IMBALANCE -> Measures.imbalance(at.instance, at.load);
        };
    }

    private static long used(Arrangement at, BitSet nodes) {
        return nodes.stream().filter(node -> at.count[node] > 0).count();
    }
}
