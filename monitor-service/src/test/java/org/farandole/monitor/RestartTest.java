package org.farandole.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.farandole.contracts.json.Json;
import org.farandole.contracts.monitor.ViolationEvent;
import org.farandole.contracts.node.Capacity;
import org.farandole.contracts.node.NodeDescription;
import org.farandole.contracts.node.NodeEvent;
import org.farandole.contracts.node.NodeName;
import org.farandole.contracts.node.RingKey;
import org.farandole.contracts.reservation.ReservationId;
import org.farandole.contracts.topic.Topics;
import org.farandole.messaging.DeclaredTopics;
import org.farandole.messaging.LocalServers;
import org.farandole.messaging.TopicReader;
import org.junit.jupiter.api.Test;

/** A monitor that starts where another was killed: it knows the nodes, their health and the open violations again. */
@QuarkusTest
@TestProfile(RestartTest.AnApplicationOfItsOwn.class)
@QuarkusTestResource(LocalServers.class)
@QuarkusTestResource(value = RestartTest.LeftBehind.class, restrictToAnnotatedClass = true)
class RestartTest {

    private static final NodeName VIOLATED = new NodeName("left-violated");
    private static final NodeName LOST = new NodeName("left-lost");
    private static final NodeName RELEASED = new NodeName("left-released");
    private static final Instant BEGAN = Instant.now().minusSeconds(60);

    @Test
    void goesOnWhereTheOtherWasKilled() {
        await().atMost(Duration.ofSeconds(30)).until(() -> violations().size() == 2);

        assertThat(violations().getLast()).isInstanceOfSatisfying(ViolationEvent.Ended.class, ended -> {
            assertThat(ended.lasted()).isGreaterThanOrEqualTo(Duration.ofSeconds(60));
            assertThat(ended.cause()).isEqualTo(ViolationEvent.Cause.SUBSIDED);
        });
        await().atMost(Duration.ofSeconds(30)).until(() -> said(LOST).contains(new NodeEvent.Back(LOST)));
        assertThat(TopicReader.read(LocalServers.bootstrapServers(), Topics.SAMPLES))
                .noneMatch(record -> RELEASED.value().equals(record.key()));
    }

    private static List<ViolationEvent> violations() {
        return TopicReader.read(
                LocalServers.bootstrapServers(), Topics.VIOLATIONS, VIOLATED.value(), ViolationEvent.class);
    }

    private static List<NodeEvent> said(NodeName node) {
        return TopicReader.read(LocalServers.bootstrapServers(), Topics.NODE_EVENTS, node.value(), NodeEvent.class);
    }

    public static final class AnApplicationOfItsOwn implements QuarkusTestProfile {}

    /** What the monitor before it wrote. */
    public static final class LeftBehind implements QuarkusTestResourceLifecycleManager {

        @Override
        public int order() {
            return 1;
        }

        @Override
        public Map<String, String> start() {
            Map<String, Object> servers = Map.of("bootstrap.servers", LocalServers.bootstrapServers());
            try (Admin admin = Admin.create(servers);
                    KafkaProducer<String, byte[]> producer =
                            new KafkaProducer<>(servers, new StringSerializer(), new ByteArraySerializer())) {
                new DeclaredTopics(admin).create();
                for (NodeName node : List.of(VIOLATED, LOST, RELEASED)) {
                    send(producer, Topics.NODE_EVENTS, node, ready(node));
                }
                send(producer, Topics.NODE_EVENTS, LOST, new NodeEvent.Lost(LOST, "silent"));
                send(
                        producer,
                        Topics.NODE_EVENTS,
                        RELEASED,
                        new NodeEvent.Released(RELEASED, new ReservationId("r-1")));
                send(producer, Topics.VIOLATIONS, VIOLATED, new ViolationEvent.Began(VIOLATED, BEGAN, 760, 700));
                producer.flush();
                return Map.of();
            } catch (Exception e) {
                throw new IllegalStateException("Nothing could be left behind", e);
            }
        }

        @Override
        public void stop() {}

        private static void send(KafkaProducer<String, byte[]> producer, String topic, NodeName node, Object message) {
            producer.send(new ProducerRecord<>(topic, node.value(), Json.write(message)));
        }

        private static NodeEvent ready(NodeName node) {
            NodeDescription description = new NodeDescription(
                    new RingKey("rennes", "paravance", node),
                    1,
                    8,
                    new Capacity(700, 32_768),
                    TwinDriver.uri(node),
                    Map.of());
            return new NodeEvent.Ready(description, new ReservationId("r-1"));
        }
    }
}
