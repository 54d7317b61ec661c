package org.farandole.bench.placement;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.farandole.placement.Problem;

/**
 * BtrPlace in a process that lives as long as this does, so that it is as warm as we are. It is killed where it answers long
 * after its limit, and started again; likewise where it ends by itself, out of memory as a rule. Both count as out of time. Not thread-safe.
 */
final class BtrPlace implements AutoCloseable {

    static final String NAME = "btrplace";

    private final List<String> command;
    private final String mode;
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().factory());
    private Process process;
    private BufferedWriter questions;
    private BufferedReader answers;
    private boolean hasAnswered;

    /**
     * @param target the folder that the module of BtrPlace's process is built into
     * @param jvmOptions for its process
     * @throws IOException if it is not built, or does not start
     */
    BtrPlace(Path target, List<String> jvmOptions, String mode) throws IOException {
        if (!Files.isDirectory(target.resolve("lib"))) {
            throw new IOException("BtrPlace's process is not built in " + target);
        }
        this.mode = mode;
        command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvmOptions);
        command.addAll(List.of(
                "-cp",
                target.resolve("classes") + File.pathSeparator + target.resolve("lib") + File.separator + "*",
                "org.farandole.bench.btrplace.Main"));
        process = start();
        questions = writer(process);
        answers = reader(process);
    }

    /** @param mostOnline nodes that may have VMs at the end; 0 for no such limit */
    Planned plan(Problem problem, long seed, Duration limit, int mostOnline) throws IOException {
        Numbers numbers = new Numbers(problem);
        int seconds = Math.max(1, (int) Math.ceil(limit.toMillis() / 1_000.0));
        String question = BtrPlaceQuestion.text(problem, numbers, seconds, seed, mode, mostOnline);
        Process asked = process;
        Duration patience = limit.multipliedBy(2).plusSeconds(20);
        ScheduledFuture<?> killer =
                watch.schedule(() -> asked.destroyForcibly(), patience.toMillis(), TimeUnit.MILLISECONDS);
        BtrPlaceAnswer answer = new BtrPlaceAnswer(problem);
        long began = System.nanoTime();
        try {
            questions.write(question);
            questions.flush();
            for (String line = next(); !line.equals("end"); line = next()) {
                answer.line(line);
            }
        } catch (IOException ended) {
            if (!hasAnswered) {
                throw ended;
            }
            double took = (System.nanoTime() - began) / 1e6;
            restart();
            return new Planned(Planned.Status.TIMEOUT, null, took, took, took, false, 0);
        } finally {
            killer.cancel(false);
        }
        hasAnswered = true;
        if (!answer.errors().isEmpty()) {
            throw new IOException("BtrPlace refused an instance: " + answer.errors());
        }
        return answer.planned();
    }

    private String next() throws IOException {
        String line = answers.readLine();
        if (line == null) {
            throw new IOException("BtrPlace's process ended");
        }
        return line;
    }

    private Process start() throws IOException {
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private void restart() throws IOException {
        process.destroyForcibly();
        process = start();
        questions = writer(process);
        answers = reader(process);
    }

    private static BufferedWriter writer(Process process) {
        return new BufferedWriter(new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
    }

    private static BufferedReader reader(Process process) {
        return new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        process.destroyForcibly();
        watch.shutdownNow();
    }
}
