package org.farandole.monitor.violation;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.farandole.contracts.monitor.Sample;
import org.farandole.contracts.monitor.ViolationEvent;
import org.farandole.contracts.node.NodeName;
import org.farandole.contracts.topic.Topics;
import org.farandole.messaging.Sender;
import org.jboss.logging.Logger;

/**
 * Tells {@code monitor.violations} when a violation of a node that is sampled here begins and ends. Thread-safe; calls about
 * one node come one after the other.
 */
@ApplicationScoped
public class Violations {

    private static final Logger LOG = Logger.getLogger(Violations.class);

    private final Sender sender;
    private final ViolationLog log;
    private final Counter begun;
    private final Counter seconds;
    private final Map<NodeName, Violation> states = new ConcurrentHashMap<>();

    Violations(Sender sender, ViolationLog log, MeterRegistry meters) {
        this.sender = sender;
        this.log = log;
        this.begun = Counter.builder("farandole.violations")
                .description("Violations that began")
                .register(meters);
        this.seconds = Counter.builder("farandole.violation.seconds")
                .description("Seconds of violation of those that ended, in the nodes' time")
                .register(meters);
        Gauge.builder("farandole.violations.now", states, Violations::countOpen)
                .description("Nodes in violation")
                .register(meters);
    }

    public void sampled(Sample sample) {
        take(sample.node(), new Violation.Input.Sampled(sample));
    }

    /** Nobody will sample the node, for now or for good. */
    public void unwatched(NodeName node) {
        take(node, new Violation.Input.Unwatched());
    }

    private void take(NodeName node, Violation.Input input) {
        Violation before = states.computeIfAbsent(node, this::whatItWasLeftIn);
        Violation.Step step = Violation.decide(node, before, input);
        states.put(node, step.next());
        step.events().forEach(this::tell);
    }

    /** A monitor that is no more may have left one open. */
    private Violation whatItWasLeftIn(NodeName node) {
        return log.openOn(node)
                .<Violation>map(began -> Violation.Open.takenUp(began.at()))
                .orElseGet(Violation.None::new);
    }

    private void tell(ViolationEvent event) {
        switch (event) {
            case ViolationEvent.Began began -> {
                begun.increment();
                LOG.infof("violation began nodeId=%s demand='%s'", began.node(), began.inWords());
            }
            case ViolationEvent.Ended ended -> {
                seconds.increment(ended.lasted().toMillis() / 1000.0);
                LOG.infof(
                        "violation ended nodeId=%s lasted=%s vms=%d cause=%s",
                        ended.node(), ended.lasted(), ended.vmsHurt(), ended.cause());
            }
        }
        sender.send(Topics.VIOLATIONS, event.node().value(), event).whenComplete((_, failure) -> {
            if (failure != null) {
                LOG.errorf("violation not told nodeId=%s cause=%s", event.node(), failure.getMessage());
            }
        });
    }

    private static double countOpen(Map<NodeName, Violation> states) {
        return states.values().stream().filter(Violation.Open.class::isInstance).count();
    }
}
