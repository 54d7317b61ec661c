package org.farandole.vm;

import java.net.URI;
import java.util.function.Consumer;
import org.farandole.contracts.node.NodeName;
import org.farandole.hypervisor.DomainChange;
import org.farandole.hypervisor.Hypervisor;
import org.farandole.hypervisor.HypervisorDriver;

/** Serves {@code twin://node}: nodes of {@link TwinWorld}. */
public final class TwinDriver implements HypervisorDriver {

    @Override
    public boolean serves(URI hypervisor) {
        return "twin".equals(hypervisor.getScheme());
    }

    @Override
    public Hypervisor connect(NodeName node, URI hypervisor) {
        return TwinWorld.node(node);
    }

    @Override
    public AutoCloseable watch(URI hypervisor, Consumer<NodeName> changed) {
        return () -> {};
    }

    @Override
    public AutoCloseable follow(NodeName node, URI hypervisor, Consumer<DomainChange> changes) {
        TwinWorld.FOLLOWERS.put(node, changes);
        return () -> TwinWorld.FOLLOWERS.remove(node);
    }
}
