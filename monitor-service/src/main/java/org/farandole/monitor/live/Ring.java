package org.farandole.monitor.live;

import java.util.List;
import org.farandole.contracts.node.NodeDescription;
import org.farandole.contracts.node.NodeName;

/**
 * Who stands on the circle, in its order: sent when it changes. Frames speak of nodes by their place in it.
 *
 * @param ring which one it is; a frame says which one it means
 */
record Ring(int ring, List<Place> nodes) {

    /** @param cpuPercent capacity, in percent of one core */
    record Place(NodeName node, String site, String cluster, int slot, int cpuPercent, int memoryMiB) {

        static Place of(NodeDescription node) {
            return new Place(
                    node.name(),
                    node.key().site(),
                    node.key().cluster(),
                    node.slot(),
                    node.capacity().cpuPercent(),
                    node.capacity().memoryMiB());
        }
    }
}
