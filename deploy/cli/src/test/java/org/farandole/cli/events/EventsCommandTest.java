package org.farandole.cli.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.farandole.cli.FreePorts;
import org.farandole.cli.RecordedTerminal;
import org.farandole.cli.platform.Ports;
import org.farandole.cli.platform.Program;
import org.farandole.contracts.topic.Topics;
import org.farandole.local.KafkaBroker;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands that read topics, on a real broker. */
class EventsCommandTest {

    @TempDir
    static Path root;

    private static KafkaBroker broker;

    @BeforeAll
    static void aBrokerWithSomeRecords() throws Exception {
        Ports ports = FreePorts.free();
        broker = KafkaBroker.start(root.resolve("kafka"), ports.of(Program.KAFKA), ports.kafkaController());
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            admin.createTopics(Topics.all().stream()
                            .map(topic -> new NewTopic(topic.name(), topic.partitions(), (short) 1))
                            .toList())
                    .all()
                    .get();
        }
        Files.createDirectories(root.resolve(".farandole"));
        Files.writeString(
                root.resolve(".farandole/run.json"),
                "{\"started\": \"2026-11-01T00:00:00Z\", \"directory\": \"%s\", \"portBase\": %d, \"speed\": 60, \"expected\": [], \"programs\": []}"
                        .formatted(root, ports.base()));
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers()),
                new StringSerializer(),
                new StringSerializer())) {
            producer.send(new ProducerRecord<>(
                    "vm.events", "demo-1", "{\"type\":\"running\",\"vm\":\"demo-1\",\"node\":\"rennes-1\"}"));
            producer.send(new ProducerRecord<>("vm.events", "demo-2", "not JSON"));
            producer.send(
                    new ProducerRecord<>(
                            "dvms.partitions",
                            "rennes-1:0:1",
                            "{\"type\":\"ended\",\"isp\":\"rennes-1:0:1\",\"outcome\":\"SOLVED\",\"members\":[\"rennes-1\"],\"achieved\":\"done\"}"));
            producer.flush();
        }
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @Test
    void recordsAreShownWithTimeKeyTypeAndMessage() {
        // given
        RecordedTerminal terminal = new RecordedTerminal(root);

        // when
        int status = terminal.run("events", "vm.events");

        // then
        assertThat(status).isZero();
        assertThat(terminal.out().lines())
                .anyMatch(
                        line -> line.matches(
                                "[0-9:.]{12}  demo-1  running  \\{\"type\":\"running\",\"vm\":\"demo-1\",\"node\":\"rennes-1\"}"))
                .anyMatch(line -> line.endsWith("demo-2  -  \"not JSON\""));
    }

    @Test
    void jsonIsOneObjectALine() {
        // given
        RecordedTerminal terminal = new RecordedTerminal(root);

        // when
        int status = terminal.run("events", "vm.events", "--json");

        // then
        assertThat(status).isZero();
        assertThat(terminal.out().lines())
                .hasSize(2)
                .allMatch(line -> line.startsWith("{\"time\":") && line.contains("\"topic\":\"vm.events\""));
    }

    @Test
    void anUnknownTopicListsThoseThatAre() {
        // given
        RecordedTerminal terminal = new RecordedTerminal(root);

        // when
        int status = terminal.run("events", "vm.event");

        // then
        assertThat(status).isEqualTo(2);
        assertThat(terminal.err())
                .contains("no topic 'vm.event'", "vm.events", "dvms.ring")
                .hasLineCount(1);
    }

    @Test
    void ispsAreFoldedFromTheirTopic() {
        // given
        RecordedTerminal terminal = new RecordedTerminal(root);

        // when
        int status = terminal.run("isps");

        // then
        assertThat(status).isZero();
        assertThat(terminal.out()).contains("rennes-1:0:1").contains("solved").contains("done");
    }
}
