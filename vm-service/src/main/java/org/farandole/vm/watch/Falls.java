package org.farandole.vm.watch;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import org.farandole.contracts.node.NodeName;
import org.farandole.contracts.vm.VmName;
import org.farandole.vm.life.Vm;
import org.farandole.vm.life.VmInput;
import org.farandole.vm.life.VmState;
import org.farandole.vm.life.Vms;
import org.farandole.vm.node.Books;
import org.farandole.vm.node.Ledger;

/**
 * VMs that run by the record, and do not by their hypervisor's word: they are booted again, or found where somebody moved
 * them. Thread-safe.
 */
@ApplicationScoped
class Falls {

    private final Ledger ledger;
    private final Vms vms;

    Falls(Ledger ledger, Vms vms) {
        this.ledger = ledger;
        this.vms = vms;
    }

    /** Changes nothing if the VM does not run there by the record: what we did ourselves is known already. */
    @Transactional
    void fell(NodeName node, VmName name, String cause) {
        Books books = ledger.open(List.of(node));
        if (books.node(node).isPresent() && books.vm(name).isPresent()) {
            books.apply(name, new VmInput.Fell(node, cause, true));
            books.close();
        }
    }

    /** The VMs that run on the node by the record, to be held against what its hypervisor says afterwards. */
    @Transactional
    List<Vm> running(NodeName node) {
        VmState there = new VmState.Running(node);
        return vms.around(List.of(node)).stream()
                .filter(vm -> vm.state().equals(there))
                .toList();
    }

    /** What hypervisors said after the VM was read: it is defined on its node, and does not run. */
    @Transactional
    void fell(Vm asRead, NodeName node) {
        repair(asRead, List.of(node), new VmInput.Fell(node, "it does not run", true));
    }

    /** No hypervisor of its reservation knows it. */
    @Transactional
    void vanished(Vm asRead, NodeName node) {
        repair(asRead, List.of(node), new VmInput.Fell(node, "no hypervisor of its reservation knows it", false));
    }

    /** Another hypervisor of its reservation runs it. */
    @Transactional
    void foundOn(Vm asRead, NodeName node, NodeName other) {
        repair(asRead, List.of(node, other), new VmInput.FoundOn(other));
    }

    /** A VM that was given a command meanwhile is left out: it may have come or gone in between. A plan comes first, too. */
    private void repair(Vm asRead, List<NodeName> nodes, VmInput input) {
        Books books = ledger.open(nodes);
        boolean same = books.vm(asRead.name())
                .filter(now ->
                        now.commands() == asRead.commands() && now.state().equals(asRead.state()))
                .isPresent();
        boolean free = books.nodes().stream().allMatch(node -> node.usable() && node.idle());
        if (same && free && books.nodes().size() == nodes.size()) {
            books.apply(asRead.name(), input);
            books.close();
        }
    }
}
