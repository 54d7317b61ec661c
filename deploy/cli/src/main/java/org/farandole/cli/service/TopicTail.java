package org.farandole.cli.service;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.farandole.cli.terminal.CommandFailure;
import org.farandole.cli.terminal.ExitCode;

/** Reads topics from their beginning, as an analyst would: no group, nothing committed. Not thread-safe. */
public final class TopicTail implements AutoCloseable {

    private final KafkaConsumer<String, byte[]> consumer;
    private final Map<TopicPartition, Long> ends;

    private TopicTail(KafkaConsumer<String, byte[]> consumer, Map<TopicPartition, Long> ends) {
        this.consumer = consumer;
        this.ends = ends;
    }

    /** @throws CommandFailure if Kafka does not answer, or a topic is not there: it names those that are */
    public static TopicTail fromStart(String bootstrapServers, List<String> topics) {
        KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers", bootstrapServers,
                        "default.api.timeout.ms", 10_000,
                        "fetch.max.wait.ms", 100,
                        "max.poll.records", 5_000),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        try {
            List<TopicPartition> partitions = partitions(consumer.listTopics(), topics);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            return new TopicTail(consumer, consumer.endOffsets(partitions));
        } catch (KafkaException e) {
            consumer.close();
            throw new CommandFailure(
                    ExitCode.NOT_RUNNING, "Kafka does not answer on " + bootstrapServers + ": see ./farandole status");
        } catch (CommandFailure e) {
            consumer.close();
            throw e;
        }
    }

    /** What is there, in the order of the broker's time as far as it came; waits at most that long for the first record. */
    public List<ConsumerRecord<String, byte[]>> poll(Duration atMost) {
        List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
        consumer.poll(atMost).forEach(records::add);
        records.sort(Comparator.comparingLong(ConsumerRecord::timestamp));
        return records;
    }

    /** All that was there when this was opened, in the order of the broker's time. */
    public List<ConsumerRecord<String, byte[]>> history() {
        List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            records.addAll(poll(Duration.ofMillis(200)));
        }
        records.sort(Comparator.comparingLong(ConsumerRecord::timestamp));
        return records;
    }

    @Override
    public void close() {
        consumer.close();
    }

    private static List<TopicPartition> partitions(Map<String, List<PartitionInfo>> known, List<String> topics) {
        for (String topic : topics) {
            if (!known.containsKey(topic)) {
                throw CommandFailure.badInput("there is no topic '" + topic + "'; there are "
                        + known.keySet().stream()
                                .filter(name -> !name.startsWith("__"))
                                .sorted()
                                .collect(Collectors.joining(", ")));
            }
        }
        return topics.stream()
                .flatMap(topic -> known.getOrDefault(topic, List.of()).stream())
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
    }
}
