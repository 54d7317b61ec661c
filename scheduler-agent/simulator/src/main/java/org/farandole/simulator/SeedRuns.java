package org.farandole.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongFunction;
import org.farandole.dvms.Agent;
import org.farandole.hypervisor.HypervisorException;
import org.farandole.simulator.report.Report;
import org.farandole.simulator.ring.Behaviour;
import org.farandole.simulator.scenario.Scenario;
import org.jspecify.annotations.Nullable;

/** Runs of many seeds, as many at once as there are processors. Each run is one thread's own. */
final class SeedRuns {

    /** What became of a seed's run. @param broken none: all went well */
    record Came(
            Scenario scenario,
            @Nullable Report report,
            @Nullable RuntimeException broken) {}

    /** Told after each run, on the caller's thread, in the order of the seeds. */
    @FunctionalInterface
    interface Listener {
        void came(Came run);
    }

    private SeedRuns() {}

    /** Runs a scenario, whatever becomes of it. */
    static Came one(Scenario scenario, boolean check, Behaviour behaviour, Simulation.Progress progress) {
        try {
            return new Came(scenario, new Simulation(scenario, check, behaviour, List.of()).run(progress), null);
        } catch (HypervisorException e) {
            return new Came(scenario, null, new IllegalStateException(e));
        } catch (RuntimeException e) {
            return new Came(scenario, null, e);
        }
    }

    static List<Came> all(long first, int seeds, LongFunction<Scenario> scenarios, boolean check, Listener listener) {
        List<Came> came = new ArrayList<>();
        try (ExecutorService threads =
                Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors())) {
            List<Future<Came>> runs = new ArrayList<>();
            for (int i = 0; i < seeds; i++) {
                long seed = first + i;
                runs.add(threads.submit(() -> one(scenarios.apply(seed), check, Agent::on, Simulation.Progress.NONE)));
            }
            for (Future<Came> run : runs) {
                came.add(run.get());
                listener.came(came.getLast());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
        return came;
    }
}
