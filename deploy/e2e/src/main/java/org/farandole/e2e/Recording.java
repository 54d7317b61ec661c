package org.farandole.e2e;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Everything that the topics of a run held when they were read, from their start. Immutable. */
public final class Recording {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final Comparator<Entry> ORDER = Comparator.comparing(Entry::at)
            .thenComparing(Entry::topic)
            .thenComparing(Entry::partition)
            .thenComparing(Entry::offset);

    private final Map<String, List<Entry>> byTopic;

    private Recording(Collection<Entry> entries) {
        this.byTopic = entries.stream().sorted(ORDER).collect(Collectors.groupingBy(Entry::topic));
    }

    public static Recording of(Collection<Entry> entries) {
        return new Recording(entries);
    }

    /** Reads every topic of the broker, from the start to what was its end at the call. */
    public static Recording read(String bootstrapServers) {
        try (KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers, "max.poll.records", 5000),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.listTopics().entrySet().stream()
                    .filter(topic -> !topic.getKey().startsWith("__"))
                    .flatMap(topic -> topic.getValue().stream()
                            .map(partition -> new TopicPartition(topic.getKey(), partition.partition())))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            List<Entry> entries = new ArrayList<>();
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                for (ConsumerRecord<String, byte[]> found : consumer.poll(Duration.ofMillis(200))) {
                    entries.add(entry(found));
                }
            }
            return new Recording(entries);
        }
    }

    /** The records of a topic by the broker's time; of one partition, in its order. */
    public List<Entry> of(String topic) {
        return byTopic.getOrDefault(topic, List.of());
    }

    public Stream<Entry> of(String topic, String type) {
        return of(topic).stream().filter(entry -> entry.is(type));
    }

    /** All records, topic by topic. */
    public Stream<Entry> all() {
        return byTopic.values().stream().flatMap(List::stream);
    }

    /** Parses JSON that is carried inside a message. */
    static JsonNode parse(byte[] json) throws IOException {
        return JSON.readTree(json);
    }

    private static Entry entry(ConsumerRecord<String, byte[]> found) {
        return new Entry(
                found.topic(),
                found.partition(),
                found.offset(),
                found.key() == null ? "" : found.key(),
                Instant.ofEpochMilli(found.timestamp()),
                body(found.value()));
    }

    private static JsonNode body(byte[] value) {
        try {
            return value == null ? MissingNode.getInstance() : JSON.readTree(value);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
