package org.farandole.hypervisor;

import java.net.URI;
import java.util.function.Consumer;
import org.farandole.contracts.node.NodeName;

/** One kind of hypervisor, found by {@link java.util.ServiceLoader} and chosen by the scheme of a node's URI. Thread-safe. */
public interface HypervisorDriver {

    boolean serves(URI hypervisor);

    /** Does not wait for the node: the first call does. */
    Hypervisor connect(NodeName node, URI hypervisor);

    /**
     * Calls {@code changed} with a node behind this URI whose load changed a lot, at once, until closed; from a thread of
     * its own. A driver that cannot know never calls. Watching two nodes of one emulator costs one connection.
     */
    AutoCloseable watch(URI hypervisor, Consumer<NodeName> changed);

    /**
     * Calls {@code changes} with what becomes of the node's VMs, until closed; from a thread of its own, in their order. After
     * a connection was lost and found again, what happened meanwhile is not told: ask {@link Hypervisor#domains}. A driver that
     * is told nothing by its hypervisor never calls.
     */
    default AutoCloseable follow(NodeName node, URI hypervisor, Consumer<DomainChange> changes) {
        return () -> {};
    }
}
