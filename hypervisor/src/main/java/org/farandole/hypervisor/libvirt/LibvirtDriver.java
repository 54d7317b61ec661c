package org.farandole.hypervisor.libvirt;

import java.net.URI;
import java.util.function.Consumer;
import org.farandole.contracts.node.NodeName;
import org.farandole.hypervisor.DomainChange;
import org.farandole.hypervisor.Hypervisor;
import org.farandole.hypervisor.HypervisorDriver;
import org.jspecify.annotations.Nullable;

/**
 * Serves {@code qemu:///system}, {@code qemu+ssh}, {@code qemu+tls}, {@code qemu+unix}, libvirt's own {@code test} driver, and
 * {@code qemu+tcp} where that is allowed. Needs libvirt's client library once the first node is called, not before.
 */
public final class LibvirtDriver implements HypervisorDriver {

    private final @Nullable LibvirtSettings given;
    private final Migrations migrations = new Migrations();

    /** With the process's settings, read when a node is connected to. */
    public LibvirtDriver() {
        this.given = null;
    }

    public LibvirtDriver(LibvirtSettings settings) {
        this.given = settings;
    }

    @Override
    public boolean serves(URI hypervisor) {
        return LibvirtAddress.isOne(hypervisor);
    }

    /** @throws IllegalArgumentException if the URI is not libvirt's, is plain TCP and that is not allowed, or a setting is wrong */
    @Override
    public Hypervisor connect(NodeName node, URI hypervisor) {
        LibvirtSettings settings = settings();
        LibvirtAddress address = LibvirtAddress.of(hypervisor, settings.plainTcp());
        return new LibvirtHypervisor(
                new LibvirtNode(node.value(), address, settings.callTimeout()), settings, migrations);
    }

    /** libvirt does not know when a load changes: never calls. */
    @Override
    public AutoCloseable watch(URI hypervisor, Consumer<NodeName> changed) {
        return () -> {};
    }

    @Override
    public AutoCloseable follow(NodeName node, URI hypervisor, Consumer<DomainChange> changes) {
        LibvirtSettings settings = settings();
        return LifecycleStream.open(node, LibvirtAddress.of(hypervisor, settings.plainTcp()), changes);
    }

    private LibvirtSettings settings() {
        return given == null ? LibvirtSettings.ofProcess() : given;
    }
}
