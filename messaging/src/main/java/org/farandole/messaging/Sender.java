package org.farandole.messaging;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Sends messages at once, in the order of the calls for each partition. Thread-safe. Whoever also changes a table uses
 * {@link Outbox} instead.
 */
@ApplicationScoped
public class Sender {

    private final String source;
    private final Clock clock = Clock.systemUTC();
    private final KafkaProducer<String, byte[]> producer;

    Sender(
            @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrapServers,
            @ConfigProperty(name = "farandole.source") String source) {
        this.source = source;
        this.producer = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        bootstrapServers,
                        "acks",
                        "all",
                        "enable.idempotence",
                        true,
                        "linger.ms",
                        0,
                        "buffer.memory",
                        16L << 20,
                        "delivery.timeout.ms",
                        120_000),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    /** The key chooses the partition. The stage fails if the broker has not taken the message within two minutes. */
    public CompletionStage<RecordMetadata> send(String topic, String key, Object message) {
        return send(Outgoing.of(source, topic, key, null, message, clock.instant()));
    }

    public CompletionStage<RecordMetadata> send(String topic, String key, int partition, Object message) {
        return send(Outgoing.of(source, topic, key, partition, message, clock.instant()));
    }

    /**
     * Puts a record that could not be handled on its dead-letter topic, as it was, with the cause and where it stood.
     *
     * @param cause in words
     */
    public CompletionStage<RecordMetadata> deadLetter(
            String topic, int partition, long offset, @Nullable String key, byte[] body, String cause) {
        Map<String, String> headers = Map.of(
                "dead-letter-reason",
                cause,
                "dead-letter-topic",
                topic,
                "dead-letter-partition",
                Integer.toString(partition),
                "dead-letter-offset",
                Long.toString(offset));
        return send(new Outgoing(topic + ".dead-letter", key == null ? "" : key, null, headers, body));
    }

    CompletionStage<RecordMetadata> send(Outgoing outgoing) {
        List<Header> headers = outgoing.headers().entrySet().stream()
                .<Header>map(header ->
                        new RecordHeader(header.getKey(), header.getValue().getBytes(StandardCharsets.UTF_8)))
                .toList();
        CompletableFuture<RecordMetadata> sent = new CompletableFuture<>();
        producer.send(
                new ProducerRecord<>(outgoing.topic(), outgoing.partition(), outgoing.key(), outgoing.body(), headers),
                (metadata, failure) -> {
                    if (failure == null) {
                        sent.complete(metadata);
                    } else {
                        sent.completeExceptionally(failure);
                    }
                });
        return sent;
    }

    String source() {
        return source;
    }

    @PreDestroy
    void close() {
        producer.close(Duration.ofSeconds(2));
    }
}
