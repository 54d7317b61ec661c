package org.farandole.agent.ring;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.farandole.contracts.dvms.Decision;
import org.farandole.contracts.dvms.IspEvent;
import org.farandole.contracts.dvms.Member;
import org.farandole.contracts.dvms.RingMail;
import org.farandole.contracts.node.NodeCommand;
import org.farandole.contracts.topic.Topics;
import org.farandole.messaging.Sender;
import org.jboss.logging.Logger;

/** The post, by topics. */
@ApplicationScoped
class TopicPost implements Post {

    private static final Logger LOG = Logger.getLogger(TopicPost.class);

    private final Sender sender;
    private final Counter lost;
    private final Counter deadLetters;
    private final Set<CompletableFuture<?>> underWay = ConcurrentHashMap.newKeySet();

    TopicPost(Sender sender, MeterRegistry metrics) {
        this.sender = sender;
        lost = metrics.counter("farandole.agent.unsent");
        deadLetters = metrics.counter("farandole.agent.dead.letters");
    }

    @Override
    public void mail(RingMail mail) {
        watch(
                sender.send(Topics.RING, Integer.toString(mail.slot()), Topics.ringPartition(mail.slot()), mail),
                "mail to nodeId=" + mail.to());
    }

    @Override
    public void decide(Decision decision) {
        watch(sender.send(Topics.DECISIONS, decision.key(), decision), "a decision of " + decision.key());
    }

    @Override
    public void report(IspEvent event) {
        watch(sender.send(Topics.PARTITIONS, event.isp().toString(), event), "a report of ispId=" + event.isp());
    }

    @Override
    public void command(NodeCommand command) {
        watch(
                sender.send(Topics.NODE_COMMANDS, command.node().value(), command),
                "a command to nodeId=" + command.node());
    }

    @Override
    public CompletionStage<Long> announce(Member member) {
        String node = member.position().node().value();
        return watch(sender.send(Topics.MEMBERS, node, member), "the membership of nodeId=" + node)
                .thenApply(RecordMetadata::offset);
    }

    @Override
    public void deadLetter(Origin origin, String cause) {
        LOG.warnf(
                "To the dead-letter topic: topic=%s partition=%d offset=%d: %s",
                origin.topic(), origin.partition(), origin.offset(), cause);
        deadLetters.increment();
        watch(
                sender.deadLetter(
                        origin.topic(), origin.partition(), origin.offset(), origin.key(), origin.body(), cause),
                "a dead letter of " + origin.topic());
    }

    @Override
    public CompletionStage<Void> sent() {
        return CompletableFuture.allOf(underWay.toArray(CompletableFuture[]::new))
                .exceptionally(_ -> null);
    }

    private CompletionStage<RecordMetadata> watch(CompletionStage<RecordMetadata> sending, String what) {
        CompletableFuture<RecordMetadata> future = sending.toCompletableFuture();
        underWay.add(future);
        return future.whenComplete((_, failure) -> {
            underWay.remove(future);
            if (failure != null) {
                lost.increment();
                LOG.warnf("Not sent: %s: %s", what, failure.getMessage());
            }
        });
    }
}
