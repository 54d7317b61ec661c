package org.farandole.solving;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.farandole.contracts.node.NodeName;
import org.farandole.contracts.vm.VmName;
import org.farandole.placement.cost.Corrections;

/**
 * What past migrations of a partition's VMs, and between its nodes, took, in thousandths of the modelled time; a VM's and its
 * pair's are multiplied. Values: a solve is given them, and recorded with them.
 *
 * @param pairs those with a correction
 */
public record Learned(Map<VmName, Integer> vms, List<Pair> pairs) {

    public static final Learned NOTHING = new Learned(Map.of(), List.of());

    public record Pair(NodeName source, NodeName destination, int permille) {
        public Pair {
            Objects.requireNonNull(source, "source");
            Objects.requireNonNull(destination, "destination");
        }
    }

    public Learned {
        vms = Map.copyOf(vms);
        pairs = List.copyOf(pairs);
    }

    /** @throws IllegalArgumentException naming the VM or pair whose correction is out of its bounds */
    Corrections corrections() {
        Map<String, Integer> ofVms = new HashMap<>();
        vms.forEach((vm, permille) -> ofVms.put(vm.value(), permille));
        Map<Corrections.Pair, Integer> ofPairs = new HashMap<>();
        pairs.forEach(pair -> ofPairs.put(
                new Corrections.Pair(pair.source().value(), pair.destination().value()), pair.permille()));
        return new Corrections(ofVms, ofPairs);
    }
}
