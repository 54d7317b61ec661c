package org.farandole.cli.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.farandole.cli.terminal.CommandFailure;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With real, small processes. */
class FleetTest {

    private static final String IGNORES_TERM = "trap '' TERM; echo ready; while :; do sleep 0.1; done";
    private static final String ENDS_AT_TERM = "trap 'exit 0' TERM; echo ready; while :; do sleep 0.1; done";

    @TempDir
    Path root;

    private Path run;
    private StateFile stateFile;
    private Fleet fleet;

    @org.junit.jupiter.api.BeforeEach
    void emptyFleet() {
        run = root.resolve("run-1");
        stateFile = new StateFile(root.resolve("run.json"));
        fleet = new Fleet(stateFile, run, new Ports(17000), new Laboratory(root, false), Instant.EPOCH);
    }

    @AfterEach
    void leaveNothing() {
        fleet.stop();
    }

    @Test
    void everyProcessIsInTheStateFileAndGoneAfterStop() {
        // given
        start(Program.KAFKA, ENDS_AT_TERM);
        start(Program.VM, ENDS_AT_TERM);
        List<RunningProgram> programs = stateFile.require().programs();
        assertThat(programs).extracting(RunningProgram::program).containsExactly(Program.KAFKA, Program.VM);
        assertThat(programs).allMatch(program -> program.handle().isPresent());

        // when
        fleet.stopAndDelete(false);

        // then
        await().untilAsserted(() ->
                assertThat(programs).noneMatch(program -> program.handle().isPresent()));
        assertThat(stateFile.read()).isEmpty();
        assertThat(run).doesNotExist();
    }

    @Test
    void oneThatDoesNotListenIsKilled() {
        // given
        start(Program.VM, IGNORES_TERM);
        List<RunningProgram> programs = fleet.state().programs();

        // when
        new Stopping(Duration.ofMillis(300)).stop(programs);

        // then
        await().untilAsserted(() ->
                assertThat(programs).noneMatch(program -> program.handle().isPresent()));
    }

    @Test
    void theOthersEndBeforeKafkaAndPostgresql() throws Exception {
        // given
        Path order = root.resolve("order");
        start(Program.KAFKA, endingInto(order, "kafka"));
        start(Program.VM, endingInto(order, "vm-service"));
        start(Program.POSTGRESQL, endingInto(order, "postgresql"));

        // when
        fleet.stop();

        // then
        assertThat(Files.readAllLines(order)).hasSize(3).startsWith("vm-service");
    }

    @Test
    void aDeathIsToldWithTheEndOfTheLog() {
        // given
        run(Program.AGENT, "echo one; echo 'no broker at 127.0.0.1'; exit 3");

        // when, then
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThatThrownBy(fleet::requireAlive)
                        .isInstanceOf(CommandFailure.class)
                        .hasMessageContaining("scheduler-agent ended with status 3")
                        .hasMessageContaining("no broker at 127.0.0.1"));
    }

    @Test
    void logsStayWhereTheyAreWantedAndNoData() {
        // given
        start(Program.VM, "echo data > 0000.log; " + ENDS_AT_TERM);

        // when
        fleet.stopAndDelete(true);

        // then
        assertThat(run.resolve("vm-service.log")).isNotEmptyFile();
        assertThat(run.resolve("vm-service")).doesNotExist();
    }

    @Test
    void nothingStartsOnceItWasStopped() {
        fleet.stop();

        assertThatThrownBy(() -> run(Program.VM, ENDS_AT_TERM)).isInstanceOf(CommandFailure.class);
        assertThat(fleet.state().programs()).isEmpty();
    }

    @Test
    void downEndsWhatAnEarlierCommandLeft() {
        // given
        start(Program.KAFKA, ENDS_AT_TERM);
        Optional<RunState> state = stateFile.read();

        // when
        new Stopping(Duration.ofSeconds(5)).stop(state.orElseThrow().programs());

        // then
        assertThat(state.orElseThrow().anyAlive()).isFalse();
    }

    private static String endingInto(Path file, String name) {
        return "trap 'echo " + name + " >> \"" + file + "\"; exit 0' TERM; echo ready; while :; do sleep 0.05; done";
    }

    /** Returns when the program listens to signals. */
    private void start(Program program, String script) {
        run(program, script);
        await().atMost(Duration.ofSeconds(20)).until(() -> fleet.logSays(program, "ready"));
    }

    private void run(Program program, String script) {
        fleet.start(new ProgramCommand(
                program,
                List.of("sh", "-c", script),
                run.resolve(program.label()),
                run.resolve(program.label() + ".log")));
    }
}
