package org.farandole.cli.lab;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.farandole.cli.platform.Installation;
import org.farandole.cli.platform.StopAtExit;
import org.farandole.cli.terminal.CommandFailure;
import org.farandole.cli.terminal.ExitCode;

/**
 * A script of {@code deploy/lab}. Each line it prints is one step, or one result; a line that begins with "farandole: " is why
 * it fails. When this process is asked to end, the script is, and it is waited for: it takes back what it did.
 */
final class LabScript {

    private static final String COMPLAINT = "farandole: ";
    private static final long PATIENCE_SECONDS = 90;

    private final Path script;

    LabScript(Installation installation, String name) {
        script = installation.root().resolve("deploy/lab").resolve(name);
    }

    /**
     * Runs it to its end.
     *
     * @param step is told each line but complaints, as it comes
     * @throws CommandFailure with its complaint and its exit code, if it fails
     */
    void run(List<String> arguments, Consumer<String> step) throws InterruptedException {
        if (!Files.isExecutable(script)) {
            throw CommandFailure.cannotStart("there is no " + script + ": run this in a whole source tree");
        }
        String complaint = "";
        try {
            Process process = new ProcessBuilder(Stream.concat(Stream.of(script.toString()), arguments.stream())
                            .toList())
                    .redirectErrorStream(true)
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .start();
            try (StopAtExit onSignal = new StopAtExit(() -> stop(process));
                    BufferedReader lines = process.inputReader()) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    if (line.startsWith(COMPLAINT)) {
                        complaint = line.substring(COMPLAINT.length());
                    } else {
                        step.accept(line);
                    }
                }
                require(process.waitFor(), complaint);
            }
        } catch (IOException e) {
            throw CommandFailure.failed(script + " cannot be run: " + e.getMessage());
        }
    }

    private void require(int status, String complaint) {
        if (status == ExitCode.OK.status()) {
            return;
        }
        ExitCode exitCode = Arrays.stream(ExitCode.values())
                .filter(code -> code.status() == status)
                .findFirst()
                .orElse(ExitCode.FAILED);
        throw new CommandFailure(
                exitCode,
                complaint.isEmpty()
                        ? script + " failed (status " + status + "): run it by itself to see where"
                        : complaint);
    }

    private static void stop(Process process) {
        process.destroy();
        try {
            process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
