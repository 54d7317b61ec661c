package org.farandole.bench.placement;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.farandole.bench.placement.instance.InstanceClass;
import org.jspecify.annotations.Nullable;

/**
 * What is asked for on the command line.
 *
 * @param seeds so many instances of each class and size, the first of seed 1
 * @param limit of each search
 * @param warmUp how long each planner plans small instances before anything is measured
 * @param trace PlanetLab's, for the class of that name
 * @param keepGoing after a wrong answer; the run fails at its end
 * @param btrPlaceMode see the {@code Mode} of BtrPlace's process
 */
record Options(
        List<InstanceClass> classes,
        List<Integer> nodes,
        int seeds,
        Duration limit,
        Set<Who> planners,
        boolean partitions,
        Duration warmUp,
        Path trace,
        @Nullable Path report,
        @Nullable Path charts,
        boolean keepGoing,
        String btrPlaceMode) {

    enum Who {
        FARANDOLE,
        BTRPLACE
    }

    static final String USAGE = """
            bench placement: plans the same instances with Farandole and BtrPlace, in turn, and compares

              --classes LIST     of %s (all)
              --nodes LIST       numbers of nodes (4,8,16,64,256,1024,5000)
              --seeds N          instances of each class and size (10)
              --limit SECONDS    for each search (10)
              --planner WHICH    farandole, btrplace or both (both)
              --quick            4, 8 and 16 nodes, two seeds, one second
              --partitions       Farandole alone on 4 to 16 nodes, 300 seeds: median, 99th percentile, share proved
              --trace FILE       PlanetLab's loads (../shared/traces/planetlab-20110303.csv); without it that class is left out
              --warm-up SECONDS  for each planner, before anything is measured (10)
              --report FILE      every result as JSON
              --charts DIR       charts as PNG
              --keep-going       after a wrong answer; the run fails at its end all the same
              --btrplace-mode M  OBJECTIVE,REPAIR,OPTIMISE,TRANSIENT (best)
            """.formatted(String.join(
            ", ",
            Arrays.stream(InstanceClass.values()).map(InstanceClass::label).toList()));

    private static final List<Integer> ALL_NODES = List.of(4, 8, 16, 64, 256, 1_024, 5_000);

    /** @throws IllegalArgumentException naming what is not understood */
    static Options parse(List<String> words) {
        return new Parser().parse(words);
    }

    private static final class Parser {
        private List<InstanceClass> classes = List.of(InstanceClass.values());
        private @Nullable List<Integer> nodes;
        private int seeds = 0;
        private Duration limit = Duration.ofSeconds(10);
        private Set<Who> planners = EnumSet.allOf(Who.class);
        private boolean partitions;
        private Duration warmUp = Duration.ofSeconds(10);
        private Path trace = Path.of("../shared/traces/planetlab-20110303.csv");
        private @Nullable Path report;
        private @Nullable Path charts;
        private boolean keepGoing;
        private String btrPlaceMode = "best";

        Options parse(List<String> words) {
            for (int i = 0; i < words.size(); i++) {
                String word = words.get(i);
                switch (word) {
                    case "--quick" -> quick();
                    case "--partitions" -> partitions = true;
                    case "--keep-going" -> keepGoing = true;
                    default -> {
                        if (i + 1 == words.size()) {
                            throw new IllegalArgumentException(word + " is not an option, or has no value");
                        }
                        option(word, words.get(++i));
                    }
                }
            }
            if (partitions) {
                planners = EnumSet.of(Who.FARANDOLE);
            }
            List<Integer> sizes = nodes != null ? nodes : partitions ? List.of(4, 8, 16) : ALL_NODES;
            int each = seeds > 0 ? seeds : partitions ? 300 : 10;
            return new Options(
                    classes,
                    sizes,
                    each,
                    limit,
                    planners,
                    partitions,
                    warmUp,
                    trace,
                    report,
                    charts,
                    keepGoing,
                    btrPlaceMode);
        }

        private void quick() {
            nodes = List.of(4, 8, 16);
            seeds = 2;
            limit = Duration.ofSeconds(1);
            warmUp = Duration.ofSeconds(2);
        }

        private void option(String name, String value) {
            switch (name) {
                case "--classes" ->
                    classes = Arrays.stream(value.split(","))
                            .map(InstanceClass::of)
                            .toList();
                case "--nodes" ->
                    nodes = Arrays.stream(value.split(","))
                            .map(number -> atLeast(4, name, number))
                            .toList();
                case "--seeds" -> seeds = atLeast(1, name, value);
                case "--limit" -> limit = Duration.ofSeconds(atLeast(1, name, value));
                case "--planner" -> planners = planners(value);
                case "--trace" -> trace = Path.of(value);
                case "--warm-up" -> warmUp = Duration.ofSeconds(atLeast(0, name, value));
                case "--report" -> report = Path.of(value);
                case "--charts" -> charts = Path.of(value);
                case "--btrplace-mode" -> btrPlaceMode = value;
                default -> throw new IllegalArgumentException("There is no option " + name);
            }
        }

        private static Set<Who> planners(String value) {
            return switch (value) {
                case "both" -> EnumSet.allOf(Who.class);
                case "farandole" -> EnumSet.of(Who.FARANDOLE);
                case "btrplace" -> EnumSet.of(Who.BTRPLACE);
                default -> throw new IllegalArgumentException("There is no planner " + value);
            };
        }

        private static int atLeast(int least, String name, String value) {
            try {
                int number = Integer.parseInt(value);
                if (number >= least) {
                    return number;
                }
            } catch (NumberFormatException nothing) {
                // said below, as for one that is too small
            }
            throw new IllegalArgumentException(name + " takes a whole number from " + least + ", not " + value);
        }
    }
}
