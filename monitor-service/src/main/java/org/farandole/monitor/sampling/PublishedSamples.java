package org.farandole.monitor.sampling;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.farandole.contracts.monitor.Sample;
import org.farandole.contracts.node.NodeEvent;
import org.farandole.contracts.node.NodeName;
import org.farandole.contracts.topic.Topics;
import org.farandole.messaging.Sender;
import org.farandole.monitor.violation.Violations;
import org.jboss.logging.Logger;

/** Sends samples to the partition of the node's ring slot, and what a node's silence means to {@code node.events}. */
@ApplicationScoped
public class PublishedSamples implements Samples {

    private static final Logger LOG = Logger.getLogger(PublishedSamples.class);

    private final Sender sender;
    private final Violations violations;
    private final Loads loads;
    private final Timer answers;
    private final Counter sent;
    private final Counter failures;
    private final Set<NodeName> lost = ConcurrentHashMap.newKeySet();

    PublishedSamples(Sender sender, Violations violations, Loads loads, MeterRegistry meters) {
        this.sender = sender;
        this.violations = violations;
        this.loads = loads;
        this.answers = Timer.builder("farandole.sampling")
                .description("How long hypervisors took to answer")
                .register(meters);
        this.sent = Counter.builder("farandole.samples.sent").register(meters);
        this.failures = Counter.builder("farandole.sampling.failures")
                .description("Calls to hypervisors that failed or ran out of time")
                .register(meters);
        Gauge.builder("farandole.nodes.lost", lost, Set::size).register(meters);
    }

    @Override
    public void sampled(Sample sample, Duration took) {
        answers.record(took);
        loads.put(sample);
        guarded(sample.node(), () -> {
            violations.sampled(sample);
            report(
                    sample.node(),
                    sender.send(Topics.SAMPLES, sample.node().value(), Topics.ringPartition(sample.slot()), sample));
            sent.increment();
        });
    }

    @Override
    public void failed(NodeName node, String cause) {
        failures.increment();
        LOG.debugf("no sample nodeId=%s cause=%s", node, cause);
    }

    @Override
    public void lost(NodeName node, String cause) {
        lost.add(node);
        loads.remove(node);
        LOG.warnf("node lost nodeId=%s cause=%s", node, cause);
        guarded(node, () -> {
            violations.unwatched(node);
            report(node, sender.send(Topics.NODE_EVENTS, node.value(), new NodeEvent.Lost(node, cause)));
        });
    }

    @Override
    public void back(NodeName node) {
        lost.remove(node);
        LOG.infof("node back nodeId=%s", node);
        guarded(node, () -> report(node, sender.send(Topics.NODE_EVENTS, node.value(), new NodeEvent.Back(node))));
    }

    @Override
    public void ended(NodeName node) {
        lost.remove(node);
        loads.remove(node);
        guarded(node, () -> violations.unwatched(node));
    }

    /** A broker that is away is not the node's fault. */
    private static void guarded(NodeName node, Runnable sending) {
        try {
            sending.run();
        } catch (RuntimeException e) {
            LOG.errorf("not sent nodeId=%s cause=%s", node, e.getMessage());
        }
    }

    private static void report(NodeName node, CompletionStage<?> sending) {
        sending.whenComplete((_, failure) -> {
            if (failure != null) {
                LOG.errorf("not sent nodeId=%s cause=%s", node, failure.getMessage());
            }
        });
    }
}
