package org.farandole.provisioner.deployment;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.BeforeDestroyed;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import org.farandole.contracts.node.NodeEvent;
import org.farandole.messaging.Speed;
import org.farandole.provisioner.ProvisionerSettings;
import org.farandole.provisioner.deployer.NodeDeployers;
import org.farandole.provisioner.lifecycle.Decision;
import org.farandole.provisioner.lifecycle.NodeDeployment;
import org.farandole.provisioner.lifecycle.NodeEffect.Announce;
import org.farandole.provisioner.lifecycle.NodeEffect.Make;
import org.farandole.provisioner.lifecycle.NodeInput;
import org.farandole.provisioner.lifecycle.NodeState.Released;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Carries deployments out: writes what changes, makes the calls that follow, and writes their results. At start it makes
 * the calls of every unfinished deployment anew. Thread-safe.
 */
@ApplicationScoped
public class Provisioner {

    private static final Logger LOG = Logger.getLogger(Provisioner.class);
    private static final Duration WRITE_AGAIN = Duration.ofSeconds(1);
    private static final Duration LONGEST_STOP = Duration.ofSeconds(5);

    private final Deployments deployments;
    private final ProvisionerSettings settings;
    private final NodeCalls calls;
    private volatile @Nullable Running running;

    Provisioner(
            Deployments deployments,
            NodeDeployers deployers,
            Tenancies tenancies,
            ProvisionerSettings settings,
            Speed speed,
            MeterRegistry meters) {
        this.deployments = deployments;
        this.settings = settings;
        this.calls = new NodeCalls(deployers, tenancies, settings, speed, meters);
    }

    /** Before the channels open, so that what they bring finds a journal. */
    void start(@Observes @Priority(2) StartupEvent event) {
        start();
    }

    /** After the channels are closed (50), so that none hands over what would be refused. */
    void stop(@Observes @Priority(100) @BeforeDestroyed(ApplicationScoped.class) Object event) {
        stop();
    }

    /** Whether what is handed over is written: false once stopped, and after an error that ended the writer. */
    public boolean writes() {
        Running now = running;
        return now != null && now.journal.writes();
    }

    /** Resumes what the tables say is unfinished. */
    void start() {
        Running begun = new Running();
        running = begun;
        List<Decision> resumed = begun.journal.submit(new Change.Resume()).join();
        long calledAnew = resumed.stream()
                .filter(decision -> !decision.effects().isEmpty())
                .count();
        if (calledAnew > 0) {
            LOG.infof("Resumed the deployment of %d nodes", calledAnew);
        }
    }

    /** Leaves every deployment where it is stored; calls under way are interrupted and their results not written. */
    void stop() {
        Running ending = running;
        running = null;
        if (ending != null) {
            ending.close();
        }
    }

    /**
     * Returns once the change is committed; the calls that follow from it are under way then.
     *
     * @return a decision for each deployment concerned
     * @throws IllegalStateException while the service is stopped
     */
    public List<Decision> carryOut(Change change) {
        Running now = running;
        if (now == null) {
            throw new IllegalStateException("The provisioner is stopped");
        }
        try {
            return now.journal.submit(change).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    /** From a start to a stop. */
    private final class Running {

        private final Window window = new Window(settings.window(), settings.rebootWindow());
        private final Map<NodeKey, NodeLane> lanes = new ConcurrentHashMap<>();
        private final Journal journal = new Journal(deployments::apply, this::follow);
        private volatile boolean closed;

        private void follow(Decision decision) {
            NodeDeployment deployment = decision.next();
            NodeKey key = NodeKey.of(deployment.reservation(), deployment.name());
            for (var effect : decision.effects()) {
                switch (effect) {
                    case Announce(NodeEvent event) -> Words.of(event).ifPresent(LOG::info);
                    case Make(long ticket, var call) -> {
                        if (!closed) {
                            lanes.computeIfAbsent(key, this::lane).offer(ticket, calls.work(deployment, ticket, call));
                        }
                    }
                }
            }
            if (deployment.state() instanceof Released) {
                lanes.remove(key);
            }
        }

        private NodeLane lane(NodeKey key) {
            return new NodeLane("node-" + key.node(), window.place(), input -> report(key, input));
        }

        /** A result is kept until it could be written: a database that is away is no reason to lose a step. */
        private void report(NodeKey key, NodeInput input) {
            while (!closed) {
                try {
                    journal.submit(new Change.Tell(key, input)).join();
                    return;
                } catch (CompletionException e) {
                    if (!closed) {
                        LOG.warnf(
                                "nodeId=%s a result could not be stored, again in a second: %s",
                                key.node(), e.getMessage());
                        pause();
                    }
                }
            }
        }

        private void pause() {
            try {
                Thread.sleep(WRITE_AGAIN);
            } catch (InterruptedException e) {
                // Only a stop interrupts here, and the loop looks for that.
                Thread.currentThread().interrupt();
            }
        }

        private void close() {
            closed = true;
            List<NodeLane> ending = List.copyOf(lanes.values());
            ending.forEach(NodeLane::close);
            journal.close();
            long end = System.nanoTime() + LONGEST_STOP.toNanos();
            try {
                for (NodeLane lane : ending) {
                    lane.awaitEnd(Duration.ofNanos(Math.max(1, end - System.nanoTime())));
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
