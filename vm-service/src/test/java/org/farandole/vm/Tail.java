package org.farandole.vm;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.farandole.messaging.LocalServers;

/** A topic from its start; what was read once is kept, so that asking often costs little. */
final class Tail {

    private static final Map<String, Tail> TAILS = new ConcurrentHashMap<>();

    private final KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
            Map.of("bootstrap.servers", LocalServers.bootstrapServers(), "fetch.max.wait.ms", 20),
            new StringDeserializer(),
            new ByteArrayDeserializer());
    private final List<TopicPartition> partitions;
    private final List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();

    private Tail(String topic) {
        partitions = consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /** Everything up to the topic's present end. */
    static List<ConsumerRecord<String, byte[]>> of(String topic) {
        return TAILS.computeIfAbsent(topic, Tail::new).upToNow();
    }

    private synchronized List<ConsumerRecord<String, byte[]>> upToNow() {
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
            consumer.poll(Duration.ofMillis(20)).forEach(records::add);
        }
        return List.copyOf(records);
    }
}
