package org.farandole.cli.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** Ends the programs of a run, in the reverse order: those that use Kafka and PostgreSQL before these two. */
final class Stopping {

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

    private final Duration patience;

    /** @param patience how long a program may take to end by itself, before it is killed */
    Stopping(Duration patience) {
        this.patience = patience;
    }

    /** Returns when none of them is alive. Programs that are gone already are passed over. */
    void stop(List<RunningProgram> programs) {
        List<ProcessHandle> database = postmaster(programs).stream().toList();
        end(handles(programs.stream().filter(running -> !running.program().infrastructure())));
        end(handles(programs.stream().filter(running -> running.program().infrastructure())));
        database.stream().filter(Stopping::runs).forEach(ProcessHandle::destroyForcibly);
    }

    private void end(List<ProcessHandle> handles) {
        List<ProcessHandle> family = handles.stream()
                .flatMap(handle -> Stream.concat(Stream.of(handle), handle.descendants()))
                .toList();
        handles.forEach(ProcessHandle::destroy);
        if (!ended(handles, patience)) {
            family.forEach(ProcessHandle::destroyForcibly);
            ended(family, patience);
        }
        family.stream().filter(Stopping::runs).forEach(ProcessHandle::destroyForcibly);
    }

    private static boolean ended(List<ProcessHandle> handles, Duration patience) {
        long latest = System.nanoTime() + patience.toNanos();
        while (handles.stream().anyMatch(Stopping::runs)) {
            if (System.nanoTime() > latest) {
                return false;
            }
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
        return true;
    }

    /** One that has ended but was not collected by its parent yet counts as alive there; it has no command any more. */
    private static boolean runs(ProcessHandle handle) {
        return handle.isAlive() && handle.info().command().isPresent();
    }

    private static List<ProcessHandle> handles(Stream<RunningProgram> programs) {
        return programs.flatMap(running -> running.handle().stream()).toList();
    }

    /** PostgreSQL detaches itself from the program that started it: its own pid file names it. */
    private static Optional<ProcessHandle> postmaster(List<RunningProgram> programs) {
        return programs.stream()
                .filter(running -> running.program() == Program.POSTGRESQL)
                .findFirst()
                .flatMap(running -> pidIn(ProgramFolders.data(
                                running.log().resolveSibling(running.program().label()))
                        .resolve("postmaster.pid")))
                .flatMap(ProcessHandle::of)
                .filter(handle -> handle.info().command().orElse("").endsWith("postgres"));
    }

    private static Optional<Long> pidIn(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.findFirst().map(String::strip).map(Long::valueOf);
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        }
    }
}
