package org.farandole.reservation.booking;

import static io.restassured.RestAssured.given;

import io.restassured.response.ValidatableResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.farandole.contracts.json.Json;
import org.farandole.contracts.node.NodeEvent;
import org.farandole.contracts.node.NodeName;
import org.farandole.contracts.reservation.ReservationEvent;
import org.farandole.contracts.reservation.ReservationId;
import org.farandole.contracts.topic.Topics;
import org.farandole.messaging.LocalServers;
import org.farandole.messaging.TopicReader;
import org.farandole.reservation.Platform;

/** The service as its clients and its topics see it. */
final class Service {

    private Service() {}

    static void register(String site, int count) {
        given().contentType("application/json")
                .body(Platform.nodes(site, count))
                .post("/nodes")
                .then()
                .statusCode(200);
    }

    static ValidatableResponse book(String manifest) {
        return given().contentType("application/yaml")
                .body(manifest.getBytes(StandardCharsets.UTF_8))
                .post("/reservations")
                .then();
    }

    static String booked(String manifest) {
        return book(manifest).statusCode(201).extract().path("id");
    }

    static ValidatableResponse get(String id) {
        return given().get("/reservations/" + id).then().statusCode(200);
    }

    static String state(String id) {
        return get(id).extract().path("state");
    }

    static ValidatableResponse release(String id) {
        return given().delete("/reservations/" + id).then();
    }

    static ValidatableResponse extend(String id, String walltime) {
        return given().contentType("application/json")
                .body(Map.of("walltime", walltime))
                .patch("/reservations/" + id)
                .then();
    }

    static List<ReservationEvent> events(String id) {
        return TopicReader.read(LocalServers.bootstrapServers(), Topics.RESERVATION_EVENTS, id, ReservationEvent.class);
    }

    static List<Class<?>> kindsOfEvents(String id) {
        return events(id).stream().<Class<?>>map(Object::getClass).toList();
    }

    /** As provisioner-service says it. */
    static void giveBack(String id, String... nodes) {
        for (String node : nodes) {
            say(new NodeEvent.Released(new NodeName(node), new ReservationId(id)));
        }
    }

    static void say(NodeEvent event) {
        send(event.node().value(), Json.write(event));
    }

    static void send(String key, byte[] value) {
        try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", LocalServers.bootstrapServers()),
                new StringSerializer(),
                new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(Topics.NODE_EVENTS, key, value));
        }
    }
}
