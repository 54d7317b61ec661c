package org.farandole.cli.launch;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.farandole.cli.FreePorts;
import org.farandole.cli.RecordedTerminal;
import org.farandole.cli.platform.Ports;
import org.farandole.cli.platform.Program;
import org.farandole.cli.terminal.JsonText;
import org.farandole.contracts.json.Json;
import org.farandole.contracts.node.NodeName;
import org.farandole.contracts.reservation.ReservationId;
import org.farandole.contracts.topic.Topics;
import org.farandole.contracts.vm.VmEvent;
import org.farandole.contracts.vm.VmName;
import org.farandole.local.KafkaBroker;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code launch} on a real broker, with a booking that is granted and runs already. */
class LaunchCommandTest {

    private static final ReservationId ID = new ReservationId("r-1");
    private static final String ANSWER =
            "{\"id\": \"r-1\", \"name\": \"demo\", \"state\": \"started\", \"nodes\": [\"node-0\"]}";

    @TempDir
    static Path root;

    private static KafkaBroker broker;
    private static HttpServer reservations;

    @BeforeAll
    static void aPlatformWhereAllRuns() throws Exception {
        Ports ports = FreePorts.free();
        broker = KafkaBroker.start(root.resolve("kafka"), ports.of(Program.KAFKA), ports.kafkaController());
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            admin.createTopics(Topics.all().stream()
                            .map(topic -> new NewTopic(topic.name(), topic.partitions(), (short) 1))
                            .toList())
                    .all()
                    .get();
        }
        try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers()),
                new StringSerializer(),
                new ByteArraySerializer())) {
            VmName vm = new VmName("demo-0");
            producer.send(new ProducerRecord<>(
                    Topics.RESERVATION_EVENTS, "r-1", Json.write(LaunchProgressTest.granted(ID, 1))));
            for (VmEvent event :
                    List.of(LaunchProgressTest.planned(ID, vm), new VmEvent.Running(vm, new NodeName("node-0")))) {
                producer.send(new ProducerRecord<>(Topics.VM_EVENTS, "demo-0", Json.write(event)));
            }
        }
        reservations = HttpServer.create(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), ports.of(Program.RESERVATION)), 0);
        reservations.createContext("/reservations", exchange -> {
            byte[] answer = ANSWER.getBytes(StandardCharsets.UTF_8);
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(201, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        reservations.start();
        Files.createDirectories(root.resolve(".farandole"));
        Files.writeString(
                root.resolve(".farandole/run.json"),
                "{\"started\": \"2026-11-01T00:00:00Z\", \"directory\": \"%s\", \"portBase\": %d, \"speed\": 60, \"expected\": [], \"programs\": []}"
                        .formatted(root, ports.base()));
        Files.writeString(root.resolve("vms.yaml"), "name: demo\n");
    }

    @AfterAll
    static void stop() {
        reservations.stop(0);
        broker.close();
    }

    @Test
    void theProgressIsShownUntilAllRun() {
        // given
        RecordedTerminal terminal = new RecordedTerminal(root);

        // when
        int status = terminal.run("launch", root.resolve("vms.yaml").toString(), "--wait");

        // then
        assertThat(status).isZero();
        assertThat(terminal.out()).contains("r-1 is booked", "VMs 1/1 running", "Every VM runs.");
        assertThat(terminal.err()).isEmpty();
    }

    @Test
    void whereJsonIsWantedNothingElseIsOnStandardOutput() throws Exception {
        // given
        RecordedTerminal terminal = new RecordedTerminal(root);

        // when
        int status = terminal.run("launch", root.resolve("vms.yaml").toString(), "--wait", "--json");

        // then
        assertThat(status).isZero();
        assertThat(JsonText.parse(terminal.out())).isEqualTo(JsonText.parse(ANSWER));
        assertThat(terminal.out().strip())
                .as("one document, nothing behind it")
                .endsWith("}")
                .doesNotContain("VMs");
        assertThat(terminal.err()).contains("VMs 1/1 running", "Every VM runs.");
    }
}
