package org.farandole.bench.placement.balance;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.farandole.placement.Problem;
import org.farandole.placement.Vm;

/** Runs Ganeti's hbal on a problem that is written in its text format, and reads what it says. */
final class Hbal {

    /**
     * @param initialScore of the arrangement that it was given, by hbal
     * @param score of the arrangement that it ended with
     * @param cpuSeconds of its process, of the user's and the system's
     */
    record Outcome(double initialScore, double score, int moves, double cpuSeconds) {}

    private static final String GROUP = "f4e06e0d-528a-4963-a5ad-10f3e114232d";
    private static final Pattern INITIAL =
            Pattern.compile("Initial score: ([0-9.]+)|Cluster is already [^0-9]*([0-9.]+)");
    private static final Pattern FINAL = Pattern.compile("Cluster score improved from [0-9.]+ to ([0-9.]+)");
    private static final Pattern LENGTH = Pattern.compile("Solution length=([0-9]+)");
    private static final Pattern TIMES = Pattern.compile("([0-9]+)m([0-9.]+)s ([0-9]+)m([0-9.]+)s\\s*$");

    private Hbal() {}

    static boolean installed() {
        try {
            Process process = new ProcessBuilder("hbal", "--version")
                    .redirectErrorStream(true)
                    .start();
            process.getInputStream().readAllBytes();
            return process.waitFor() == 0;
        } catch (IOException absent) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** @param host where a VM is */
    static Outcome run(Problem problem, Function<Vm, String> host, List<String> options) throws IOException {
        Path folder = Files.createTempDirectory("hbal");
        Path data = folder.resolve("cluster.data");
        Path use = folder.resolve("use.data");
        try {
            Files.writeString(data, data(problem, host));
            Files.writeString(use, use(problem));
            List<String> command = new ArrayList<>(List.of("hbal", "-t", data.toString(), "-U", use.toString(), "-v"));
            command.addAll(options);
            return parse(output(command));
        } finally {
            Files.deleteIfExists(data);
            Files.deleteIfExists(use);
            Files.deleteIfExists(folder);
        }
    }

    /** Groups, nodes, instances, tags and policies, parted by empty lines; disks are shared, so a VM has one node. */
    static String data(Problem problem, Function<Vm, String> host) {
        Map<String, Integer> used = new HashMap<>();
        problem.vms().forEach(vm -> used.merge(host.apply(vm), vm.memoryMiB(), Integer::sum));
        StringBuilder text = new StringBuilder("default|" + GROUP + "|preferred||\n\n");
        problem.nodes()
                .forEach(node -> text.append(String.format(
                        Locale.ROOT,
                        "%s|%d|0|%d|1048576|1048576|%d|N|%s|1||N|0|0|1.0%n",
                        node.name(),
                        Unbalanced.MEMORY_MIB,
                        Unbalanced.MEMORY_MIB - used.getOrDefault(node.name(), 0),
                        Unbalanced.CORES,
                        GROUP)));
        text.append('\n');
        problem.vms()
                .forEach(vm -> text.append(String.format(
                        Locale.ROOT, "%s|%d|0|1|running|Y|%s||ext||1%n", vm.name(), vm.memoryMiB(), host.apply(vm))));
        return text.append("\n\n").toString();
    }

    /** CPU in cores; the other loads are known from the instances themselves. */
    private static String use(Problem problem) {
        StringBuilder text = new StringBuilder();
        problem.vms()
                .forEach(vm -> text.append(String.format(
                        Locale.ROOT,
                        "%s %.2f 0 0 0%n",
                        vm.name(),
                        vm.demand().get(org.farandole.placement.Dimension.CPU) / 100.0)));
        return text.toString();
    }

    /** The shell's {@code times} gives the CPU time of the child that it waited for. */
    private static String output(List<String> command) throws IOException {
        String line = String.join(" ", command) + "; times";
        Process process =
                new ProcessBuilder("sh", "-c", line).redirectErrorStream(true).start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    static Outcome parse(String output) throws IOException {
        double initial = number(INITIAL, output, output);
        Matcher improved = FINAL.matcher(output);
        double score = improved.find() ? Double.parseDouble(improved.group(1)) : initial;
        Matcher length = LENGTH.matcher(output);
        int moves = length.find() ? Integer.parseInt(length.group(1)) : 0;
        Matcher times = TIMES.matcher(output);
        if (!times.find()) {
            throw new IOException("The shell gives no times: " + output);
        }
        double cpu = 60 * (Double.parseDouble(times.group(1)) + Double.parseDouble(times.group(3)))
                + Double.parseDouble(times.group(2))
                + Double.parseDouble(times.group(4));
        return new Outcome(initial, score, moves, cpu);
    }

    private static double number(Pattern pattern, String text, String all) throws IOException {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            throw new IOException("hbal gives no score: " + all);
        }
        return Double.parseDouble(matcher.group(1) != null ? matcher.group(1) : matcher.group(2));
    }
}
