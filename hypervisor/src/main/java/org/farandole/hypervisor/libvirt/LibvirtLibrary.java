package org.farandole.hypervisor.libvirt;

import org.farandole.hypervisor.HypervisorException;
import org.farandole.hypervisor.HypervisorException.Fault;
import org.jspecify.annotations.Nullable;
import org.libvirt.Connect;
import org.libvirt.Library;
import org.libvirt.LibvirtException;
import org.libvirt.jna.Libvirt;

/**
 * libvirt's client library in this process, loaded when the first node is called and not before: a process without libvirt
 * nodes does not need it. Thread-safe.
 */
final class LibvirtLibrary {

    // libvirt keeps the pointer: it must not be collected
    private static final Object[] KEPT = new Object[1];

    private static @Nullable Thread events;

    private LibvirtLibrary() {}

    /** Loads it and runs its event loop: without one keep-alive cuts long calls. To be called before the first connection. */
    static synchronized void load() throws HypervisorException {
        if (events != null) {
            return;
        }
        try {
            Library.initEventLoop();
            silence();
        } catch (LinkageError e) {
            throw new HypervisorException(
                    Fault.NODE,
                    "libvirt's client library is not on this machine: install libvirt0 (Debian, Ubuntu) or libvirt-libs (Fedora)",
                    e);
        } catch (LibvirtException e) {
            throw new HypervisorException(Fault.NODE, "libvirt's event loop does not begin: " + e.getMessage(), e);
        }
        events = Thread.ofPlatform().daemon().name("libvirt-events").start(LibvirtLibrary::run);
    }

    /** Else libvirt writes every error to the standard error stream too. */
    private static void silence() throws LibvirtException {
        Libvirt.VirErrorCallback nothing = (data, error) -> {};
        KEPT[0] = nothing;
        Connect.setErrorCallback(nothing);
    }

    private static void run() {
        while (true) {
            try {
                Library.processEvent();
            } catch (LibvirtException e) {
                System.getLogger(LibvirtLibrary.class.getName())
                        .log(System.Logger.Level.WARNING, "libvirt's event loop: " + e.getMessage());
            }
        }
    }
}
