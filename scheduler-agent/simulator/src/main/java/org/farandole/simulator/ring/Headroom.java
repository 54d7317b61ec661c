package org.farandole.simulator.ring;

import java.util.List;
import org.farandole.contracts.dvms.NodeState;
import org.farandole.contracts.monitor.Sample;
import org.farandole.contracts.node.Capacity;

/**
 * Room that is kept on every node where that is to be had nearby: agents take a part of their node's capacity for all of it. A node
 * that a small partition finds between the two neither has to be relieved nor gets more; for a large one the whole capacity counts.
 *
 * @param percent of the capacity; 0 for none
 */
record Headroom(int percent) {

    /** A partition with more nodes does not keep room any more. */
    private static final int NEARBY = 8;

    Capacity of(Capacity whole) {
        return percent == 0 ? whole : whole.withCpu(whole.cpuPercent() - whole.cpuPercent() * percent / 100);
    }

    Sample of(Sample sample) {
        return percent == 0
                ? sample
                : new Sample(
                        sample.node(),
                        sample.slot(),
                        sample.at(),
                        sample.nodeTime(),
                        of(sample.capacity()),
                        sample.cpuUsedPercent(),
                        sample.cpuDemandPercent(),
                        sample.memoryUsedMiB(),
                        sample.vms());
    }

    /**
     * What the planner is given.
     *
     * @param states the first is the leader's
     * @param whole the nodes' capacity
     */
    List<NodeState> limits(List<NodeState> states, Capacity whole) {
        if (percent == 0) {
            return states;
        }
        NodeState leader = states.getFirst();
        return states.stream()
                .map(state -> {
                    int kept = state.capacity().cpuPercent();
                    int member = Math.clamp(state.cpuDemandPercent(), kept, Math.max(kept, whole.cpuPercent()));
                    int limit = states.size() > NEARBY ? whole.cpuPercent() : state == leader ? kept : member;
                    return new NodeState(
                            state.node(),
                            state.fence(),
                            state.capacity().withCpu(limit),
                            state.draining(),
                            state.vms());
                })
                .toList();
    }
}
