package org.farandole.agent.ring;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.farandole.agent.AgentConfig;
import org.farandole.agent.hosting.Hosting;
import org.farandole.agent.solving.MigrationsChannel;
import org.farandole.contracts.node.NodeDescription;
import org.farandole.contracts.topic.Topics;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * All that a pinned process reads, with one consumer, of no group, on one thread: what every process reads whole, from the
 * start, and then the one inbox and the samples of its node's slot, from their present end. A consumer that cannot go on ends the
 * process: whoever supervises it starts it anew.
 */
@ApplicationScoped
class PinnedReader {

    private static final Logger LOG = Logger.getLogger(PinnedReader.class);

    private static final Set<String> KNOWLEDGE = Set.of(Topics.NODE_EVENTS, Topics.MEMBERS, Topics.MODE);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);
    private static final int BROKEN = 1;

    private final AgentConfig config;
    private final String bootstrapServers;
    private final Hosting hosting;
    private final CatchUp catchUp;
    private final KnowledgeChannel knowledge;
    private final MigrationsChannel migrations;
    private final InboxChannel inbox;

    private @Nullable KafkaConsumer<String, byte[]> consumer;
    private @Nullable Thread thread;

    PinnedReader(
            AgentConfig config,
            @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrapServers,
            Hosting hosting,
            @Identifier("knowledge") CatchUp catchUp,
            KnowledgeChannel knowledge,
            MigrationsChannel migrations,
            InboxChannel inbox) {
        this.config = config;
        this.bootstrapServers = bootstrapServers;
        this.hosting = hosting;
        this.catchUp = catchUp;
        this.knowledge = knowledge;
        this.migrations = migrations;
        this.inbox = inbox;
    }

    void start(@Observes StartupEvent start) {
        if (config.node().isPresent()) {
            KafkaConsumer<String, byte[]> reading = new KafkaConsumer<>(
                    Map.of(
                            "bootstrap.servers",
                            bootstrapServers,
                            "enable.auto.commit",
                            false,
                            "auto.offset.reset",
                            "none",
                            "fetch.max.wait.ms",
                            (int) LONGEST_WAIT.toMillis()),
                    new StringDeserializer(),
                    new ByteArrayDeserializer());
            consumer = reading;
            thread = Thread.ofPlatform().name("reader").start(() -> readOrEnd(reading));
        }
    }

    private void readOrEnd(KafkaConsumer<String, byte[]> reading) {
        try (reading) {
            read(reading);
        } catch (WakeupException e) {
            LOG.debug("Nothing is read any more", e);
        } catch (RuntimeException e) {
            LOG.errorf(e, "The topics cannot be read on: this process ends");
            Quarkus.asyncExit(BROKEN);
        }
    }

    private void read(Consumer<String, byte[]> reading) {
        List<TopicPartition> whole = partitionsOf(
                reading,
                Stream.concat(KNOWLEDGE.stream(), Stream.of(Topics.VM_EVENTS)).toList());
        reading.assign(whole);
        reading.seekToBeginning(whole);
        catchUp.onPartitionsAssigned(
                reading,
                whole.stream()
                        .filter(partition -> KNOWLEDGE.contains(partition.topic()))
                        .toList());
        NodeDescription own = null;
        while (own == null) {
            handOn(reading.poll(LONGEST_WAIT), null);
            own = hosting.ownNode();
        }
        addInbox(reading, whole, own);
        while (true) {
            handOn(reading.poll(LONGEST_WAIT), own);
        }
    }

    /** Where reading begins is settled before the agent asks a question, or it would miss the answer. */
    private void addInbox(Consumer<String, byte[]> reading, List<TopicPartition> whole, NodeDescription own) {
        int partition = Topics.ringPartition(own.slot());
        List<TopicPartition> inboxes =
                List.of(new TopicPartition(Topics.RING, partition), new TopicPartition(Topics.SAMPLES, partition));
        List<TopicPartition> all = new ArrayList<>(whole);
        all.addAll(inboxes);
        reading.assign(all);
        reading.seekToEnd(inboxes);
        inboxes.forEach(reading::position);
        LOG.infof("Pinned: nodeId=%s slot=%d partition=%d", own.name(), own.slot(), partition);
        hosting.assigned(Set.of(partition));
    }

    /** Mail and samples of other nodes of the partition are other processes': they are not even decoded. */
    private void handOn(ConsumerRecords<String, byte[]> records, @Nullable NodeDescription own) {
        if (records.isEmpty()) {
            return;
        }
        KNOWLEDGE.forEach(topic -> knowledge.read(records.records(topic)));
        migrations.read(records.records(Topics.VM_EVENTS));
        if (own != null) {
            inbox.read(records.records(Topics.RING), Integer.toString(own.slot()));
            inbox.read(records.records(Topics.SAMPLES), own.name().value());
        }
    }

    private static List<TopicPartition> partitionsOf(Consumer<?, ?> reading, List<String> topics) {
        return topics.stream()
                .flatMap(topic -> reading.partitionsFor(topic).stream())
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
    }

    /** The agent is given back first, with what it still has to hear. */
    @PreDestroy
    void close() throws InterruptedException {
        if (consumer != null && thread != null) {
            consumer.wakeup();
            thread.join(LONGEST_WAIT.plusSeconds(2).toMillis());
        }
    }
}
