package org.farandole.agent.solving;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.farandole.agent.AgentConfig;
import org.farandole.contracts.dvms.IspId;
import org.farandole.dvms.Effect.SolveLocally;
import org.farandole.messaging.Speed;
import org.farandole.solving.Foresight;
import org.farandole.solving.PartitionSolver;
import org.farandole.solving.Solution;
import org.farandole.solving.SolveInput;
import org.farandole.solving.SolveTerms;
import org.farandole.solving.WarmUp;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The threads on which partitions are solved. A later solve of an ISP makes one void that still waits for its turn. */
@ApplicationScoped
class Solvers implements Solving {

    private static final Logger LOG = Logger.getLogger(Solvers.class);

    private final AgentConfig config;
    private final Speed speed;
    private final Learning learning;
    private final Clock clock = Clock.systemUTC();
    private final PartitionSolver solver = new PartitionSolver(System::nanoTime);
    private final Timer time;
    private final ExecutorService threads;
    private final AtomicLong tickets = new AtomicLong();
    private final ConcurrentMap<IspId, Long> latest = new ConcurrentHashMap<>();

    Solvers(AgentConfig config, Speed speed, Learning learning, MeterRegistry metrics) {
        this.config = config;
        this.speed = speed;
        this.learning = learning;
        time = Timer.builder("farandole.agent.solve")
                .description("Time to solve a partition")
                .publishPercentiles(0.5, 0.99)
                .register(metrics);
        threads = Executors.newFixedThreadPool(
                config.solverThreads(),
                Thread.ofPlatform().daemon().name("solver-", 0).factory());
    }

    void warmUp(@Observes StartupEvent start) {
        threads.execute(() -> WarmUp.of(solver, config.warmUpRounds()));
    }

    @Override
    public void solve(SolveLocally wanted, Consumer<Solution> answer) {
        long ticket = tickets.incrementAndGet();
        latest.put(wanted.isp(), ticket);
        threads.execute(() -> {
            try {
                run(wanted, ticket, answer);
            } catch (RuntimeException e) {
                LOG.errorf(e, "A solve broke off: ispId=%s round=%d", wanted.isp(), wanted.round());
            }
        });
    }

    private void run(SolveLocally wanted, long ticket, Consumer<Solution> answer) {
        if (superseded(wanted.isp(), ticket)) {
            return;
        }
        Solution solution = time.record(() ->
                solver.solve(wanted.isp(), wanted.round(), input(wanted), () -> superseded(wanted.isp(), ticket)));
        if (latest.remove(wanted.isp(), ticket) && solution != null) {
            answer.accept(solution);
        }
    }

    private boolean superseded(IspId isp, long ticket) {
        return !Long.valueOf(ticket).equals(latest.get(isp));
    }

    private SolveInput input(SolveLocally wanted) {
        return new SolveInput(
                wanted.priority().problem(),
                wanted.states(),
                clock.instant(),
                speed.toWall(config.coolDown()),
                31 * wanted.round() + wanted.isp().toString().hashCode(),
                config.solveSearchNodes(),
                config.solveBudget(),
                SolveTerms.USUAL
                        .leavingOverloadsBelow(config.leastGainPermille())
                        .parallel(config.migrationsPerNode(), config.migrationsPerLink())
                        .lookingAhead(foresight()),
                learning.about(wanted.states()));
    }

    private @Nullable Foresight foresight() {
        return config.foresight() || config.headroomPercent() > 0
                ? Foresight.USUAL.keepingFree(config.headroomPercent())
                : null;
    }

    @PreDestroy
    void close() {
        threads.shutdownNow();
    }
}
