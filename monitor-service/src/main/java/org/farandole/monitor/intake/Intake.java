package org.farandole.monitor.intake;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.farandole.messaging.Sender;
import org.jboss.logging.Logger;

/**
 * Reads whole topics on a thread of its own, from their beginning, for ever. It belongs to no group and commits nothing: each
 * start reads all of it again. One consumer for all topics tells exactly when the past has been read.
 */
public final class Intake implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Intake.class);
    private static final Duration POLL = Duration.ofMillis(500);

    private final KafkaConsumer<String, byte[]> consumer;
    private final Readings readings;
    private final Sender sender;
    private final CompletableFuture<Void> past = new CompletableFuture<>();
    private final Thread thread = Thread.ofPlatform().name("intake").daemon().unstarted(this::run);
    private volatile boolean ending;

    public Intake(String bootstrapServers, Readings readings, Sender sender) {
        this.readings = readings;
        this.sender = sender;
        this.consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "earliest",
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false,
                        ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                        false,
                        ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
                        100),
                new StringDeserializer(),
                new ByteArrayDeserializer());
    }

    public void start() {
        thread.start();
    }

    /** Whether all that was there at the start has been taken. */
    public boolean pastRead() {
        return past.isDone();
    }

    @Override
    public void close() {
        ending = true;
        consumer.wakeup();
        try {
            thread.join(Duration.ofSeconds(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try (consumer) {
            Map<TopicPartition, Long> ends = assignAll();
            while (!ending) {
                poll();
                if (!pastRead() && reached(ends)) {
                    readings.pastIsRead();
                    past.complete(null);
                }
            }
        } catch (WakeupException e) {
            LOG.debug("intake closed");
        }
    }

    private Map<TopicPartition, Long> assignAll() {
        while (true) {
            try {
                List<TopicPartition> partitions = readings.topics().stream()
                        .flatMap(topic -> consumer.partitionsFor(topic).stream())
                        .map(info -> new TopicPartition(info.topic(), info.partition()))
                        .toList();
                consumer.assign(partitions);
                consumer.seekToBeginning(partitions);
                return consumer.endOffsets(partitions);
            } catch (WakeupException e) {
                throw e;
            } catch (KafkaException e) {
                LOG.warnf("topics not read yet, trying again: %s", e.getMessage());
            }
        }
    }

    private void poll() {
        try {
            consumer.poll(POLL).forEach(this::take);
        } catch (WakeupException e) {
            throw e;
        } catch (KafkaException e) {
            LOG.warnf("topics not read, trying again: %s", e.getMessage());
        }
    }

    private boolean reached(Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }

    private void take(ConsumerRecord<String, byte[]> message) {
        try {
            readings.take(message);
        } catch (RuntimeException e) {
            LOG.errorf(
                    "put aside topic=%s partition=%d offset=%d cause=%s",
                    message.topic(), message.partition(), message.offset(), e.getMessage());
            sender.deadLetter(
                    message.topic(),
                    message.partition(),
                    message.offset(),
                    message.key(),
                    message.value() == null ? new byte[0] : message.value(),
                    String.valueOf(e.getMessage()));
        }
    }
}
