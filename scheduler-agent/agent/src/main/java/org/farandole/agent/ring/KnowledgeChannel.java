package org.farandole.agent.ring;

import io.smallrye.common.annotation.Identifier;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.farandole.agent.AgentConfig;
import org.farandole.agent.hosting.Hosting;
import org.farandole.contracts.dvms.Member;
import org.farandole.contracts.dvms.Mode;
import org.farandole.contracts.json.Json;
import org.farandole.contracts.json.UnreadableMessage;
import org.farandole.contracts.node.NodeEvent;
import org.farandole.contracts.topic.Topics;
import org.jboss.logging.Logger;

/** What every process reads whole, from the beginning: nodes, membership and mode. */
@ApplicationScoped
class KnowledgeChannel {

    private static final Logger LOG = Logger.getLogger(KnowledgeChannel.class);

    private final AgentConfig config;
    private final Hosting hosting;
    private final Post post;
    private final CatchUp catchUp;

    KnowledgeChannel(AgentConfig config, Hosting hosting, Post post, @Identifier("knowledge") CatchUp catchUp) {
        this.config = config;
        this.hosting = hosting;
        this.post = post;
        this.catchUp = catchUp;
    }

    @Incoming("knowledge")
    @NonBlocking
    void on(ConsumerRecords<String, byte[]> records) {
        read(records);
    }

    void read(Iterable<ConsumerRecord<String, byte[]>> records) {
        List<Hosting.Announced> members = new ArrayList<>();
        for (ConsumerRecord<String, byte[]> record : records) {
            // A compacted topic may hold a record without a body: its key is to be forgotten.
            if (catchUp.first(record) && record.value() != null) {
                read(record, members);
            }
        }
        if (!members.isEmpty()) {
            hosting.on(List.copyOf(members));
        }
        catchUp.handedOn();
    }

    private void read(ConsumerRecord<String, byte[]> record, List<Hosting.Announced> members) {
        try {
            switch (record.topic()) {
                case Topics.MEMBERS ->
                    members.add(new Hosting.Announced(Json.read(record.value(), Member.class), record.offset()));
                case Topics.NODE_EVENTS -> hosting.on(Json.read(record.value(), NodeEvent.class));
                case Topics.MODE -> hosting.on(Json.read(record.value(), Mode.class));
                default -> throw new UnreadableMessage("the agents do not read " + record.topic(), null);
            }
        } catch (UnreadableMessage e) {
            unreadable(record, e);
        }
    }

    /** Hundreds of pinned processes read the same record, again at each start: one dead letter is the group's to write. */
    private void unreadable(ConsumerRecord<String, byte[]> record, UnreadableMessage e) {
        if (config.node().isEmpty()) {
            post.deadLetter(Origin.of(record), String.valueOf(e.getMessage()));
        } else {
            LOG.warnf(
                    "Left out: topic=%s partition=%d offset=%d: %s",
                    record.topic(), record.partition(), record.offset(), e.getMessage());
        }
    }
}
