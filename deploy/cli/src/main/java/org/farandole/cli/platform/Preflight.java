package org.farandole.cli.platform;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.farandole.cli.terminal.CommandFailure;

/** What must hold on this machine before anything is started. */
final class Preflight {

    static final long NEEDED_MIB = 1024;

    /** PostgreSQL's binaries take 60 MiB, and their archive some more while they are unpacked. */
    static final long UNPACKED_MIB = 128;

    private Preflight() {}

    /** @throws CommandFailure that names the first port which something else listens on */
    static void requireFree(Ports ports) {
        ports.all().entrySet().stream()
                .filter(port -> inUse(port.getKey()))
                .findFirst()
                .map(Map.Entry::getKey)
                .ifPresent(port -> {
                    throw CommandFailure.cannotStart(
                            "port " + port + " (" + ports.all().get(port)
                                    + ") is in use on 127.0.0.1: stop what listens there, or choose other ports with --port-base");
                });
    }

    /** @throws CommandFailure if the folder cannot be written, or its disk is nearly full */
    static void requireDisk(Path folder, long neededMiB) {
        long freeMiB;
        try {
            Files.createDirectories(folder);
            freeMiB = Files.getFileStore(folder).getUsableSpace() >> 20;
        } catch (IOException e) {
            throw CommandFailure.cannotStart("the folder " + folder + " cannot be written (" + e.getMessage()
                    + "): Kafka and PostgreSQL keep their files in it");
        }
        if (freeMiB < neededMiB) {
            throw CommandFailure.cannotStart("the disk of " + folder + " has " + freeMiB + " MiB left, and " + neededMiB
                    + " MiB are needed: make room there");
        }
    }

    /** @throws CommandFailure if a platform of this source tree runs already */
    static void requireNothingRuns(StateFile file) {
        Optional<RunState> state = file.read().filter(RunState::anyAlive);
        if (state.isPresent()) {
            throw CommandFailure.cannotStart(
                    "a platform runs already, since " + state.get().started() + ": stop it with ./farandole down");
        }
    }

    private static boolean inUse(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return false;
        } catch (IOException e) {
            return true;
        }
    }
}
