package org.farandole.vm.launch;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.farandole.contracts.node.NodeName;
import org.jspecify.annotations.Nullable;

/** Which node a VM is planned on. Pure; never beyond a node's memory. */
public final class Spread {

    private Spread() {}

    /**
     * A node that VMs may be planned on.
     *
     * @param freeMiB memory that nothing takes, also nothing that is only planned there
     * @param vms how many are there or planned there
     * @param ready whether it is a hypervisor already
     */
    public record Room(NodeName node, int freeMiB, int vms, boolean ready) {

        Room with(int memoryMiB) {
            return new Room(node, freeMiB - memoryMiB, vms + 1, ready);
        }
    }

    /** VM i goes to node i mod N, or to the first after it that has room; to none if none has. */
    public static List<Optional<NodeName>> roundRobin(int vms, int memoryMiB, List<Room> rooms) {
        List<Room> left = new ArrayList<>(rooms);
        List<Optional<NodeName>> spread = new ArrayList<>(vms);
        for (int i = 0; i < vms; i++) {
            spread.add(firstWithRoom(i, memoryMiB, left));
        }
        return spread;
    }

    private static Optional<NodeName> firstWithRoom(int vm, int memoryMiB, List<Room> left) {
        for (int k = 0; k < left.size(); k++) {
            int at = (vm + k) % left.size();
            Room room = left.get(at);
            if (room.freeMiB() >= memoryMiB) {
                left.set(at, room.with(memoryMiB));
                return Optional.of(room.node());
            }
        }
        return Optional.empty();
    }

    /**
     * The node with room that has fewest VMs, a ready one before one that is still being deployed. {@code avoid}, where the
     * VM failed, comes last: it is taken when there is no other.
     */
    public static Optional<NodeName> elsewhere(int memoryMiB, @Nullable NodeName avoid, List<Room> rooms) {
        return rooms.stream()
                .filter(room -> room.freeMiB() >= memoryMiB)
                .min(Comparator.comparing((Room room) -> room.node().equals(avoid))
                        .thenComparing(Room::vms)
                        .thenComparing(room -> !room.ready())
                        .thenComparing(Room::node))
                .map(Room::node);
    }
}
