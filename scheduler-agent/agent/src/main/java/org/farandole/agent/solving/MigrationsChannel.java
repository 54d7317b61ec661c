package org.farandole.agent.solving;

import io.smallrye.common.annotation.NonBlocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.farandole.contracts.json.Json;
import org.farandole.contracts.json.UnreadableMessage;
import org.farandole.contracts.vm.VmEvent;
import org.jboss.logging.Logger;

/**
 * {@code vm.events}, read whole by every process, so that each has learned nearly the same: the order between VMs is that of the
 * broker's time as far as their events come together. A hint, no more: what cannot be read is left out, and whoever needs it
 * puts it into a dead-letter topic.
 */
@ApplicationScoped
public class MigrationsChannel {

    private static final Logger LOG = Logger.getLogger(MigrationsChannel.class);

    private final Learning learning;
    /** After a rebalance reading begins anew; the channel is called from one thread at a time. */
    private final Map<TopicPartition, Long> lastRead = new HashMap<>();

    MigrationsChannel(Learning learning) {
        this.learning = learning;
    }

    @Incoming("migrations")
    @NonBlocking
    void on(ConsumerRecords<String, byte[]> records) {
        read(records);
    }

    /** From one thread at a time. */
    public void read(Iterable<ConsumerRecord<String, byte[]>> records) {
        StreamSupport.stream(records.spliterator(), false)
                .filter(this::isNew)
                .sorted(Comparator.comparingLong(ConsumerRecord::timestamp))
                .forEach(this::learnFrom);
    }

    private boolean isNew(ConsumerRecord<String, byte[]> record) {
        TopicPartition partition = new TopicPartition(record.topic(), record.partition());
        Long last = lastRead.get(partition);
        if (last != null && record.offset() <= last) {
            return false;
        }
        lastRead.put(partition, record.offset());
        return true;
    }

    private void learnFrom(ConsumerRecord<String, byte[]> record) {
        try {
            learning.on(Json.read(record.value(), VmEvent.class));
        } catch (UnreadableMessage e) {
            LOG.debugf("An event of a VM teaches nothing: %s", e.getMessage());
        }
    }
}
