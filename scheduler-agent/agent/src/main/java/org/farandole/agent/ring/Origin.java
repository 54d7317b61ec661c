package org.farandole.agent.ring;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Where a message came from, and as what: what a dead-letter record says of it. */
public record Origin(
        String topic, int partition, long offset, @Nullable String key, byte[] body) {

    static Origin of(ConsumerRecord<String, byte[]> record) {
        return new Origin(record.topic(), record.partition(), record.offset(), record.key(), record.value());
    }
}
