package org.farandole.agent.ring;

import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.kafka.KafkaConsumerRebalanceListener;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.farandole.agent.hosting.Hosting;

/** Whether the topics that are read whole have been read to where they ended at start. Thread-safe. */
@ApplicationScoped
@Identifier("knowledge")
class CatchUp implements KafkaConsumerRebalanceListener {

    private final Hosting hosting;
    private final Map<TopicPartition, Long> open = new HashMap<>();
    private boolean done;

    CatchUp(Hosting hosting) {
        this.hosting = hosting;
    }

    @Override
    public synchronized void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(partitions);
        consumer.endOffsets(partitions).forEach((partition, end) -> {
            if (end > beginnings.getOrDefault(partition, 0L)) {
                open.put(partition, end);
            }
        });
        finishIfThere();
    }

    synchronized void read(ConsumerRecords<String, byte[]> records) {
        for (ConsumerRecord<String, byte[]> record : records) {
            TopicPartition partition = new TopicPartition(record.topic(), record.partition());
            open.computeIfPresent(partition, (_, end) -> record.offset() + 1 >= end ? null : end);
        }
        finishIfThere();
    }

    private void finishIfThere() {
        if (!done && open.isEmpty()) {
            done = true;
            hosting.caughtUp();
        }
    }
}
