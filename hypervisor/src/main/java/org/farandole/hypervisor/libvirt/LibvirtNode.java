package org.farandole.hypervisor.libvirt;

import java.time.Duration;
import java.util.concurrent.FutureTask;
import org.farandole.hypervisor.HypervisorException;

/**
 * One node as this process sees it: two connections, each with threads of its own, so that long calls do not starve short ones
 * (a libvirtd serves five calls a connection at a time). Thread-safe.
 */
final class LibvirtNode {

    private static final int THREADS = 4;
    private static final int QUEUE = 64;
    private static final int LONG_THREADS = 4;
    private static final int LONG_QUEUE = 64;

    private final String name;
    private final LibvirtAddress address;
    private final Duration callTimeout;
    private final NodeConnection connection;
    private final NodeConnection longConnection;
    private final NodeThreads threads;
    private final NodeThreads longThreads;

    /** @param name for messages */
    LibvirtNode(String name, LibvirtAddress address, Duration callTimeout) {
        this.name = name;
        this.address = address;
        this.callTimeout = callTimeout;
        this.connection = new NodeConnection(name, address);
        this.longConnection = new NodeConnection(name, address);
        this.threads = new NodeThreads(name, "call", THREADS, QUEUE);
        this.longThreads = new NodeThreads(name, "long", LONG_THREADS, LONG_QUEUE);
    }

    String name() {
        return name;
    }

    LibvirtAddress address() {
        return address;
    }

    /** A call that the node answers at once. @param what it is about, to begin a failure's message with */
    <T> T call(String what, NodeConnection.Use<T> use) throws HypervisorException {
        return threads.call(what, callTimeout, () -> connection.use(what, use));
    }

    /** A call that may take long and must not be done twice; not waited for. */
    <T> FutureTask<T> begin(String what, NodeConnection.Use<T> use) throws HypervisorException {
        return longThreads.submit(what, () -> longConnection.useOnce(what, use));
    }

    /** Does not wait. What is under way goes on; what is asked afterwards is refused. */
    void close() {
        closeOn(threads, connection);
        closeOn(longThreads, longConnection);
    }

    private static void closeOn(NodeThreads threads, NodeConnection connection) {
        try {
            var unused = threads.submit("Close", () -> {
                connection.close();
                return true;
            });
        } catch (HypervisorException e) {
            // libvirt hangs: its connection ends with the process or by keep-alive
            System.getLogger(LibvirtNode.class.getName())
                    .log(System.Logger.Level.DEBUG, "connection not closed: " + e.getMessage());
        } finally {
            threads.close();
        }
    }
}
