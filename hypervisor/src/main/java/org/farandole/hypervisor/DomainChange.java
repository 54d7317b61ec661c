package org.farandole.hypervisor;

import java.util.Objects;
import org.farandole.contracts.node.NodeName;
import org.farandole.contracts.vm.VmName;

/**
 * Something became of a VM on a node, whoever did it: the guest, an operator, the hypervisor, or we.
 *
 * @param detail the hypervisor's own word, for people
 */
public record DomainChange(NodeName node, VmName vm, Kind kind, String detail) {

    public enum Kind {
        STARTED,
        /** It ended in order, or was stopped. */
        STOPPED,
        /** It ended because it or its hypervisor process failed. */
        CRASHED,
        SUSPENDED,
        RESUMED,
        /** It left by a migration. */
        LEFT,
        UNDEFINED
    }

    public DomainChange {
        Objects.requireNonNull(node, "node");
        Objects.requireNonNull(vm, "vm");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(detail, "detail");
    }
}
