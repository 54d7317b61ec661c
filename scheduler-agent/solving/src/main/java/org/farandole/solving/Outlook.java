package org.farandole.solving;

import java.util.List;
import org.farandole.contracts.dvms.NodeState;
import org.farandole.contracts.dvms.NodeState.VmDemand;

/**
 * How likely nodes are to be overloaded once a part of their VMs demand something else. Per virtual CPU, what they will demand is
 * taken to have the mean and the spread of what the partition's VMs demand now; then a node's demand is about normal, with
 *
 * <pre>
 *   mean = now + changed × (mean of its VMs − now),  variance = (1 − (1 − changed)²) × sum of its VMs' variances
 * </pre>
 *
 * as of a process that reverts to its mean (Ornstein and Uhlenbeck, 1930). Of CPU alone.
 */
final class Outlook {

    private final double changed;
    private final double mean;
    private final double variance;

    /** @param states of the whole partition */
    Outlook(List<NodeState> states, Foresight foresight) {
        changed = foresight.changedPermille() / 1_000.0;
        List<VmDemand> vms =
                states.stream().flatMap(state -> state.vms().stream()).toList();
        mean = vms.stream().mapToDouble(Outlook::perCpu).average().orElse(0);
        variance = vms.stream()
                .mapToDouble(vm -> (perCpu(vm) - mean) * (perCpu(vm) - mean))
                .average()
                .orElse(0);
    }

    private static double perCpu(VmDemand vm) {
        return (double) vm.cpuDemandPercent() / vm.placed().size().vcpus();
    }

    /** What a node's VMs amount to. */
    record Load(int demandPercent, int cpus, int squaredCpus) {
        static Load of(NodeState node) {
            Load load = new Load(0, 0, 0);
            for (VmDemand vm : node.vms()) {
                load = load.with(vm);
            }
            return load;
        }

        Load with(VmDemand vm) {
            int vcpus = vm.placed().size().vcpus();
            return new Load(demandPercent + vm.cpuDemandPercent(), cpus + vcpus, squaredCpus + vcpus * vcpus);
        }

        Load without(VmDemand vm) {
            int vcpus = vm.placed().size().vcpus();
            return new Load(demandPercent - vm.cpuDemandPercent(), cpus - vcpus, squaredCpus - vcpus * vcpus);
        }
    }

    /** How likely a node with this load demands more than it has, 0 to 1. */
    double risk(Load load, int capacityPercent) {
        double expected = load.demandPercent() + changed * (load.cpus() * mean - load.demandPercent());
        double deviation = Math.sqrt((1 - (1 - changed) * (1 - changed)) * load.squaredCpus() * variance);
        double room = capacityPercent - expected;
        return deviation == 0 ? (room < 0 ? 1 : 0) : upperTail(room / deviation);
    }

    /**
     * Of the standard normal distribution, to 10⁻⁷: Abramowitz and Stegun, Handbook of Mathematical Functions, 26.2.17. In strict
     * arithmetic, so that every machine chooses the same.
     */
    static double upperTail(double z) {
        double t = 1 / (1 + 0.2316419 * Math.abs(z));
        double series =
                t * (0.319381530 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
        double tail = StrictMath.exp(-z * z / 2) / Math.sqrt(2 * Math.PI) * series;
        return z >= 0 ? tail : 1 - tail;
    }
}
