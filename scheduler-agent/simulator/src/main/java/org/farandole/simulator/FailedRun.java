package org.farandole.simulator;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.farandole.simulator.scenario.Fault;
import org.farandole.simulator.scenario.ReplayFile;
import org.farandole.simulator.scenario.Scenario;

/**
 * A run that broke an invariant.
 *
 * @param subject what was run; a new one for each run
 */
record FailedRun(SeedRuns.Came came, Supplier<Subject> subject) {

    private static final int SHRINKING_RUNS = 100;
    private static final int LONGEST_WORDS = 400;

    /** Says which seed, what broke, and, of a run under faults, with which of them it still does, in which file. */
    void tell(List<String> options, Path folder, PrintWriter err) throws IOException {
        Scenario scenario = came.scenario();
        SeedRuns.Broken broken = Objects.requireNonNull(came.broken(), "it failed");
        err.println("farandole: seed " + scenario.seed() + ": " + brief(broken.why()));
        if (scenario.calm() != null) {
            SeedRuns.Came least = smallest(scenario.calm());
            SeedRuns.Broken still = Objects.requireNonNull(least.broken(), "it still fails");
            Path file = folder.resolve("simulate-seed-" + scenario.seed() + ".scenario");
            ReplayFile head = new ReplayFile(options, still.why(), still.traceHash());
            Files.write(file, head.lines(least.scenario()));
            err.println("farandole: " + least.scenario().faults().size() + " of "
                    + scenario.faults().size() + " faults suffice; they are in " + file
                    + ". Step by step: ./farandole simulate --replay " + file);
        }
    }

    /** The run under the fewest of its faults that break the same invariant. */
    SeedRuns.Came smallest(Duration calm) {
        Scenario scenario = came.scenario();
        String invariant = Objects.requireNonNull(came.broken(), "it failed").invariant();
        List<Fault> least = Shrinking.smallest(
                scenario.faults(),
                faults -> {
                    SeedRuns.Broken broken = under(faults, calm).broken();
                    return broken != null && broken.invariant().equals(invariant);
                },
                SHRINKING_RUNS);
        return under(least, calm);
    }

    private SeedRuns.Came under(List<Fault> faults, Duration calm) {
        Scenario some = came.scenario().under(faults, calm);
        return SeedRuns.one(some, true, subject.get(), List.of(), Simulation.Progress.NONE);
    }

    private static String brief(String why) {
        return why.length() <= LONGEST_WORDS ? why : why.substring(0, LONGEST_WORDS) + " …";
    }
}
