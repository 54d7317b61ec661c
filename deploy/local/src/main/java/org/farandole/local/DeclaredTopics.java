package org.farandole.local;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;
import org.farandole.contracts.topic.Topic;
import org.farandole.contracts.topic.Topics;

/** Creates the platform's topics on a broker of one's own, with one replica. */
public final class DeclaredTopics {

    private DeclaredTopics() {}

    /** Topics that exist are left as they are. */
    public static void create(String bootstrapServers) throws InterruptedException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            List<NewTopic> wanted = Topics.all().stream().map(DeclaredTopics::declaration).toList();
            for (var creation : admin.createTopics(wanted).values().values()) {
                try {
                    creation.get();
                } catch (ExecutionException e) {
                    if (!(e.getCause() instanceof TopicExistsException)) {
                        throw new IllegalStateException("Topics cannot be created on " + bootstrapServers, e.getCause());
                    }
                }
            }
        }
    }

    private static NewTopic declaration(Topic topic) {
        return new NewTopic(topic.name(), topic.partitions(), (short) 1).configs(topic.settings());
    }
}
