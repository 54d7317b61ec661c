package org.farandole.messaging;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;
import org.farandole.contracts.topic.Topic;
import org.farandole.contracts.topic.Topics;

/** Makes a broker's topics be what {@link Topics} declares: creates those that are missing, refuses those that differ. */
public final class DeclaredTopics {

    private final Admin admin;

    public DeclaredTopics(Admin admin) {
        this.admin = admin;
    }

    /** Creates what is missing, with the broker's own replication; what exists is left as it is. */
    public void create() throws InterruptedException, ExecutionException {
        List<NewTopic> wanted =
                Topics.all().stream().map(DeclaredTopics::declaration).toList();
        for (var creation : admin.createTopics(wanted).values().values()) {
            try {
                creation.get();
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof TopicExistsException)) {
                    throw e;
                }
            }
        }
    }

    /** How the existing topics differ from the declared ones, a line each; empty if they do not. */
    public List<String> differences() throws InterruptedException, ExecutionException {
        Map<String, TopicDescription> existing = admin.describeTopics(
                        Topics.all().stream().map(Topic::name).toList())
                .allTopicNames()
                .get();
        Map<ConfigResource, Config> settings = admin.describeConfigs(
                        Topics.all().stream().map(DeclaredTopics::resource).toList())
                .all()
                .get();
        return Topics.all().stream()
                .flatMap(topic -> difference(
                        topic,
                        requireNonNull(existing.get(topic.name())).partitions().size(),
                        requireNonNull(settings.get(resource(topic))))
                        .stream())
                .toList();
    }

    private static Optional<String> difference(Topic declared, int partitions, Config settings) {
        if (partitions != declared.partitions()) {
            return Optional.of("Topic " + declared.name() + " has " + partitions + " partitions, not the "
                    + declared.partitions() + " declared: delete it or use a broker of its own");
        }
        Map<String, String> differing = new TreeMap<>();
        declared.settings().forEach((name, value) -> {
            String found =
                    settings.get(name) == null ? "nothing" : settings.get(name).value();
            if (!value.equals(found)) {
                differing.put(name, found + ", not " + value);
            }
        });
        return differing.isEmpty()
                ? Optional.empty()
                : Optional.of("Topic " + declared.name() + " has other settings than declared: " + differing);
    }

    private static ConfigResource resource(Topic topic) {
        return new ConfigResource(ConfigResource.Type.TOPIC, topic.name());
    }

    private static NewTopic declaration(Topic topic) {
        return new NewTopic(topic.name(), Optional.of(topic.partitions()), Optional.empty()).configs(topic.settings());
    }
}
