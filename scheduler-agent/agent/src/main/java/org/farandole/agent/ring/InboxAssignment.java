package org.farandole.agent.ring;

import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.kafka.KafkaConsumerRebalanceListener;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.farandole.agent.hosting.Hosting;
import org.farandole.contracts.topic.Topics;

/**
 * Which inboxes are this process's. Ring and samples are shared out by range, so equal numbers go to one process. In a
 * rebalance all are revoked first: their agents are given back, and begin again where they are assigned.
 */
@ApplicationScoped
@Identifier("inbox")
class InboxAssignment implements KafkaConsumerRebalanceListener {

    private final Hosting hosting;

    InboxAssignment(Hosting hosting) {
        this.hosting = hosting;
    }

    @Override
    public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        // Where reading begins is settled before any agent asks a question, or it would miss the answer.
        partitions.forEach(consumer::position);
        hosting.assigned(ring(consumer.assignment()));
    }

    @Override
    public void onPartitionsRevoked(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        hosting.revoked(ring(partitions));
    }

    @Override
    public void onPartitionsLost(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        hosting.revoked(ring(partitions));
    }

    private static Set<Integer> ring(Collection<TopicPartition> partitions) {
        return partitions.stream()
                .filter(partition -> partition.topic().equals(Topics.RING))
                .map(TopicPartition::partition)
                .collect(Collectors.toUnmodifiableSet());
    }
}
