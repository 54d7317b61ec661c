package org.farandole.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** The command as people use it. */
class CommandTest {

    private record Came(int status, String out, String err) {}

    @TempDir
    private Path folder;

    private static Came simulate(String... words) {
        CommandLine line = Main.commandLine();
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        return new Came(line.execute(words), out.toString(), err.toString());
    }

    @Test
    void theReportHasTheDemosNames() throws IOException {
        Path report = folder.resolve("report.json");
        Came came = simulate("--nodes", "8", "--for", "60", "--load-period", "30s", "--report", report.toString());

        assertThat(came.status()).as(came.err()).isZero();
        assertThat(came.out()).contains("reactive floor", "8 nodes, 80 VMs, 60 s, seed 23");
        JsonNode json = new ObjectMapper().readTree(report.toFile());
        assertThat(json.at("/violations/totalSeconds").isNumber()).isTrue();
        assertThat(json.at("/isps/millis/migrate").isNumber()).isTrue();
        for (String name :
                List.of("reactiveFloorSeconds", "wallSeconds", "cpuSeconds", "peakMemoryMiB", "events", "messages")) {
            assertThat(json.path(name).isNumber()).as(name).isTrue();
        }
        assertThat(json.path("nodes").asInt()).isEqualTo(8);
    }

    static Stream<List<String>> scenarios() {
        return Stream.of(
                List.of("--nodes", "16", "--for", "120", "--load-period", "30s", "--seed", "77"),
                List.of("--nodes", "16", "--for", "120", "--seed", "78", "--faults", "heavy"),
                List.of(
                        "--nodes",
                        "16",
                        "--for",
                        "120",
                        "--load-period",
                        "30s",
                        "--dimensions",
                        "cpu,memory,disk,network"),
                List.of(
                        "--nodes",
                        "32",
                        "--for",
                        "120",
                        "--load-period",
                        "30s",
                        "--policy",
                        "entropy",
                        "--every",
                        "10"));
    }

    /** Sets and maps iterate in another order there. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("scenarios")
    void anotherVirtualMachineRunsTheSame(List<String> scenario) throws IOException, InterruptedException {
        Path here = folder.resolve("here.json");
        Path there = folder.resolve("there.json");
        String[] words = Stream.concat(scenario.stream(), Stream.of("--report")).toArray(String[]::new);
        assertThat(simulate(with(words, here.toString())).status()).isZero();

        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                Main.class.getName()));
        command.addAll(List.of(with(words, there.toString())));
        Process other = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        assertThat(other.waitFor()).as(Files.readString(folder.resolve("log"))).isZero();
        ObjectMapper json = new ObjectMapper();
        assertThat(json.readTree(there.toFile()).path("traceHash"))
                .isEqualTo(json.readTree(here.toFile()).path("traceHash"));
    }

    private static String[] with(String[] words, String last) {
        return Stream.concat(Stream.of(words), Stream.of(last)).toArray(String[]::new);
    }

    static Stream<List<String>> badUsage() {
        return Stream.of(
                List.of("--nodes", "0"),
                List.of("--nodes", "100001"),
                List.of("--vms", "0"),
                List.of("--nodes", "many"),
                List.of("--seeds", "0"),
                List.of("--sites", "10"),
                List.of("--nodes", "2", "--sites", "3"),
                List.of("--policy", "chance"),
                List.of("--every", "30"),
                List.of("--policy", "entropy", "--every", "0"),
                List.of("--for", "-1"),
                List.of("--for", "soon"),
                List.of("--node-cpu", "0"),
                List.of("--load-mean", "101"),
                List.of("--nodes", "1", "--vms", "33"),
                List.of("--queue", "a.txt"),
                List.of("--trace", "nowhere.csv"),
                List.of("--trace", "a.csv", "--queue", "b.txt", "--vm-list", "c.csv"),
                List.of("--report", "nowhere/report.json"),
                List.of("--dimensions", "gpu"),
                List.of("--dimensions", ""),
                List.of("--dimensions", "cpu,"),
                List.of("--dimensions", "disk,disk"),
                List.of("--dimensions", "disk", "--dimensions", "cpu"),
                List.of("--no-such-option"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badUsage")
    void badUsageIsOneLineAndStatusTwo(List<String> words) {
        Came came = simulate(words.toArray(String[]::new));

        assertThat(came.status()).isEqualTo(2);
        assertThat(came.out()).isEmpty();
        assertThat(came.err().lines()).hasSize(1).first().asString().startsWith("farandole: ");
    }

    @Test
    void badFilesAreRefusedByNameAndLine() throws IOException {
        String header = "vm,t0,t300\n";
        assertThat(trace(header)).contains("bad.csv: has a header but no VM");
        assertThat(trace("")).contains("bad.csv: is empty");
        assertThat(trace(header + "vm-1,3,4\nvm-2,3\n")).contains("bad.csv:3: ");
        assertThat(trace(header + "vm-1,3,4\nvm-2,3,4")).contains("bad.csv:3: ", "in the middle of the line");
        assertThat(trace(header + "vm-1,-3,4\n")).contains("bad.csv:2: ");
        assertThat(trace(header + "vm-1,3,99999999999999999999\n")).contains("bad.csv:2: ");
        assertThat(queue("0.5/vm-0/30\n0.6/vm-2/30\n")).contains("bad.csv:2: ", "vm-2 is not in the list");
        assertThat(queue("0.5/vm-0/30\n-0.6/vm-0/30\n")).contains("bad.csv:2: ");
        assertThat(queue("0.5/vm-0/30\n0.6/vm-1/3")).contains("bad.csv:2: ", "in the middle of the line");
    }

    private String trace(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("bad.csv"), text);
        return refused("--trace", file.toString());
    }

    private String queue(String text) throws IOException {
        Path list = Files.writeString(
                folder.resolve("list.csv"),
                "vm,initial_node,memory_mb,migration_mb_per_s,memory_intensity_percent\n"
                        + "vm-0,node-0,1024,125,30\nvm-1,node-1,1024,125,30\n");
        Path file = Files.writeString(folder.resolve("bad.csv"), text);
        return refused("--queue", file.toString(), "--vm-list", list.toString());
    }

    private static String refused(String... words) {
        Came came = simulate(words);
        assertThat(came.status()).as(came.err()).isEqualTo(2);
        assertThat(came.err().lines()).hasSize(1);
        return came.err();
    }
}
