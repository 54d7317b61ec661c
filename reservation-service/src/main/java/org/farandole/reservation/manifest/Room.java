package org.farandole.reservation.manifest;

import java.util.Collection;
import java.util.Comparator;
import org.farandole.contracts.node.NodeDescription;
import org.farandole.contracts.vm.VmSize;

/** How many VMs of one size nodes have memory for. CPU may be promised more than once, memory may not. */
public final class Room {

    private Room() {}

    /** VMs that the node can hold at once; none if one VM has more CPUs than the node has cores. */
    public static int of(NodeDescription node, VmSize size) {
        return size.vcpus() > node.cores() ? 0 : node.capacity().memoryMiB() / size.memoryMiB();
    }

    public static long of(Collection<NodeDescription> nodes, VmSize size) {
        return nodes.stream().mapToLong(node -> of(node, size)).sum();
    }

    /** VMs that the {@code count} largest of these nodes can hold. */
    public static long ofLargest(int count, Collection<NodeDescription> nodes, VmSize size) {
        return nodes.stream()
                .map(node -> of(node, size))
                .sorted(Comparator.reverseOrder())
                .limit(count)
                .mapToLong(Integer::longValue)
                .sum();
    }
}
