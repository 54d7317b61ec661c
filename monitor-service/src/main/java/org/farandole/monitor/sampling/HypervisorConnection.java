package org.farandole.monitor.sampling;

import org.farandole.contracts.node.NodeDescription;
import org.farandole.contracts.node.NodeName;
import org.farandole.hypervisor.Hypervisor;
import org.farandole.hypervisor.HypervisorDriver;
import org.farandole.hypervisor.HypervisorException;
import org.farandole.hypervisor.HypervisorException.Fault;
import org.farandole.hypervisor.Hypervisors;
import org.farandole.hypervisor.NodeStats;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One node's hypervisor, reached through the driver of its URI. Where no driver serves the URI, each reading fails and says
 * so. Thread-safe.
 */
final class HypervisorConnection implements Gauge, AutoCloseable {

    private static final Logger LOG = Logger.getLogger(HypervisorConnection.class);

    private final NodeDescription description;
    private final @Nullable HypervisorDriver driver;
    private final @Nullable Hypervisor hypervisor;
    private final String unserved;
    private @Nullable AutoCloseable watching;
    private boolean closed;

    private HypervisorConnection(
            NodeDescription description,
            @Nullable HypervisorDriver driver,
            @Nullable Hypervisor hypervisor,
            String unserved) {
        this.description = description;
        this.driver = driver;
        this.hypervisor = hypervisor;
        this.unserved = unserved;
    }

    static HypervisorConnection to(NodeDescription description) {
        try {
            HypervisorDriver driver = Hypervisors.driverFor(description.hypervisor());
            Hypervisor hypervisor = driver.connect(description.name(), description.hypervisor());
            return new HypervisorConnection(description, driver, hypervisor, "");
        } catch (IllegalArgumentException e) {
            return new HypervisorConnection(description, null, null, String.valueOf(e.getMessage()));
        }
    }

    NodeName node() {
        return description.name();
    }

    @Override
    public NodeStats read() throws HypervisorException {
        if (hypervisor == null) {
            throw new HypervisorException(Fault.NODE, unserved, null);
        }
        return hypervisor.stats().within(description.capacity());
    }

    /** Calls {@code changed} when the node's load changes a lot, until closed. May block. */
    void watch(Runnable changed) {
        if (driver == null) {
            return;
        }
        try {
            AutoCloseable opened = driver.watch(description.hypervisor(), changedNode -> {
                if (changedNode.equals(node())) {
                    changed.run();
                }
            });
            if (!keep(opened)) {
                end(opened);
            }
        } catch (RuntimeException e) {
            LOG.warnf("changes of load not watched, only sampled nodeId=%s cause=%s", node(), e.getMessage());
        }
    }

    private synchronized boolean keep(AutoCloseable opened) {
        if (!closed) {
            watching = opened;
        }
        return !closed;
    }

    @Override
    public void close() {
        AutoCloseable watched = closeOnce();
        if (watched != null) {
            end(watched);
        }
        if (hypervisor != null) {
            hypervisor.close();
        }
    }

    private synchronized @Nullable AutoCloseable closeOnce() {
        closed = true;
        return watching;
    }

    private void end(AutoCloseable watched) {
        try {
            watched.close();
        } catch (Exception e) {
            LOG.warnf("watch not ended nodeId=%s cause=%s", node(), e.getMessage());
        }
    }
}
