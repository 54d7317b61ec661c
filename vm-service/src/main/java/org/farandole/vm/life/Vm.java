package org.farandole.vm.life;

import java.util.Objects;
import org.farandole.contracts.dvms.PlacedVm;
import org.farandole.contracts.node.NodeName;
import org.farandole.contracts.vm.VmDescription;
import org.farandole.contracts.vm.VmName;
import org.jspecify.annotations.Nullable;

/**
 * A VM by the executor's record.
 *
 * @param tries how often it is created and booted at most; 1 or more
 * @param commands how many commands were given for it; numbers the next one
 * @param arrival its last migration, if it came by one
 */
public record Vm(
        VmDescription description, int tries, int commands, VmState state, PlacedVm.@Nullable Arrival arrival) {

    public Vm {
        Objects.requireNonNull(description, "description");
        Objects.requireNonNull(state, "state");
        if (tries < 1 || commands < 0) {
            throw new IllegalArgumentException(
                    "VM " + description.name() + ": tries " + tries + ", commands " + commands);
        }
    }

    /** A VM of which no hypervisor knows yet. */
    public static Vm planned(VmDescription description, int tries, NodeName node) {
        return new Vm(description, tries, 0, new VmState.Planned(node, 1), null);
    }

    public VmName name() {
        return description.name();
    }

    public int memoryMiB() {
        return description.size().memoryMiB();
    }

    /** As it stands in its node's placement; only of a VM that is placed. */
    public PlacedVm asPlaced() {
        return new PlacedVm(name(), description.size(), arrival);
    }

    /** Whether it takes memory on the node, or will: also of one that is planned there, leaves it, or is on its way to it. */
    public boolean claims(NodeName node) {
        return node.equals(state.on())
                || state instanceof VmState.Migrating migrating
                        && migrating.destination().equals(node);
    }

    Vm in(VmState next) {
        return new Vm(description, tries, commands, next, arrival);
    }

    Vm arrived(PlacedVm.Arrival from) {
        return new Vm(description, tries, commands, state, from);
    }

    /** The id of the next command: unique in the platform as long as reservations are. */
    String nextCommand() {
        return description.reservation() + "/" + name() + "/" + (commands + 1);
    }

    Vm commanded() {
        return new Vm(description, tries, commands + 1, state, arrival);
    }
}
