package org.farandole.cli.platform;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A process as it was started.
 *
 * @param started by the operating system's word: with the pid it names this process and no later one; none where the system
 *     does not tell
 */
public record RunningProgram(
        Program program, long pid, @Nullable Instant started, Path log) {

    private static final Duration CLOCK_GRAIN = Duration.ofSeconds(1);

    static RunningProgram of(Program program, ProcessHandle handle, Path log) {
        return new RunningProgram(
                program, handle.pid(), handle.info().startInstant().orElse(null), log);
    }

    /** The process, if it is alive and still this one: a pid that another program got since is not. */
    public Optional<ProcessHandle> handle() {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).filter(this::isThisOne);
    }

    private boolean isThisOne(ProcessHandle handle) {
        Optional<Instant> its = handle.info().startInstant();
        return started == null
                || its.isEmpty()
                || Duration.between(started, its.get()).abs().compareTo(CLOCK_GRAIN) <= 0;
    }
}
