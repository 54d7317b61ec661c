package org.farandole.hypervisor.libvirt;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import org.farandole.contracts.vm.Ipv4;
import org.farandole.hypervisor.HypervisorException;
import org.farandole.hypervisor.HypervisorException.Fault;

/** Whether a guest is up: it takes a TCP connection. */
final class GuestAnswer {

    private static final int CONNECT_MILLIS = 1_000;
    private static final Duration PAUSE = Duration.ofMillis(200);

    /** The node is asked that often whether the guest still runs. */
    private static final Duration LOOK = Duration.ofSeconds(2);

    private final InetSocketAddress address;

    GuestAnswer(Ipv4 address, int port) {
        this.address = new InetSocketAddress(address.toString(), port);
    }

    /** Whether the domain runs. */
    @FunctionalInterface
    interface Running {
        boolean check() throws HypervisorException;
    }

    /** @throws HypervisorException if it has not answered in time, or no longer runs */
    void await(String what, Duration timeout, Running running) throws HypervisorException {
        long end = System.nanoTime() + timeout.toNanos();
        long look = System.nanoTime();
        while (!answers()) {
            if (System.nanoTime() - end > 0) {
                throw new HypervisorException(
                        Fault.TIMEOUT,
                        what + ": nothing took a connection at " + said() + " within " + timeout.toSeconds() + " s",
                        null);
            }
            if (System.nanoTime() - look >= 0) {
                if (!running.check()) {
                    throw new HypervisorException(
                            Fault.VM, what + ": it no longer runs, so nothing will answer at " + said(), null);
                }
                look = System.nanoTime() + LOOK.toNanos();
            }
            pause(what);
        }
    }

    private boolean answers() {
        try (Socket socket = new Socket()) {
            socket.connect(address, CONNECT_MILLIS);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static void pause(String what) throws HypervisorException {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HypervisorException(Fault.TIMEOUT, what + ": interrupted", e);
        }
    }

    private String said() {
        return address.getHostString() + ":" + address.getPort();
    }
}
