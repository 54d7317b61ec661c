package org.farandole.cli.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.farandole.cli.terminal.CommandFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateFileTest {

    @TempDir
    Path folder;

    @Test
    void whatWasWrittenIsReadAgain() {
        // given
        StateFile file = new StateFile(folder.resolve("deep/run.json"));
        RunningProgram program = new RunningProgram(
                Program.VM, 4711, Instant.parse("2026-11-01T08:00:00.120Z"), folder.resolve("vm.log"));
        RunState state = new RunState(
                Instant.parse("2026-11-01T08:00:00Z"), folder, 17000, 60, List.of(Program.KAFKA), List.of(program));

        // when
        file.write(state);

        // then
        assertThat(file.read()).contains(state);
        assertThat(state.ports().of(Program.VM)).isEqualTo(17083);
    }

    @Test
    void noFileIsNoPlatform() {
        StateFile file = new StateFile(folder.resolve("run.json"));

        assertThat(file.read()).isEmpty();
        assertThatThrownBy(file::require).isInstanceOf(CommandFailure.class).hasMessageContaining("./farandole up");
    }

    @Test
    void aDamagedFileIsNamed() throws IOException {
        // given
        StateFile file = new StateFile(Files.writeString(folder.resolve("run.json"), "{\"started\": 12"));

        // when, then
        assertThatThrownBy(file::read).isInstanceOf(CommandFailure.class).hasMessageContaining("run.json is damaged");
    }
}
