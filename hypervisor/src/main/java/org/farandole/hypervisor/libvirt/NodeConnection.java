package org.farandole.hypervisor.libvirt;

import org.farandole.hypervisor.HypervisorException;
import org.farandole.hypervisor.HypervisorException.Fault;
import org.jspecify.annotations.Nullable;
import org.libvirt.LibvirtException;

/**
 * A connection to a node's libvirt, opened by the first call and again when it was lost. Calls block natively: they belong on
 * the node's threads. Thread-safe.
 */
final class NodeConnection implements AutoCloseable {

    private static final int KEEP_ALIVE_SECONDS = 5;
    private static final int KEEP_ALIVE_MISSED = 5;

    private final String node;
    private final LibvirtAddress address;
    private @Nullable OpenConnect current;
    private boolean closed;

    NodeConnection(String node, LibvirtAddress address) {
        this.node = node;
        this.address = address;
    }

    /** What to do with an open connection. It may be done twice: once more when the connection turns out to be lost. */
    @FunctionalInterface
    interface Use<T> {
        T with(OpenConnect connect) throws LibvirtException, HypervisorException;
    }

    <T> T use(String what, Use<T> use) throws HypervisorException {
        OpenConnect known = enterCurrent();
        if (known != null) {
            try {
                return use.with(known);
            } catch (LibvirtException e) {
                if (alive(known)) {
                    throw Faults.of(what, e, true);
                }
            } finally {
                known.leave();
            }
            forget(known);
        }
        return useOnce(what, use);
    }

    /** As {@link #use}, for what must not be done twice. */
    <T> T useOnce(String what, Use<T> use) throws HypervisorException {
        OpenConnect fresh = enterOpened(what);
        try {
            return use.with(fresh);
        } catch (LibvirtException e) {
            throw Faults.of(what, e, alive(fresh));
        } finally {
            fresh.leave();
        }
    }

    private synchronized @Nullable OpenConnect enterCurrent() {
        OpenConnect connect = current;
        if (connect == null) {
            return null;
        }
        if (!alive(connect)) {
            forget(connect);
            return null;
        }
        return connect.enter() ? connect : null;
    }

    private synchronized OpenConnect enterOpened(String what) throws HypervisorException {
        OpenConnect connect = current;
        if (connect != null && !alive(connect)) {
            forget(connect);
            connect = null;
        }
        if (connect == null) {
            connect = open(what);
            current = connect;
        }
        if (!connect.enter() || closed) {
            throw new HypervisorException(Fault.NODE, what + ": the connection to " + node + " was closed", null);
        }
        return connect;
    }

    private OpenConnect open(String what) throws HypervisorException {
        LibvirtLibrary.load();
        try {
            OpenConnect connect = new OpenConnect(address.toString());
            keepAlive(connect);
            return connect;
        } catch (LibvirtException e) {
            throw new HypervisorException(
                    Fault.NODE, what + ": no connection to " + node + " at " + address + ": " + Faults.words(e), e);
        }
    }

    private static void keepAlive(OpenConnect connect) {
        try {
            connect.setKeepAlive(KEEP_ALIVE_SECONDS, KEEP_ALIVE_MISSED);
        } catch (LibvirtException e) {
            // a connection inside this process, such as the test driver's, has none and needs none
            System.getLogger(NodeConnection.class.getName())
                    .log(System.Logger.Level.DEBUG, "no keep-alive: " + e.getMessage());
        }
    }

    private static boolean alive(OpenConnect connect) {
        try {
            return connect.isAlive();
        } catch (LibvirtException e) {
            return false;
        }
    }

    private synchronized void forget(OpenConnect connect) {
        if (connect == current) {
            current = null;
        }
        connect.retire();
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (current != null) {
            current.retire();
            current = null;
        }
    }
}
