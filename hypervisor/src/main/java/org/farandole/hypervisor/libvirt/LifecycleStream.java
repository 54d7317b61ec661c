package org.farandole.hypervisor.libvirt;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.farandole.contracts.node.NodeName;
import org.farandole.contracts.vm.VmName;
import org.farandole.hypervisor.DomainChange;
import org.farandole.hypervisor.HypervisorException;
import org.jspecify.annotations.Nullable;
import org.libvirt.Domain;
import org.libvirt.LibvirtException;
import org.libvirt.event.DomainEvent;
import org.libvirt.event.LifecycleListener;

/**
 * What becomes of a node's own guests, told as libvirt tells it, over a connection that is opened again when it is lost.
 * Thread-safe.
 */
final class LifecycleStream implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(LifecycleStream.class.getName());
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration AGAIN = Duration.ofSeconds(5);

    private final NodeName node;
    private final LibvirtAddress address;
    private final Consumer<DomainChange> changes;
    private final Thread thread;
    private volatile boolean closed;

    private LifecycleStream(NodeName node, LibvirtAddress address, Consumer<DomainChange> changes) {
        this.node = node;
        this.address = address;
        this.changes = changes;
        this.thread =
                Thread.ofPlatform().daemon().name("libvirt-follow-" + node).unstarted(this::run);
    }

    static LifecycleStream open(NodeName node, LibvirtAddress address, Consumer<DomainChange> changes) {
        LifecycleStream stream = new LifecycleStream(node, address, changes);
        stream.thread.start();
        return stream;
    }

    /** No change is told once this has returned and the one under way, if any, was told. */
    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }

    private void run() {
        while (!closed) {
            try (NodeConnection connection = new NodeConnection(node.value(), address)) {
                connection.useOnce("Follow " + node, this::listen);
            } catch (HypervisorException e) {
                LOG.log(System.Logger.Level.WARNING, e.getMessage());
                pause(AGAIN);
            }
        }
    }

    private boolean listen(OpenConnect connect) throws LibvirtException {
        LifecycleListener listener = (domain, event) -> {
            tell(domain, event);
            return 0;
        };
        connect.addLifecycleListener(listener);
        while (!closed && connect.isAlive()) {
            pause(LOOK);
        }
        if (closed) {
            connect.removeLifecycleListener(listener);
        }
        return closed;
    }

    private void tell(Domain domain, DomainEvent event) {
        try {
            Optional<VmName> vm = OwnDomain.vm(domain.getName(), java.util.UUID.fromString(domain.getUUIDString()));
            DomainChange.Kind kind = kind(event);
            if (vm.isPresent() && kind != null && !closed) {
                changes.accept(new DomainChange(node, vm.get(), kind, event.toString()));
            }
        } catch (LibvirtException | RuntimeException e) {
            // nothing may be thrown into libvirt's event loop
            LOG.log(System.Logger.Level.WARNING, "a change on " + node + " was not told: " + e.getMessage());
        }
    }

    private static DomainChange.@Nullable Kind kind(DomainEvent event) {
        return switch (event.getType()) {
            case STARTED -> DomainChange.Kind.STARTED;
            case SUSPENDED, PMSUSPENDED -> DomainChange.Kind.SUSPENDED;
            case RESUMED -> DomainChange.Kind.RESUMED;
            case CRASHED -> DomainChange.Kind.CRASHED;
            case UNDEFINED -> DomainChange.Kind.UNDEFINED;
            case STOPPED -> stopped(event);
            case DEFINED, SHUTDOWN, UNKNOWN -> null;
        };
    }

    private static DomainChange.Kind stopped(DomainEvent event) {
        return switch (String.valueOf((Object) event.getDetail())) {
            case "MIGRATED" -> DomainChange.Kind.LEFT;
            case "CRASHED", "FAILED" -> DomainChange.Kind.CRASHED;
            default -> DomainChange.Kind.STOPPED;
        };
    }

    private void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            // closed: seen by the loop
            Thread.interrupted();
        }
    }
}
