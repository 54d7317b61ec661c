package org.farandole.provisioner.deployer;

import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.farandole.contracts.node.NodeDescription;

/** The deployers at hand. Thread-safe. */
@ApplicationScoped
public class NodeDeployers {

    private final List<NodeDeployer> deployers;

    public NodeDeployers(@All List<NodeDeployer> deployers) {
        this.deployers = List.copyOf(deployers);
    }

    /** @throws NodeFault if none serves the scheme of the node's URI */
    public NodeDeployer of(NodeDescription node) throws NodeFault {
        return deployers.stream()
                .filter(deployer -> deployer.serves(node.hypervisor()))
                .findFirst()
                .orElseThrow(() -> new NodeFault(
                        "Nothing deploys " + node.name() + " at " + node.hypervisor()
                                + ": register it with a scheme that is known (emulated, qemu+ssh, qemu+tls)",
                        null));
    }
}
