package org.farandole.simulator;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import org.farandole.hypervisor.HypervisorException;
import org.farandole.simulator.check.BrokenInvariant;
import org.farandole.simulator.report.Report;
import org.farandole.simulator.scenario.Scenario;
import org.farandole.simulator.watch.Watcher;
import org.jspecify.annotations.Nullable;

/** Runs of many seeds, as many at once as there are processors. Each run is one thread's own. */
final class SeedRuns {

    /** What became of a seed's run. @param broken none: all went well */
    record Came(
            Scenario scenario,
            @Nullable Report report,
            @Nullable Broken broken) {}

    /**
     * What a run stopped at.
     *
     * @param cause a broken invariant, as a rule
     * @param at by every clock
     * @param traceHash of all that had happened by then
     */
    record Broken(RuntimeException cause, Instant at, String traceHash) {

        /** In one line. */
        String why() {
            String said = cause instanceof BrokenInvariant ? String.valueOf(cause.getMessage()) : String.valueOf(cause);
            return said.replaceAll("\\s+", " ");
        }

        /** Its number, or the kind of the exception. */
        String invariant() {
            return why().split("[: ]", 2)[0];
        }
    }

    /** Told after each run, on the caller's thread, in the order of the seeds. */
    @FunctionalInterface
    interface Listener {
        void came(Came run);
    }

    private SeedRuns() {}

    /** Runs a scenario, whatever becomes of it. */
    static Came one(
            Scenario scenario, boolean check, Subject subject, List<Watcher> watchers, Simulation.Progress progress) {
        Simulation run;
        try {
            run = new Simulation(scenario, check, subject, watchers);
        } catch (HypervisorException e) {
            return new Came(scenario, null, new Broken(new IllegalStateException(e), Simulation.LOAD_BEGINS, ""));
        }
        try {
            return new Came(scenario, run.run(progress), null);
        } catch (RuntimeException e) {
            return new Came(scenario, null, new Broken(e, run.now(), run.traceHash()));
        }
    }

    /**
     * Only a few runs wait to be told at any time.
     *
     * @param subject a new one for each run
     * @param watchers those of each run; they are its thread's own
     */
    static void all(
            long first,
            int seeds,
            LongFunction<Scenario> scenarios,
            boolean check,
            Supplier<Subject> subject,
            Function<Scenario, List<Watcher>> watchers,
            Listener listener) {
        int atOnce = Runtime.getRuntime().availableProcessors();
        try (ExecutorService threads = Executors.newFixedThreadPool(atOnce)) {
            Queue<Future<Came>> under = new ArrayDeque<>();
            for (int i = 0; i < seeds; i++) {
                long seed = first + i;
                under.add(threads.submit(() -> {
                    Scenario scenario = scenarios.apply(seed);
                    return one(scenario, check, subject.get(), watchers.apply(scenario), Simulation.Progress.NONE);
                }));
                if (under.size() > 2 * atOnce) {
                    listener.came(under.remove().get());
                }
            }
            while (!under.isEmpty()) {
                listener.came(under.remove().get());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }
}
