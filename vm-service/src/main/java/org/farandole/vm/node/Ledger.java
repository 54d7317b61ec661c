package org.farandole.vm.node;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import org.farandole.contracts.dvms.RingMail;
import org.farandole.contracts.node.NodeCommand;
import org.farandole.contracts.node.NodeName;
import org.farandole.contracts.topic.Topics;
import org.farandole.messaging.Outbox;
import org.farandole.vm.life.VmEffect;
import org.farandole.vm.life.Vms;

/** Opens the books of some nodes. Thread-safe. */
@ApplicationScoped
public class Ledger {

    private final Nodes nodes;
    private final Vms vms;
    private final Outbox outbox;

    Ledger(Nodes nodes, Vms vms, Outbox outbox) {
        this.nodes = nodes;
        this.vms = vms;
        this.outbox = outbox;
    }

    /** Locks those of the nodes that are known, in the order of their names, to the end of the caller's transaction. */
    public Books open(Collection<NodeName> names) {
        return new Books(this, nodes.lock(names));
    }

    Vms vms() {
        return vms;
    }

    Nodes nodesTable() {
        return nodes;
    }

    void send(List<VmEffect> effects, List<RingMail> mails) {
        for (VmEffect effect : effects) {
            switch (effect) {
                case VmEffect.Tell tell ->
                    outbox.add(Topics.VM_EVENTS, tell.event().key(), tell.event());
                case VmEffect.Order order ->
                    outbox.add(Topics.VM_COMMANDS, order.command().node().value(), order.command());
            }
        }
        mails.forEach(this::send);
    }

    /** To provisioner-service. */
    public void send(NodeCommand command) {
        outbox.add(Topics.NODE_COMMANDS, command.node().value(), command);
    }

    /** To one agent. */
    public void send(RingMail mail) {
        outbox.add(Topics.RING, Integer.toString(mail.slot()), Topics.ringPartition(mail.slot()), mail);
    }
}
