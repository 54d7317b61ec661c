package org.farandole.bench.placement;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.farandole.bench.placement.balance.BalanceBench;
import org.farandole.bench.placement.instance.InstanceClass;
import org.jspecify.annotations.Nullable;

/** {@code bench placement} and {@code bench balance}. Exit status 0; 1 for an answer that is wrong; 2 for bad options. */
public final class Main {

    private static final int WRONG = 1;
    private static final int USAGE = 2;
    private static final int BROKEN = 70;

    private Main() {}

    public static void main(String[] args) {
        System.exit(run(List.of(args)));
    }

    private static int run(List<String> words) {
        try {
            if (words.isEmpty() || words.contains("--help")) {
                System.out.print(Options.USAGE + "\n" + BalanceBench.USAGE);
                return words.isEmpty() ? USAGE : 0;
            }
            List<String> rest = words.subList(1, words.size());
            switch (words.getFirst()) {
                case "placement" -> placement(Options.parse(rest));
                case "balance" -> BalanceBench.main(rest);
                default -> throw new IllegalArgumentException("There is no benchmark " + words.getFirst());
            }
            return 0;
        } catch (IllegalArgumentException usage) {
            System.err.println("bench: " + usage.getMessage());
            return USAGE;
        } catch (Faults.Wrong wrong) {
            System.err.println("bench: a wrong answer: " + wrong.getMessage());
            return WRONG;
        } catch (IOException broken) {
            System.err.println("bench: " + broken.getMessage());
            return BROKEN;
        }
    }

    private static void placement(Options options) throws IOException, Faults.Wrong {
        if (options.classes().contains(InstanceClass.PLANETLAB) && !Files.isReadable(options.trace())) {
            System.err.println("PlanetLab's class is left out: there is no trace " + options.trace());
        }
        try (BtrPlace btrPlace = btrPlace(options)) {
            Faults faults = new Faults(options.keepGoing(), System.err);
            Comparison comparison = new Comparison(options, btrPlace, faults, System.err);
            comparison.warmUp();
            if (options.partitions()) {
                System.out.print(new Partitions(options, faults, System.err).run(Case.all(options)));
            } else {
                report(options, comparison.run(Case.all(options)));
            }
            faults.requireNone();
        }
    }

    private static @Nullable BtrPlace btrPlace(Options options) throws IOException {
        if (!options.planners().contains(Options.Who.BTRPLACE)) {
            return null;
        }
        List<String> jvm = Arrays.stream(
                        System.getProperty("farandole.bench.jvm", "").split(" "))
                .filter(word -> !word.isBlank())
                .toList();
        Path root = Path.of(System.getProperty("farandole.root", "."));
        return new BtrPlace(
                root.resolve("scheduler-agent/placement-bench-btrplace/target"), jvm, options.btrPlaceMode());
    }

    private static void report(Options options, List<Row> rows) throws IOException {
        System.out.print(Table.of(rows));
        System.out.print(Target.of(rows));
        if (options.report() != null) {
            Files.writeString(options.report(), Row.json(rows));
        }
        if (options.charts() != null) {
            new Charts(rows).write(options.charts());
        }
    }
}
