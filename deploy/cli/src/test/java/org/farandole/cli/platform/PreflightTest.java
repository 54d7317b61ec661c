package org.farandole.cli.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.farandole.cli.FreePorts;
import org.farandole.cli.terminal.CommandFailure;
import org.farandole.cli.terminal.ExitCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreflightTest {

    @TempDir
    Path folder;

    @Test
    void aPortInUseIsNamedWithWhatWantsIt() throws IOException {
        // given
        Ports ports = FreePorts.free();
        try (ServerSocket taken = new ServerSocket(ports.of(Program.VM), 1, InetAddress.getLoopbackAddress())) {

            // when, then
            assertThatThrownBy(() -> Preflight.requireFree(ports))
                    .isInstanceOfSatisfying(
                            CommandFailure.class,
                            failure -> assertThat(failure.exitCode()).isEqualTo(ExitCode.CANNOT_START))
                    .hasMessageContaining("port " + taken.getLocalPort() + " (vm-service) is in use")
                    .hasMessageContaining("--port-base");
        }
    }

    @Test
    void aFullDiskIsRefused() {
        assertThatThrownBy(() -> Preflight.requireDisk(folder, Long.MAX_VALUE >> 20))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining(folder.toString())
                .hasMessageContaining("MiB");
    }

    @Test
    void aFolderThatCannotBeMadeIsRefused() {
        assertThatThrownBy(() -> Preflight.requireDisk(Path.of("/proc/nowhere/here"), 1))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("/proc/nowhere/here cannot be written");
    }

    @Test
    void aSecondPlatformOfTheSameTreeIsRefused() {
        // given
        StateFile file = new StateFile(folder.resolve("run.json"));
        RunningProgram alive = RunningProgram.of(Program.KAFKA, ProcessHandle.current(), folder.resolve("kafka.log"));
        file.write(new RunState(Instant.EPOCH, folder, 17000, 60, List.of(Program.KAFKA), List.of(alive)));

        // when, then
        assertThatThrownBy(() -> Preflight.requireNothingRuns(file))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("./farandole down");
    }

    @Test
    void whatALaterProcessGotThePidOfIsNotTakenForAlive() {
        // given
        StateFile file = new StateFile(folder.resolve("run.json"));
        RunningProgram reused = new RunningProgram(
                Program.KAFKA,
                ProcessHandle.current().pid(),
                Instant.parse("2020-01-01T00:00:00Z"),
                folder.resolve("kafka.log"));
        file.write(new RunState(Instant.EPOCH, folder, 17000, 60, List.of(Program.KAFKA), List.of(reused)));

        // when, then
        assertThat(reused.handle()).isEmpty();
        assertThatNoException().isThrownBy(() -> Preflight.requireNothingRuns(file));
    }
}
