package org.farandole.placement.search;

import java.util.BitSet;

/**
 * What a search may change: these VMs, onto these nodes. The others stay where they are put before it begins.
 *
 * @param vms free to move, all of them still where they were before any move
 * @param nodes that they may move to
 */
record Region(BitSet vms, BitSet nodes) {

    /** All that can ever move. */
    static Region everything(Instance instance, Sequencer sequencer) {
        BitSet vms = new BitSet(instance.vmCount());
        for (int vm = 0; vm < instance.vmCount(); vm++) {
            vms.set(vm, instance.mayMove[vm] && sequencer.canEverMove(vm));
        }
        return new Region(vms, (BitSet) instance.open.clone());
    }
}
