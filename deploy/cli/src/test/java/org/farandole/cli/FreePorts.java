package org.farandole.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.stream.IntStream;
import org.farandole.cli.platform.Ports;

/** Ports for the servers of a test. */
public final class FreePorts {

    /** Below the ports that connections are given, which come and go while a test runs. */
    private static final int FIRST_BASE = 20_000;

    private static final int LAST_BASE = 32_000;

    private FreePorts() {}

    /** A base whose ports are all free. */
    public static Ports free() {
        int start = (int) (ProcessHandle.current().pid() % 100) * 100;
        return IntStream.range(0, (LAST_BASE - FIRST_BASE) / 100)
                .mapToObj(i -> new Ports(FIRST_BASE + (start + 100 * i) % (LAST_BASE - FIRST_BASE)))
                .filter(ports -> ports.all().keySet().stream().allMatch(FreePorts::isFree))
                .findFirst()
                .orElseThrow();
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
