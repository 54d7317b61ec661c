package org.farandole.monitor;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.farandole.contracts.dvms.IspEvent;
import org.farandole.contracts.dvms.Member;
import org.farandole.contracts.json.Json;
import org.farandole.contracts.json.UnreadableMessage;
import org.farandole.contracts.monitor.ViolationEvent;
import org.farandole.contracts.node.NodeEvent;
import org.farandole.contracts.topic.Topics;
import org.farandole.contracts.vm.VmEvent;
import org.farandole.monitor.intake.Readings;
import org.farandole.monitor.live.LiveView;
import org.farandole.monitor.sampling.Loads;
import org.farandole.monitor.sampling.Sampling;
import org.farandole.monitor.violation.ViolationLog;

/** Takes what the platform says of itself to whom it concerns here. */
@ApplicationScoped
public class Platform implements Readings {

    private final Sampling sampling;
    private final ViolationLog violations;
    private final LiveView view;

    Platform(Sampling sampling, ViolationLog violations, LiveView view) {
        this.sampling = sampling;
        this.violations = violations;
        this.view = view;
    }

    @Override
    public Set<String> topics() {
        return Set.of(Topics.NODE_EVENTS, Topics.VM_EVENTS, Topics.PARTITIONS, Topics.MEMBERS, Topics.VIOLATIONS);
    }

    @Override
    public void take(ConsumerRecord<String, byte[]> message) {
        if (message.value() == null) {
            return;
        }
        Instant written = Instant.ofEpochMilli(message.timestamp());
        switch (message.topic()) {
            case Topics.NODE_EVENTS -> {
                NodeEvent event = Json.read(message.value(), NodeEvent.class);
                view.on(event);
                sampling.on(event, message.partition());
            }
            case Topics.VM_EVENTS -> {
                VmEvent event = Json.read(message.value(), VmEvent.class);
                view.on(event);
                sampling.on(event);
            }
            case Topics.PARTITIONS -> view.on(Json.read(message.value(), IspEvent.class), written);
            case Topics.MEMBERS -> view.on(Json.read(message.value(), Member.class));
            case Topics.VIOLATIONS -> {
                violations.on(Json.read(message.value(), ViolationEvent.class), written);
                view.touch();
            }
            default -> throw new UnreadableMessage("topic " + message.topic() + " is not for the monitor", null);
        }
    }

    @Override
    public void pastIsRead() {
        sampling.pastIsRead();
    }

    /** What several parts read and write: each is thread-safe and knows nothing of the container. */
    static final class Parts {

        @Produces
        @Singleton
        Loads loads() {
            return new Loads();
        }

        @Produces
        @Singleton
        ViolationLog violationLog() {
            return new ViolationLog();
        }

        @Produces
        @Singleton
        LiveView liveView(Loads loads, ViolationLog violations) {
            return new LiveView(loads, violations);
        }
    }
}
