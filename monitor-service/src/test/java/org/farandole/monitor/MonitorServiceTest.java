package org.farandole.monitor;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.core.ConditionFactory;
import org.farandole.contracts.json.Json;
import org.farandole.contracts.monitor.Sample;
import org.farandole.contracts.monitor.ViolationEvent;
import org.farandole.contracts.node.Capacity;
import org.farandole.contracts.node.NodeDescription;
import org.farandole.contracts.node.NodeEvent;
import org.farandole.contracts.node.NodeName;
import org.farandole.contracts.node.RingKey;
import org.farandole.contracts.reservation.ReservationId;
import org.farandole.contracts.topic.Topics;
import org.farandole.messaging.LocalServers;
import org.farandole.messaging.Sender;
import org.farandole.messaging.TopicReader;
import org.junit.jupiter.api.Test;

/** The service on a real broker, with hypervisors in memory. Each test has nodes of its own. */
@QuarkusTest
@QuarkusTestResource(LocalServers.class)
class MonitorServiceTest {

    private static final ReservationId RESERVATION = new ReservationId("r-1");

    @Inject
    Sender sender;

    @Test
    void aReadyNodeIsSampledIntoThePartitionOfItsSlotUntilItIsReleased() {
        NodeName node = new NodeName("sampled-1");
        TwinDriver.of(node).load(Map.of("vm-a", 80, "vm-b", 50));

        ready(node, 21, TwinDriver.uri(node));

        eventually().until(() -> samples(node).size() >= 2);
        Sample sample = Json.read(samples(node).getFirst().value(), Sample.class);
        assertThat(sample.cpuDemandPercent()).isEqualTo(130);
        assertThat(sample.slot()).isEqualTo(21);
        assertThat(samples(node)).allMatch(record -> record.partition() == Topics.ringPartition(21));
        given().get("/loads").then().statusCode(200).body("node", hasItem(node.value()));

        send(Topics.NODE_EVENTS, node, new NodeEvent.Released(node, RESERVATION));

        eventually().untilAsserted(() -> given().get("/loads").then().body("node", not(hasItem(node.value()))));
    }

    @Test
    void aChangeOfLoadIsSampledAtOnceAndAViolationBeginsAndEnds() {
        NodeName node = new NodeName("violated-1");
        TwinDriver.of(node).load(Map.of("vm-c", 300, "vm-d", 300));
        ready(node, 3, TwinDriver.uri(node));
        eventually()
                .until(() ->
                        TwinDriver.of(node).watchers() == 1 && !samples(node).isEmpty());

        TwinDriver.of(node).load(Map.of("vm-c", 300, "vm-d", 450));
        TwinDriver.of(node).tellWatchers();

        eventually().until(() -> !violations(node).isEmpty());
        assertThat(violations(node).getFirst()).isInstanceOfSatisfying(ViolationEvent.Began.class, began -> {
            assertThat(began.cpuDemandPercent()).isEqualTo(750);
            assertThat(began.cpuCapacityPercent()).isEqualTo(700);
        });
        eventually().untilAsserted(() -> given().get("/violations").then().body("now.node", hasItem(node.value())));

        TwinDriver.of(node).load(Map.of("vm-c", 300));
        TwinDriver.of(node).tellWatchers();

        eventually().until(() -> violations(node).size() == 2);
        assertThat(violations(node).getLast()).isInstanceOfSatisfying(ViolationEvent.Ended.class, ended -> {
            assertThat(ended.cause()).isEqualTo(ViolationEvent.Cause.RELIEVED);
            assertThat(ended.vmsHurt()).isEqualTo(2);
            assertThat(ended.lasted()).isPositive();
        });
        eventually()
                .untilAsserted(() -> given().get("/violations")
                        .then()
                        .body("now.node", not(hasItem(node.value())))
                        .body("totals.count", greaterThanOrEqualTo(1)));
    }

    @Test
    void aSilentNodeIsLostWithItsCauseThenBack() {
        NodeName node = new NodeName("silent-1");
        TwinDriver.of(node).breakDown("connection refused");

        ready(node, 4, TwinDriver.uri(node));

        eventually().until(() -> said(node).stream().anyMatch(NodeEvent.Lost.class::isInstance));
        assertThat(said(node)).contains(new NodeEvent.Lost(node, "connection refused"));

        TwinDriver.of(node).mend();

        eventually().until(() -> said(node).contains(new NodeEvent.Back(node)));
        eventually().until(() -> !samples(node).isEmpty());
    }

    @Test
    void aHungNodeIsLostAndDelaysNobody() {
        NodeName hung = new NodeName("hung-1");
        NodeName other = new NodeName("brisk-1");
        TwinDriver.of(hung).hang();
        try {
            ready(hung, 5, TwinDriver.uri(hung));
            ready(other, 6, TwinDriver.uri(other));

            eventually().until(() -> said(hung).stream().anyMatch(NodeEvent.Lost.class::isInstance));

            assertThat(samples(hung)).isEmpty();
            assertThat(samples(other)).hasSizeGreaterThan(3);
        } finally {
            TwinDriver.of(hung).mend();
        }
    }

