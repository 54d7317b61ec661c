package org.farandole.simulator;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.farandole.simulator.figures.FigureOptions;
import org.farandole.simulator.record.Recording;
import org.farandole.simulator.record.WholeFile;
import org.farandole.simulator.report.Report;
import org.farandole.simulator.report.ReportJson;
import org.farandole.simulator.report.ReportText;
import org.farandole.simulator.report.Summary;
import org.farandole.simulator.scenario.BadInput;
import org.farandole.simulator.scenario.ReplayFile;
import org.farandole.simulator.scenario.Scenario;
import org.farandole.simulator.scenario.ScenarioOptions;
import org.farandole.simulator.watch.Watcher;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs one scenario, and says what it came to. */
@Command(
        name = "simulate",
        description = {
            "Run the ring's agents, or a central scheduler, in virtual time; docs/simulate.md tells the model.",
            "The same options give the same run, byte for byte."
        },
        sortOptions = false,
        usageHelpWidth = 120)
final class SimulateCommand implements Callable<Integer> {

    private static final int OK = 0;
    private static final int FAILED = 1;
    private static final int BAD_INPUT = 2;
    private static final int MOST_SEEDS = 1_000_000;
    private static final int CHECKED_UP_TO_NODES = 1_024;

    private final Supplier<Subject> subject;

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private ScenarioOptions options = new ScenarioOptions();

    @Option(
            names = "--check",
            negatable = true,
            description = "check every invariant after every event (with up to " + CHECKED_UP_TO_NODES + " nodes)")
    private @Nullable Boolean check;

    @Option(
            names = "--seeds",
            paramLabel = "N",
            description = "runs, with this seed and those after it (${DEFAULT-VALUE})")
    private int seeds = 1;

    @Mixin
    private Recording recording = new Recording();

    @Mixin
    private FigureOptions figures = new FigureOptions();

    @Option(names = "--report", paramLabel = "FILE", description = "write the report as JSON")
    private @Nullable Path report;

    @Option(
            names = "--failures",
            paramLabel = "DIR",
            description = "where a failing run under faults is written, to be replayed (the current folder)")
    private Path failures = Path.of("");

    @Mixin
    private ReplayOptions replay = new ReplayOptions();

    /** @param subject what is run; a new one for each run */
    SimulateCommand(Supplier<Subject> subject) {
        this.subject = subject;
    }

    @Override
    public Integer call() throws IOException {
        try {
            Contradictions.check(spec().commandLine().getParseResult());
            if (replay.check(given(spec().options()))) {
                return replay.run(subject.get(), out()) ? OK : FAILED;
            }
            if (seeds < 1 || seeds > MOST_SEEDS) {
                throw new BadInput("--seeds is 1 to " + MOST_SEEDS + ", not " + seeds);
            }
            if (options.seed() > Long.MAX_VALUE - seeds) {
                throw new BadInput("--seed " + options.seed() + " leaves no room for --seeds " + seeds);
            }
            WholeFile.require("--report", report);
            if (!Files.isDirectory(failures.toAbsolutePath())) {
                throw new BadInput("--failures " + failures + " is no folder: give one that exists");
            }
            recording.check(seeds, report);
            figures.check();
            Scenario first = options.scenario(options.seed());
            if (figures.experiment()) {
                return experiment(first);
            }
            return seeds == 1 ? one(first) : many(first);
        } catch (BadInput e) {
            err().println("farandole: " + e.getMessage());
            return BAD_INPUT;
        }
    }

    private boolean checked(Scenario scenario) {
        return check == null ? scenario.nodes().size() <= CHECKED_UP_TO_NODES : check;
    }

    private List<Watcher> watchers(Scenario scenario) {
        return Stream.concat(recording.watching(scenario).stream(), figures.watching(scenario).stream())
                .toList();
    }

    private int experiment(Scenario first) throws BadInput, IOException {
        List<Scenario> bySeed = LongStream.range(first.seed(), first.seed() + seeds)
                .mapToObj(this::again)
                .toList();
        List<Report> reports = figures.run(bySeed, this::unbroken, out()::println);
        write(reports);
        return OK;
    }

    private Report unbroken(Scenario scenario) {
        try (ProgressLine progress = new ProgressLine(err())) {
            SeedRuns.Came came = SeedRuns.one(scenario, checked(scenario), subject.get(), List.of(), progress);
            if (came.report() == null) {
                throw new IllegalStateException("seed " + scenario.seed() + ": "
                        + (came.broken() == null ? "" : came.broken().why()));
            }
            return came.report();
        }
    }

    private int one(Scenario scenario) throws IOException {
        SeedRuns.Came came;
        try (ProgressLine progress = new ProgressLine(err())) {
            came = SeedRuns.one(scenario, checked(scenario), subject.get(), watchers(scenario), progress);
        }
        recording.write();
        figures.draw(scenario.lasts());
        if (came.report() == null) {
            tellBroken(came);
            return FAILED;
        }
        ReportText.of(came.report()).forEach(out()::println);
        write(came.report());
        return OK;
    }

    private int many(Scenario first) throws IOException {
        List<Report> runs = new ArrayList<>();
        List<SeedRuns.Came> broken = new ArrayList<>();
        try (ProgressLine progress = new ProgressLine(err())) {
            SeedRuns.all(first.seed(), seeds, this::again, checked(first), subject, this::watchers, came -> {
                if (came.report() == null) {
                    broken.add(came);
                } else {
                    runs.add(came.report());
                }
                progress.runs(runs.size() + broken.size(), seeds);
            });
        }
        recording.write();
        figures.draw(first.lasts());
        for (SeedRuns.Came came : broken) {
            tellBroken(came);
        }
        Summary summary = Summary.of(
                runs, broken.stream().map(came -> came.scenario().seed()).toList());
        summary.lines().forEach(out()::println);
        write(summary);
        return broken.isEmpty() ? OK : FAILED;
    }

    /** The options were good for the first seed; nothing in them hangs on which it is. */
    private Scenario again(long seed) {
        try {
            return options.scenario(seed);
        } catch (BadInput e) {
            throw new IllegalStateException(e);
        }
    }

    private void tellBroken(SeedRuns.Came came) throws IOException {
        List<OptionSpec> ofRun =
                given(Objects.requireNonNull(spec().mixins().get("options")).options());
        new FailedRun(came, subject).tell(ReplayFile.words(came.scenario(), ofRun), failures, err());
    }

    private List<OptionSpec> given(List<OptionSpec> some) {
        Set<String> names = some.stream().map(OptionSpec::longestName).collect(Collectors.toSet());
        return spec().commandLine().getParseResult().matchedOptions().stream()
                .filter(option -> names.contains(option.longestName()))
                .toList();
    }

    private void write(Object what) throws IOException {
        if (report != null) {
            String json = ReportJson.of(what) + System.lineSeparator();
            WholeFile.write(report, file -> Files.writeString(file, json));
        }
    }

    private CommandSpec spec() {
        return Objects.requireNonNull(spec);
    }

    private PrintWriter out() {
        return spec().commandLine().getOut();
    }

    private PrintWriter err() {
        return spec().commandLine().getErr();
    }
}
