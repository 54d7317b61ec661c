package org.farandole.monitor.sampling;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.farandole.contracts.node.NodeDescription;
import org.farandole.contracts.node.NodeEvent;
import org.farandole.contracts.vm.VmEvent;
import org.farandole.monitor.MonitorConfig;
import org.farandole.monitor.sampling.Watch.Health;
import org.jboss.logging.Logger;

/** The samplers of this process, on virtual threads. Thread-safe. */
@ApplicationScoped
public class Sampling {

    private static final Logger LOG = Logger.getLogger(Sampling.class);

    private final Samples samples;
    private final Pace pace;
    private final NodeMeters meters;
    private final Counter wakeups;
    private final ExecutorService calls = Executors.newVirtualThreadPerTaskExecutor();
    private final WallTimeline timeline = new WallTimeline(calls);
    private final SampledNodes nodes;

    Sampling(MonitorConfig config, PublishedSamples samples, Loads loads, MeterRegistry registry) {
        this.samples = samples;
        this.pace = new Pace(
                config.period(),
                Duration.ofSeconds(1).dividedBy(config.atMostASecond()),
                config.timeout(),
                config.failures(),
                config.probe());
        this.meters = new NodeMeters(registry, loads);
        this.wakeups = Counter.builder("farandole.watch.wakeups")
                .description("Samples asked for by a change of load")
                .register(registry);
        this.nodes = new SampledNodes(Ownership.share(config.replica(), config.replicas()), this::begin);
    }

    /** @param partition of {@code node.events}, where it was read */
    public void on(NodeEvent event, int partition) {
        nodes.on(event, partition);
    }

    /** A migration that is over changed two nodes. */
    public void on(VmEvent event) {
        if (event instanceof VmEvent.Migrated migrated) {
            nodes.changed(migrated.source());
            nodes.changed(migrated.node());
        }
    }

    /** What was written before this process began has been read: sampling begins. */
    public void pastIsRead() {
        nodes.pastIsRead();
    }

    /** Says of what is open that nobody watches it any more. */
    public void close() {
        nodes.close();
        timeline.close();
        calls.shutdown();
        try {
            if (!calls.awaitTermination(1, TimeUnit.SECONDS)) {
                calls.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private SampledNodes.SampledNode begin(NodeDescription description, Health health) {
        LOG.infof(
                "sampling nodeId=%s slot=%d hypervisor=%s",
                description.name(), description.slot(), description.hypervisor());
        meters.add(description.name(), description.key().site());
        HypervisorConnection connection = HypervisorConnection.to(description);
        NodeSampler sampler = new NodeSampler(
                description.name(),
                description.slot(),
                connection,
                health,
                pace,
                timeline,
                InstantSource.system(),
                calls,
                samples);
        calls.execute(() -> connection.watch(() -> wake(sampler)));
        return new Connected(sampler, connection);
    }

    private void wake(NodeSampler sampler) {
        wakeups.increment();
        sampler.changed();
    }

    private final class Connected implements SampledNodes.SampledNode {

        private final NodeSampler sampler;
        private final HypervisorConnection connection;

        private Connected(NodeSampler sampler, HypervisorConnection connection) {
            this.sampler = sampler;
            this.connection = connection;
        }

        @Override
        public void changed() {
            sampler.changed();
        }

        /** The connection is closed by a thread of its own, as it may block. */
        @Override
        public void close() {
            sampler.close();
            meters.remove(connection.node());
            calls.execute(connection::close);
        }
    }
}
