package org.farandole.bench.placement;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.farandole.placement.Problem;

/** Partitions of the ring: small problems, many of them, how long an answer takes whole and whether it is proved. */
final class Partitions {

    private record Answered(double millis, Planned planned) {}

    private final Options options;
    private final Faults faults;
    private final PrintStream progress;
    private final Farandole farandole = new Farandole();

    Partitions(Options options, Faults faults, PrintStream progress) {
        this.options = options;
        this.faults = faults;
        this.progress = progress;
    }

    /** A table, a line for each class and size, in Markdown. */
    String run(List<Case> cases) throws Faults.Wrong {
        Map<String, List<Answered>> groups = new LinkedHashMap<>();
        for (int number = 0; number < cases.size(); number++) {
            Case which = cases.get(number);
            if (number % 100 == 0) {
                progress.printf(Locale.ROOT, "%d of %d, %s%n", number, cases.size(), which);
            }
            Problem problem = which.problem(options);
            Planned planned = farandole.plan(problem, which.seed(), options.limit());
            faults.add(which, Verdict.ofOurs(problem, planned));
            groups.computeIfAbsent(which.instance().label() + " | " + which.nodes(), key -> new ArrayList<>())
                    .add(new Answered(planned.tookMillis(), planned));
        }
        StringBuilder table = new StringBuilder("""
                | class | nodes | instances | solved, impossible, out of time | median ms | 99th percentile ms | longest ms \
                | proved |
                |---|---:|---:|---|---:|---:|---:|---:|
                """);
        groups.forEach((name, group) -> table.append(line(name, group)));
        return table.toString();
    }

    private static String line(String name, List<Answered> group) {
        List<Double> millis = group.stream().map(Answered::millis).toList();
        long proved = group.stream().filter(one -> one.planned().proved()).count();
        return String.format(
                Locale.ROOT,
                "| %s | %d | %d, %d, %d | %s | %s | %s | %s %% |%n",
                name,
                group.size(),
                count(group, Planned.Status.SOLVED),
                count(group, Planned.Status.IMPOSSIBLE),
                count(group, Planned.Status.TIMEOUT),
                Table.number(Spread.quantile(millis, 0.5)),
                Table.number(Spread.quantile(millis, 0.99)),
                Table.number(Spread.quantile(millis, 1)),
                Table.number(100.0 * proved / group.size()));
    }

    private static long count(List<Answered> group, Planned.Status status) {
        return group.stream().filter(one -> one.planned().status() == status).count();
    }
}
