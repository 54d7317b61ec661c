package org.farandole.placement.search.choco;

import java.util.BitSet;
import org.farandole.placement.search.Instance;

/**
 * A part of an instance that is searched.
 *
 * @param vms that are free; all others stay
 * @param nodes that they may go to, where nothing else forbids it, besides where they are and where they were first
 */
public record Neighbourhood(BitSet vms, BitSet nodes) {

    /** All VMs that may move, and all nodes that are open. */
    public static Neighbourhood whole(Instance instance) {
        BitSet vms = new BitSet();
        for (int vm = 0; vm < instance.vmCount(); vm++) {
            vms.set(vm, instance.mayMove[vm]);
        }
        return new Neighbourhood(vms, instance.open);
    }

    /** With the nodes that may be woken. */
    public static Neighbourhood wholeWaking(Instance instance) {
        BitSet nodes = (BitSet) instance.open.clone();
        nodes.or(instance.wakeable);
        return new Neighbourhood(whole(instance).vms, nodes);
    }
}
