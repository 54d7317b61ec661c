package org.farandole.cli.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.farandole.cli.terminal.CommandFailure;

/**
 * The processes that this command started. Each is in the state file as soon as it lives. Start them all from one thread that
 * lives as long as the command: the kernel ends a bound process with the thread that started it. Otherwise thread-safe.
 */
public final class Fleet {

    static final Duration PATIENCE = Duration.ofSeconds(5);

    private final StateFile stateFile;
    private final Path directory;
    private final List<Child> children = new ArrayList<>();
    private RunState state;
    private boolean stopped;

    Fleet(StateFile stateFile, Path directory, Ports ports, Ground ground, Instant now) {
        this.stateFile = stateFile;
        this.directory = directory;
        this.state = new RunState(now, directory, ports.base(), ground.speed(), ground.programs(), List.of());
    }

    public synchronized RunState state() {
        return state;
    }

    synchronized void start(ProgramCommand command) {
        if (stopped) {
            throw CommandFailure.failed("stopped while starting");
        }
        children.add(Child.start(command));
        state = new RunState(
                state.started(),
                directory,
                state.portBase(),
                state.speed(),
                state.expected(),
                children.stream().map(Child::running).toList());
        stateFile.write(state);
    }

    /** @throws CommandFailure with the end of its log, if a process ended by itself */
    public synchronized void requireAlive() {
        Optional<Child> dead = stopped
                ? Optional.empty()
                : children.stream().filter(child -> !child.alive()).findFirst();
        dead.ifPresent(child -> {
            throw CommandFailure.failed(child.obituary());
        });
    }

    /** Whether the program has written the text to its log. */
    synchronized boolean logSays(Program program, String text) {
        return children.stream().anyMatch(child -> child.running().program() == program && child.logSays(text));
    }

    /** Ends all of them in the reverse order, and forgets them. A repeat does nothing. */
    public synchronized void stop() {
        if (!stopped) {
            stopped = true;
            new Stopping(PATIENCE).stop(children.stream().map(Child::running).toList());
            stateFile.delete();
        }
    }

    /** Ends all of them, and deletes their data. Logs are kept where {@code keepLogs}. */
    public synchronized void stopAndDelete(boolean keepLogs) {
        stop();
        delete(directory, keepLogs);
    }

    static void delete(Path directory, boolean keepLogs) {
        if (!Files.isDirectory(directory)) {
            return;
        }
        try (Stream<Path> tree = Files.walk(directory)) {
            tree.sorted(Comparator.reverseOrder())
                    .filter(path -> !(keepLogs && (path.equals(directory) || isLog(path, directory))))
                    .forEach(path -> path.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException("The folder " + directory + " cannot be deleted", e);
        }
    }

    /** Kafka's own files end in .log too, deeper down. */
    private static boolean isLog(Path path, Path directory) {
        return directory.equals(path.getParent()) && path.toString().endsWith(".log");
    }
}
