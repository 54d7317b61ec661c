package org.farandole.agent.ring;

import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.kafka.KafkaConsumerRebalanceListener;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.farandole.agent.hosting.Hosting;
import org.farandole.contracts.topic.Topics;
import org.jboss.logging.Logger;

/** Whether the topics that are read whole have been read to where they ended at start. Thread-safe. */
@ApplicationScoped
@Identifier("knowledge")
class CatchUp implements KafkaConsumerRebalanceListener {

    private static final Logger LOG = Logger.getLogger(CatchUp.class);

    private final Hosting hosting;
    private final Map<TopicPartition, Long> open = new HashMap<>();
    private final Map<TopicPartition, Long> lastRead = new HashMap<>();
    /** Topics of which nothing was assigned yet. */
    private final Set<String> topics = new HashSet<>(Set.of(Topics.NODE_EVENTS, Topics.MEMBERS, Topics.MODE));

    private boolean done;

    CatchUp(Hosting hosting) {
        this.hosting = hosting;
    }

    @Override
    public synchronized void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(partitions);
        consumer.endOffsets(partitions).forEach((partition, end) -> {
            if (end > beginnings.getOrDefault(partition, 0L) && end > lastRead.getOrDefault(partition, -1L) + 1) {
                open.put(partition, end);
            }
        });
        topics.removeAll(partitions.stream().map(TopicPartition::topic).toList());
        finishIfThere();
    }

    /** Notes that a record is read; false if it was read before: after a rebalance reading begins anew. */
    synchronized boolean first(ConsumerRecord<String, byte[]> record) {
        TopicPartition partition = new TopicPartition(record.topic(), record.partition());
        if (record.offset() <= lastRead.getOrDefault(partition, -1L)) {
            return false;
        }
        lastRead.put(partition, record.offset());
        return true;
    }

    /** All records read so far have been handed on. */
    synchronized void handedOn() {
        open.entrySet().removeIf(end -> lastRead.getOrDefault(end.getKey(), -1L) + 1 >= end.getValue());
        finishIfThere();
    }

    private void finishIfThere() {
        if (!done && open.isEmpty() && topics.isEmpty()) {
            done = true;
            LOG.info("Nodes, membership and mode are read to their present end");
            hosting.caughtUp();
        }
    }
}
