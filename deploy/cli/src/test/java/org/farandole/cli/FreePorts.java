package org.farandole.cli;

import java.io.IOException;
import java.net.ServerSocket;
import org.farandole.cli.platform.Ports;
import org.farandole.cli.platform.Program;

/** Ports for the servers of a test. */
public final class FreePorts {

    private FreePorts() {}

    /** A base whose ports for Kafka and reservation-service are free. */
    public static Ports free() throws IOException {
        while (true) {
            try (ServerSocket kafka = new ServerSocket(0)) {
                int base = kafka.getLocalPort() - 92;
                if (base >= Ports.LOWEST_BASE && base <= Ports.HIGHEST_BASE) {
                    Ports ports = new Ports(base);
                    try (ServerSocket controller = new ServerSocket(ports.kafkaController());
                            ServerSocket service = new ServerSocket(ports.of(Program.RESERVATION))) {
                        return ports;
                    } catch (IOException e) {
                        // One of the others is taken: another try.
                    }
                }
            }
        }
    }
}
