package org.farandole.hypervisor.libvirt;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
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
 * What becomes of a node's own guests, told as libvirt tells it, over a connection that is opened again when it is lost. libvirt's
 * event loop serves all connections: it only hands the changes over, and this thread tells them. Thread-safe.
 */
final class LifecycleStream implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(LifecycleStream.class.getName());
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration AGAIN = Duration.ofSeconds(5);

    private final NodeName node;
    private final LibvirtAddress address;
    private final Consumer<DomainChange> changes;
    private final BlockingQueue<DomainChange> heard = new LinkedBlockingQueue<>();
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

    /** Does not wait; a change that is being told is told to its end. */
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
                pause();
            }
        }
    }

    private boolean listen(OpenConnect connect) throws LibvirtException {
        LifecycleWords words = new LifecycleWords();
        LifecycleListener listener = (domain, event) -> {
            hear(words, domain, event);
            return 0;
        };
        connect.addLifecycleListener(listener);
        LOG.log(System.Logger.Level.DEBUG, "{0} is followed", node);
        while (!closed && connect.isAlive()) {
            tellNext();
        }
        if (connect.isAlive()) {
            connect.removeLifecycleListener(listener);
        }
        return closed;
    }

    /** On libvirt's event loop, into which nothing may be thrown. */
    private void hear(LifecycleWords words, Domain domain, DomainEvent event) {
        try {
            Optional<VmName> vm = OwnDomain.vm(domain.getName(), UUID.fromString(domain.getUUIDString()));
            DomainChange.Kind kind = vm.isEmpty() ? null : words.kind(vm.get(), event.getType(), detail(event));
            if (kind != null) {
                heard.add(new DomainChange(node, vm.orElseThrow(), kind, event.toString()));
            }
        } catch (LibvirtException | RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "a change on " + node + " was not heard: " + e.getMessage());
        }
    }

    private static String detail(DomainEvent event) {
        Object detail = event.getDetail();
        return String.valueOf(detail);
    }

    private void tellNext() {
        DomainChange change = next();
        if (change == null) {
            return;
        }
        try {
            changes.accept(change);
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "a change was not taken: " + change, e);
        }
    }

    private @Nullable DomainChange next() {
        try {
            return heard.poll(LOOK.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            // closed: seen by the loop
            return null;
        }
    }

    private void pause() {
        try {
            Thread.sleep(AGAIN);
        } catch (InterruptedException e) {
            // closed: seen by the loop
            LOG.log(System.Logger.Level.DEBUG, "{0} is not followed any more", node);
        }
    }
}
