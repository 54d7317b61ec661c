package org.farandole.cli.platform;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.farandole.cli.terminal.CommandFailure;

/** A process that this command started. */
final class Child {

    private final RunningProgram running;
    private final Process process;

    private Child(RunningProgram running, Process process) {
        this.running = running;
        this.process = process;
    }

    static Child start(ProgramCommand command) {
        try {
            Files.createDirectories(command.directory());
            Process process = new ProcessBuilder(command.words())
                    .directory(command.directory().toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(command.log().toFile())
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .start();
            return new Child(RunningProgram.of(command.program(), process.toHandle(), command.log()), process);
        } catch (IOException e) {
            throw CommandFailure.failed(command.program().label() + " cannot be started: " + e.getMessage());
        }
    }

    RunningProgram running() {
        return running;
    }

    boolean alive() {
        return process.isAlive();
    }

    /** What to tell of a process that ended by itself: its status and the end of its log. */
    String obituary() {
        return running.program().label() + " ended with status " + process.exitValue() + "; its log "
                + running.log() + " ends with:" + System.lineSeparator()
                + String.join(System.lineSeparator(), lastLines(running.log(), 8));
    }

    boolean logSays(String text) {
        return read(running.log()).contains(text);
    }

    static List<String> lastLines(Path log, int count) {
        List<String> lines = read(log).lines().toList();
        return lines.subList(Math.max(0, lines.size() - count), lines.size());
    }

    private static String read(Path log) {
        try {
            return new String(Files.readAllBytes(log), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }
}
