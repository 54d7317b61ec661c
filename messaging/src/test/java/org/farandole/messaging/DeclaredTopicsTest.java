package org.farandole.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.farandole.contracts.topic.Topics;
import org.farandole.local.KafkaBroker;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeclaredTopicsTest {

    @TempDir
    Path folder;

    @Test
    void createsWhatIsMissingAndNamesWhatDiffers() throws Exception {
        try (KafkaBroker broker = KafkaBroker.start(folder.resolve("kafka"), freePort(), freePort());
                Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(Topics.RING, 3, (short) 1)))
                    .all()
                    .get();
            DeclaredTopics topics = new DeclaredTopics(admin);

            topics.create();
            topics.create();

            assertThat(admin.listTopics().names().get())
                    .containsAll(
                            Topics.all().stream().map(topic -> topic.name()).toList());
            assertThat(topics.differences()).hasSize(1).first().asString().contains("dvms.ring has 3 partitions");
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
