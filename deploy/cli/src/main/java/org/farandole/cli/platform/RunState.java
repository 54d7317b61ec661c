package org.farandole.cli.platform;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What runs, as the other commands find it.
 *
 * @param directory the run's folder: logs and data
 * @param speed how many times faster than wall time the nodes' time runs
 * @param expected the programs of such a platform, also those that are not started yet
 */
public record RunState(
        Instant started,
        Path directory,
        int portBase,
        double speed,
        List<Program> expected,
        List<RunningProgram> programs) {

    public RunState {
        expected = List.copyOf(expected);
        programs = List.copyOf(programs);
    }

    @JsonIgnore
    public Ports ports() {
        return new Ports(portBase);
    }

    @JsonIgnore
    public boolean anyAlive() {
        return programs.stream().anyMatch(program -> program.handle().isPresent());
    }

    public Optional<RunningProgram> find(Program program) {
        return programs.stream().filter(running -> running.program() == program).findFirst();
    }
}
