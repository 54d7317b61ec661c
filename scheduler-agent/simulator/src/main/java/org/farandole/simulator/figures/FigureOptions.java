package org.farandole.simulator.figures;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.farandole.simulator.figures.Experiment.Point;
import org.farandole.simulator.record.RunRecord;
import org.farandole.simulator.record.WholeFile;
import org.farandole.simulator.report.Report;
import org.farandole.simulator.scenario.BadInput;
import org.farandole.simulator.scenario.Scenario;
import org.farandole.simulator.scenario.Times;
import org.farandole.simulator.watch.Watcher;
import org.farandole.simulator.world.Landscape;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options for experiments and charts, and what runs them. */
public final class FigureOptions {

    private static final int MOST_NODES = 100_000;

    @Option(names = "--figure", paramLabel = "NAME", description = "an experiment over sizes: 4 or scale")
    private @Nullable String figure;

    @Option(names = "--sizes", paramLabel = "N", split = ",", description = "its sizes (512,1024,2048,4096,8192)")
    private @Nullable List<Integer> sizes;

    @Option(
            names = "--periods",
            paramLabel = "TIME",
            split = ",",
            description = "of entropy in it: the best is taken (10,30,60); none leaves entropy out")
    private @Nullable List<String> periods;

    @Option(names = "--charts", paramLabel = "DIR", description = "charts, with confidence intervals over the seeds")
    private @Nullable Path charts;

    private final TreeMap<Long, RunRecord> runs = new TreeMap<>();

    /** @throws BadInput naming the first option that is wrong */
    public void check() throws BadInput {
        if (figure == null) {
            if (sizes != null || periods != null) {
                throw new BadInput("--sizes and --periods are for --figure");
            }
        } else if (!figure.equals("4") && !figure.equals("scale")) {
            throw new BadInput("--figure is 4 or scale, not '" + figure + "'");
        }
        if ("scale".equals(figure) && periods != null) {
            throw new BadInput("--periods is for --figure 4");
        }
        Set<Integer> known = new HashSet<>();
        for (int size : sizes()) {
            if (!known.add(size)) {
                throw new BadInput("--sizes has " + size + " twice");
            }
            if (size < 1 || size > MOST_NODES) {
                throw new BadInput("--sizes are 1 to " + MOST_NODES + ", not " + size);
            }
        }
        periods();
        WholeFile.requireFolder("--charts", charts);
    }

    private List<Integer> sizes() {
        return sizes == null ? List.of(512, 1_024, 2_048, 4_096, 8_192) : sizes;
    }

    private List<Duration> periods() throws BadInput {
        List<String> words = periods == null ? List.of("10s", "30s", "60s") : periods;
        List<Duration> times = new ArrayList<>();
        if (!words.equals(List.of("none"))) {
            for (String word : words) {
                times.add(Times.parse("--periods", word));
            }
        }
        return times;
    }

    /** Whether an experiment is asked for, in place of runs. */
    public boolean experiment() {
        return figure != null;
    }

    /**
     * Runs the experiment, and draws it.
     *
     * @param seeds the scenario, with each of the seeds
     * @param runner runs one scenario, and says what it came to
     * @param lines is given the table
     * @return all reports that the table is of
     */
    public List<Report> run(List<Scenario> seeds, Function<Scenario, Report> runner, Consumer<String> lines)
            throws BadInput, IOException {
        Experiment experiment = new Experiment(seeds, runner);
        if ("scale".equals(figure)) {
            Scale scale = new Scale(experiment, lines);
            scale.run(sizes());
            if (charts != null) {
                scale.charts(charts);
            }
            return reports(scale.points());
        }
        Figure4 four = new Figure4(experiment, periods(), lines);
        four.run(sizes());
        if (charts != null) {
            four.charts(charts);
        }
        return reports(four.points());
    }

    private static List<Report> reports(List<Point> points) {
        return points.stream().map(Point::report).toList();
    }

    /** Who watches an ordinary run for the charts, if any are asked for. Several runs may begin at once. */
    public synchronized List<Watcher> watching(Scenario scenario) {
        if (charts == null) {
            return List.of();
        }
        RunRecord run = new RunRecord(scenario.seed(), Landscape.EPOCH);
        runs.put(scenario.seed(), run);
        return List.of(run);
    }

    /** Draws the ordinary runs, if that is asked for. @param lasted each of them */
    public synchronized void draw(Duration lasted) throws IOException {
        if (charts != null && !runs.isEmpty()) {
            RunCharts.write(charts, List.copyOf(runs.values()), lasted.toNanos() / 1e9);
        }
    }
}
