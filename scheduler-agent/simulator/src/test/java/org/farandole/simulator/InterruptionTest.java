package org.farandole.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A run that is ended from outside, in a virtual machine of its own. */
class InterruptionTest {

    private static final char REDRAWN = '\r';

    @TempDir
    private Path folder;

    @Test
    @Timeout(value = 2, unit = TimeUnit.MINUTES)
    void saysSoAndLeavesFilesAsTheyWere() throws IOException, InterruptedException {
        Path report = Files.writeString(folder.resolve("report.json"), "an earlier one");
        Process run = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Dfarandole.terminal=true",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        Main.class.getName(),
                        "--for",
                        "168h",
                        "--report",
                        report.toString())
                .redirectOutput(folder.resolve("out").toFile())
                .start();
        try (BufferedReader err =
                new BufferedReader(new InputStreamReader(run.getErrorStream(), StandardCharsets.UTF_8))) {
            assertThat((char) err.read()).as("it tells how far it is").isEqualTo(REDRAWN);
            // not the process itself: that would close what it still has to say
            run.toHandle().destroy();

            assertThat(err.readAllAsString().lines())
                    .last()
                    .asString()
                    .endsWith("farandole: interrupted: what was not over is not told, and files are as they were");
        }
        assertThat(run.waitFor()).isNotZero();
        assertThat(folder.resolve("out")).isEmptyFile();
        assertThat(report).hasContent("an earlier one");
        assertThat(folder.toFile().list()).containsExactlyInAnyOrder("report.json", "out");
    }
}
