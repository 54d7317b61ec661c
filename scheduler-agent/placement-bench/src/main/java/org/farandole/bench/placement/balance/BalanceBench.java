package org.farandole.bench.placement.balance;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.farandole.placement.Limits;
import org.farandole.placement.Planner;
import org.farandole.placement.Problem;
import org.farandole.placement.Result;
import org.farandole.placement.check.PlanChecker;
import org.farandole.placement.plan.Action;
import org.farandole.placement.plan.Plan;
import org.jspecify.annotations.Nullable;

/** {@code bench balance}: the same clusters balanced by Farandole and by hbal, both scored by hbal. */
public final class BalanceBench {

    public static final String USAGE = """
            bench balance: balances the same clusters with Farandole and Ganeti's hbal (Debian's ganeti-htools)

              --sizes LIST       NODES/VMS (25/200,50/500)
              --seeds N          clusters of each size (5)
              --limit SECONDS    of wall time, for Farandole (10)
              --report FILE      every result as JSON
            """;

    private static final int WARM_UP_ROUNDS = 30;

    private static final String HEAD = """
            | nodes | VMs | seed | score before | Farandole: score | moves | CPU s | hbal: score | moves | CPU s | CPU, hbal over Farandole |
            |---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|""";

    /** A planner's result on a cluster; the scores are hbal's. */
    record Line(
            String planner,
            int nodes,
            int vms,
            long seed,
            double scoreBefore,
            double score,
            int moves,
            double cpuSeconds) {}

    private final Planner planner = new Planner(System::nanoTime);
    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final List<Line> lines = new ArrayList<>();
    private List<int[]> sizes = List.of(new int[] {25, 200}, new int[] {50, 500});
    private int seeds = 5;
    private Duration limit = Duration.ofSeconds(10);
    private @Nullable Path report;

    private BalanceBench() {}

    /** @throws IllegalArgumentException for options that are not understood, or a plan of ours that is wrong */
    public static void main(List<String> words) throws IOException {
        BalanceBench bench = new BalanceBench();
        bench.read(words);
        if (!Hbal.installed()) {
            System.err.println("bench balance is skipped: there is no hbal (apt-get install ganeti-htools)");
            return;
        }
        bench.run();
    }

    private void read(List<String> words) {
        if (words.size() % 2 == 1) {
            throw new IllegalArgumentException(words.getLast() + " has no value, or is not an option");
        }
        for (int i = 0; i < words.size(); i += 2) {
            String value = words.get(i + 1);
            switch (words.get(i)) {
                case "--sizes" ->
                    sizes = List.of(value.split(",")).stream()
                            .map(BalanceBench::size)
                            .toList();
                case "--seeds" -> seeds = Integer.parseInt(value);
                case "--limit" -> limit = Duration.ofSeconds(Integer.parseInt(value));
                case "--report" -> report = Path.of(value);
                default -> throw new IllegalArgumentException("There is no option " + words.get(i));
            }
        }
    }

    private static int[] size(String words) {
        String[] parts = words.split("/");
        if (parts.length != 2) {
            throw new IllegalArgumentException("A size is NODES/VMS, not " + words);
        }
        return new int[] {Integer.parseInt(parts[0]), Integer.parseInt(parts[1])};
    }

    private void run() throws IOException {
        System.err.println("warming up");
        for (int round = 0; round < WARM_UP_ROUNDS; round++) {
            plan(Unbalanced.problem(25, 200, 1_000_000 + round));
        }
        System.out.println(HEAD);
        for (int[] size : sizes) {
            for (long seed = 1; seed <= seeds; seed++) {
                System.err.println(size[0] + " nodes, " + size[1] + " VMs, seed " + seed);
                compare(size[0], size[1], seed);
            }
        }
        if (report != null) {
            Files.writeString(
                    report, lines.stream().map(BalanceBench::json).collect(Collectors.joining(",\n", "[\n", "\n]\n")));
        }
    }

    private void compare(int nodes, int vms, long seed) throws IOException {
        Problem problem = Unbalanced.problem(nodes, vms, seed);
        Hbal.Outcome start = Hbal.run(problem, vm -> vm.host(), List.of("-l", "0"));
        Hbal.Outcome theirs = Hbal.run(problem, vm -> vm.host(), List.of("-g", "1e-6", "--min-gain-limit", "0"));
        long before = threads.getCurrentThreadCpuTime();
        Plan plan = plan(problem);
        double cpu = (threads.getCurrentThreadCpuTime() - before) / 1e9;
        List<String> faults = plan == null ? List.of() : PlanChecker.faults(problem, plan);
        if (!faults.isEmpty()) {
            throw new IOException("A plan is wrong: " + faults);
        }
        Map<String, String> hosts = hosts(problem, plan);
        Hbal.Outcome ours = Hbal.run(problem, vm -> hosts.getOrDefault(vm.name(), vm.host()), List.of("-l", "0"));
        Line own = new Line(
                "farandole",
                nodes,
                vms,
                seed,
                start.initialScore(),
                ours.initialScore(),
                plan == null ? 0 : plan.moves(),
                cpu);
        Line other = new Line(
                "hbal",
                nodes,
                vms,
                seed,
                start.initialScore(),
                theirs.score(),
                theirs.moves(),
                theirs.cpuSeconds() - start.cpuSeconds());
        lines.add(own);
        lines.add(other);
        System.out.println(line(own, other));
    }

    private @Nullable Plan plan(Problem problem) {
        Result result = planner.plan(problem, new Limits(1, Long.MAX_VALUE / 4, limit));
        return result instanceof Result.Planned planned ? planned.plan() : null;
    }

    private static Map<String, String> hosts(Problem problem, @Nullable Plan plan) {
        Map<String, String> hosts = new HashMap<>();
        problem.vms().forEach(vm -> hosts.put(vm.name(), vm.host()));
        if (plan != null) {
            for (Action action : plan.actions()) {
                if (action instanceof Action.Migrate migrate) {
                    hosts.put(migrate.vm(), migrate.destination());
                }
            }
        }
        return hosts;
    }

    private static String line(Line ours, Line theirs) {
        return String.format(
                Locale.ROOT,
                "| %d | %d | %d | %.3f | %.4f | %d | %.3f | %.4f | %d | %.2f | %.0f |",
                ours.nodes(),
                ours.vms(),
                ours.seed(),
                ours.scoreBefore(),
                ours.score(),
                ours.moves(),
                ours.cpuSeconds(),
                theirs.score(),
                theirs.moves(),
                theirs.cpuSeconds(),
                theirs.cpuSeconds() / Math.max(1e-4, ours.cpuSeconds()));
    }

    private static String json(Line line) {
        return String.format(
                Locale.ROOT,
                "{\"planner\": \"%s\", \"nodes\": %d, \"vms\": %d, \"seed\": %d, \"scoreBefore\": %.8f, \"score\": %.8f, "
                        + "\"moves\": %d, \"cpuSeconds\": %.4f}",
                line.planner(),
                line.nodes(),
                line.vms(),
                line.seed(),
                line.scoreBefore(),
                line.score(),
                line.moves(),
                line.cpuSeconds());
    }
}
