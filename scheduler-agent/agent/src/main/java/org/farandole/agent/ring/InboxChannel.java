package org.farandole.agent.ring;

import io.smallrye.common.annotation.NonBlocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.farandole.agent.hosting.Hosting;
import org.farandole.contracts.dvms.RingMail;
import org.farandole.contracts.json.Json;
import org.farandole.contracts.json.UnreadableMessage;
import org.farandole.contracts.monitor.Sample;
import org.farandole.contracts.topic.Topics;

/** The inboxes and the samples of the partitions that are this process's. Only decodes: nothing here waits. */
@ApplicationScoped
class InboxChannel {

    private final Hosting hosting;
    private final Post post;

    InboxChannel(Hosting hosting, Post post) {
        this.hosting = hosting;
        this.post = post;
    }

    @Incoming("inbox")
    @NonBlocking
    void on(ConsumerRecords<String, byte[]> records) {
        records.forEach(this::on);
    }

    /** Those with this key; the others are passed over. */
    void read(Iterable<ConsumerRecord<String, byte[]>> records, String key) {
        for (ConsumerRecord<String, byte[]> record : records) {
            if (key.equals(record.key())) {
                on(record);
            }
        }
    }

    private void on(ConsumerRecord<String, byte[]> record) {
        Origin origin = Origin.of(record);
        try {
            if (record.topic().equals(Topics.RING)) {
                hosting.on(Json.read(record.value(), RingMail.class), origin);
            } else {
                hosting.on(Json.read(record.value(), Sample.class), Instant.ofEpochMilli(record.timestamp()));
            }
        } catch (UnreadableMessage e) {
            post.deadLetter(origin, String.valueOf(e.getMessage()));
        }
    }
}