    @Test
    void aNodeThatNoDriverServesIsLostWithThatCause() {
        NodeName node = new NodeName("unserved-1");

        ready(node, 7, URI.create("gopher://somewhere"));

        eventually()
                .until(() -> said(node).stream()
                        .anyMatch(event -> event instanceof NodeEvent.Lost lost
                                && lost.cause().contains("gopher://somewhere")));
    }

    @Test
    void anUnreadableMessageGoesToTheDeadLetterTopicAndTheReadingGoesOn() {
        NodeName node = new NodeName("after-garbage-1");
        try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", LocalServers.bootstrapServers()),
                new StringSerializer(),
                new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(
                    Topics.NODE_EVENTS, node.value(), "{\"type\":\"ready\",".getBytes(StandardCharsets.UTF_8)));
        }

        ready(node, 8, TwinDriver.uri(node));

        eventually().until(() -> !samples(node).isEmpty());
        ConsumerRecord<String, byte[]> dead =
                TopicReader.read(LocalServers.bootstrapServers(), Topics.NODE_EVENTS + ".dead-letter").stream()
                        .filter(record -> node.value().equals(record.key()))
                        .findFirst()
                        .orElseThrow();
        assertThat(new String(dead.value(), StandardCharsets.UTF_8)).isEqualTo("{\"type\":\"ready\",");
        assertThat(new String(dead.headers().lastHeader("dead-letter-reason").value(), StandardCharsets.UTF_8))
                .contains("not a NodeEvent");
    }

    @Test
    void theMetricsTellEachSampledNode() {
        NodeName node = new NodeName("metered-1");
        TwinDriver.of(node).load(Map.of("vm-e", 80));

        ready(node, 9, TwinDriver.uri(node));
        eventually().until(() -> !samples(node).isEmpty());

        given().get("/q/metrics")
                .then()
                .statusCode(200)
                .body(containsString("farandole_node_cpu_demand_percent{node=\"metered-1\",site=\"rennes\"} 80.0"))
                .body(containsString("farandole_node_cpu_capacity_percent{node=\"metered-1\",site=\"rennes\"} 700.0"))
                .body(containsString("farandole_node_vms{node=\"metered-1\",site=\"rennes\"} 1.0"))
                .body(containsString("farandole_samples_sent_total"))
                .body(containsString("farandole_violations_total"))
                .body(containsString("farandole_violation_seconds_total"))
                .body(containsString("farandole_watch_wakeups_total"))
                .body(containsString("farandole_sampling_seconds_count"));
    }

    @Test
    void isReadyWhenThePastHasBeenRead() {
        eventually()
                .untilAsserted(() -> given().get("/q/health/ready")
                        .then()
                        .statusCode(200)
                        .body("checks.find { it.name == 'topics read' }.status", equalTo("UP")));
    }

    @Test
    void servesThePageAndNothingOfItComesFromElsewhere() {
        for (String part : List.of(
                "/", "/farandole.css", "/farandole.js", "/ring.js", "/panels.js", "/history.js", "/colours.js")) {
            String text = given().get(part).then().statusCode(200).extract().asString();
            assertThat(text)
                    .doesNotContain("http://")
                    .doesNotContain("https://")
                    .doesNotContain("//cdn");
        }
    }

    private void ready(NodeName node, int slot, URI hypervisor) {
        send(
                Topics.NODE_EVENTS,
                node,
                new NodeEvent.Ready(
                        new NodeDescription(
                                new RingKey("rennes", "paravance", node),
                                slot,
                                8,
                                new Capacity(700, 32_768),
                                hypervisor,
                                Map.of()),
                        RESERVATION));
    }

    private void send(String topic, NodeName node, Object message) {
        sender.send(topic, node.value(), message).toCompletableFuture().join();
    }

    private static List<ConsumerRecord<String, byte[]>> samples(NodeName node) {
        return TopicReader.read(LocalServers.bootstrapServers(), Topics.SAMPLES).stream()
                .filter(record -> node.value().equals(record.key()))
                .toList();
    }

    private static List<ViolationEvent> violations(NodeName node) {
        return TopicReader.read(LocalServers.bootstrapServers(), Topics.VIOLATIONS, node.value(), ViolationEvent.class);
    }

    private static List<NodeEvent> said(NodeName node) {
        return TopicReader.read(LocalServers.bootstrapServers(), Topics.NODE_EVENTS, node.value(), NodeEvent.class);
    }

    private static ConditionFactory eventually() {
        return await().atMost(Duration.ofSeconds(30));
    }
}
