package org.farandole.reservation.booking;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.farandole.contracts.node.MacroStep;
import org.farandole.contracts.node.NodeEvent;
import org.farandole.contracts.node.NodeName;
import org.farandole.contracts.reservation.Booking;
import org.farandole.contracts.reservation.ReservationEvent;
import org.farandole.contracts.reservation.ReservationId;
import org.farandole.contracts.topic.Topics;
import org.farandole.messaging.LocalServers;
import org.farandole.messaging.TopicReader;
import org.farandole.reservation.Platform;
import org.junit.jupiter.api.Test;

/** On a real broker and a real database. Each test has a site of its own. */
@QuarkusTest
@QuarkusTestResource(LocalServers.class)
class BookingTest {

    private static final Duration SOON = Duration.ofSeconds(15);

    @Test
    void booksAllOrNothing() {
        Service.register("all", 6);

        String first =
                Service.booked(Platform.manifest("all-first", "all", 4, "").replace("routed", "global"));
        Service.book(Platform.manifest("all-second", "all", 3, "").replace("routed", "global"))
                .statusCode(409)
                .body("why", containsString("3 nodes are asked, 2 of the 6 that match are free"))
                .body("why", containsString("enough would be free from"));

        Service.get(first)
                .body("state", equalTo("started"))
                .body("nodes", contains("all-0", "all-1", "all-2", "all-3"))
                .body("vlan.kind", equalTo("GLOBAL"))
                .body("subnet", containsString("/22"));
        assertThat(holdersAt("all")).containsExactly(first, first, first, first, null, null);
        Service.booked(Platform.manifest("all-third", "all", 2, ""));
    }

    @Test
    void saysWhatIsWrongWithAManifestAndBooksNothing() {
        Service.register("wrong", 2);
        String manifest =
                Platform.manifest("wrong", "wrong", 2, "walltime: yesterday").replace("/22", "/30");

        Service.book(manifest)
                .statusCode(400)
                .body("problems.line", contains(2, 6))
                .body("problems.field", contains("walltime", "network.subnet"));

        assertThat(holdersAt("wrong")).containsExactly(null, null);
    }

    @Test
    void tellsItsLifeInOrder() {
        Service.register("life", 2);
        String id = Service.booked(Platform.manifest("life", "life", 2, ""));

        Service.release(id).statusCode(202).body("state", equalTo("ending"));
        Service.release(id).statusCode(202).body("state", equalTo("ending"));
        Service.giveBack(id, "life-0", "life-0");
        Service.giveBack(id, "life-1");
        await().atMost(SOON).until(() -> Service.state(id).equals("ended"));
        await().atMost(SOON).until(() -> Service.events(id).size() >= 5);

        assertThat(Service.kindsOfEvents(id))
                .containsExactly(
                        ReservationEvent.Requested.class,
                        ReservationEvent.Granted.class,
                        ReservationEvent.Started.class,
                        ReservationEvent.Released.class,
                        ReservationEvent.Ended.class);
        Booking booking = ((ReservationEvent.Started) Service.events(id).get(2)).booking();
        assertThat(booking.nodes()).extracting(node -> node.name().value()).containsExactly("life-0", "life-1");
        assertThat(booking.nodes().getFirst().hypervisor().getScheme()).isEqualTo("emulated");
        assertThat(Duration.between(booking.start(), booking.end())).isEqualTo(Duration.ofHours(2));
        assertThat(nodeEvents("life-0")).startsWith(NodeEvent.Registered.class, NodeEvent.Booked.class);
        assertThat(holdersAt("life")).containsExactly(null, null);
        Service.get(id).body("nodes", contains("life-0", "life-1")).body("why", equalTo("somebody gave it back"));
        Service.book(Platform.manifest("life", "life", 2, "")).statusCode(201);
    }

    @Test
    void writesCloudEventsHeaders() {
        Service.register("headers", 1);
        String id = Service.booked(Platform.manifest("headers", "headers", 1, ""));
        await().atMost(SOON).until(() -> Service.events(id).size() >= 3);

        ConsumerRecord<String, byte[]> granted =
                TopicReader.read(LocalServers.bootstrapServers(), Topics.RESERVATION_EVENTS).stream()
                        .filter(candidate -> id.equals(candidate.key()))
                        .skip(1)
                        .findFirst()
                        .orElseThrow();

        assertThat(header(granted, "ce_type")).isEqualTo("org.farandole.granted");
        assertThat(header(granted, "ce_source")).isEqualTo("/reservation-service");
        assertThat(header(granted, "ce_subject")).isEqualTo(id);
    }

    @Test
    void keepsWhatIsEndingUntilItIsGivenBack() {
        Service.register("ending", 2);
        String id = Service.booked(Platform.manifest("ending-a", "ending", 2, ""));
        Service.release(id);

        Service.book(Platform.manifest("ending-b", "ending", 1, "")).statusCode(409);
        Service.giveBack(id, "ending-1");
        await().atMost(SOON).until(() -> holdersAt("ending").get(1) == null);

        Service.book(Platform.manifest("ending-b", "ending", 1, ""))
                .statusCode(201)
                .body("nodes", contains("ending-1"));
        Service.get(id).body("state", equalTo("ending"));
    }

    @Test
    void countsWhatIsBookedUntilItIsGivenBack() {
        // given
        Service.register("count", 3);
        List<Integer> before = counts();

        // when
        String now = Service.booked(Platform.manifest("count-now", "count", 2, ""));
        Instant start = Instant.now().plusSeconds(3600);
        String later = Service.booked(Platform.manifest("count-later", "count", 1, "start: " + start));
        List<Integer> booked = counts();
        Service.release(later);
        Service.release(now);
        Service.giveBack(now, "count-0");
        await().atMost(SOON).until(() -> counts().getFirst() == before.getFirst() + 1);
        List<Integer> halfUndone = counts();
        Service.giveBack(now, "count-1");

        // then
        assertThat(booked).containsExactly(before.get(0) + 3, before.get(1) + 2, before.get(2) + 2);
        assertThat(halfUndone).containsExactly(before.get(0) + 1, before.get(1) + 1, before.get(2) + 1);
        await().atMost(SOON).untilAsserted(() -> assertThat(counts()).isEqualTo(before));
    }

    @Test
    void expiresAtItsWalltime() {
        Service.register("expiry", 1);
        String id = Service.booked(Platform.manifest("expiry", "expiry", 1, "walltime: 1s"));

        await().atMost(SOON).until(() -> Service.state(id).equals("ending"));
        Service.giveBack(id, "expiry-0");
        await().atMost(SOON).until(() -> Service.state(id).equals("ended"));

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(Service.kindsOfEvents(id))
                        .endsWith(ReservationEvent.Expired.class, ReservationEvent.Ended.class));
    }

    @Test
    void startsAtItsTime() {
        Service.register("advance", 1);
        Instant start = Instant.now().plusSeconds(3).truncatedTo(ChronoUnit.MILLIS);
        String id = Service.booked(Platform.manifest("advance", "advance", 1, "start: " + start));

        Service.get(id).body("state", equalTo("granted")).body("start", equalTo(start.toString()));
        assertThat(holdersAt("advance")).containsExactly((String) null);
        await().atMost(SOON).until(() -> Service.state(id).equals("started"));

        assertThat(Instant.now()).isAfterOrEqualTo(start);
        assertThat(holdersAt("advance")).containsExactly(id);
    }

    @Test
    void givesBackAnAdvanceReservationAtOnce() {
        Service.register("early", 1);
        Instant start = Instant.now().plusSeconds(3600);
        String id = Service.booked(Platform.manifest("early", "early", 1, "start: " + start));
        Service.book(Platform.manifest("early-b", "early", 1, "")).statusCode(409);

        Service.release(id).statusCode(202).body("state", equalTo("ended"));

        Service.book(Platform.manifest("early-b", "early", 1, "")).statusCode(201);
    }

    @Test
    void releasesItselfWhenTooFewNodesAreLeft() {
        Service.register("few", 3);
        String manifest = Platform.manifest("few", "few", 3, "").replace("count: 3", "count: 3\n  minimum: 2");
        String id = Service.booked(manifest);

        Service.say(failed("few-0", id));
        await().atMost(SOON).untilAsserted(() -> Service.get(id).body("failed", contains("few-0")));
        assertThat(Service.state(id)).isEqualTo("started");
        Service.say(failed("few-1", id));
        await().atMost(SOON).until(() -> Service.state(id).equals("ending"));

        Service.get(id).body("why", containsString("1 nodes can be ready, 2 are needed at least"));
        assertThat(holdersAt("few")).containsExactly(id, id, id);
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(Service.kindsOfEvents(id)).endsWith(ReservationEvent.Released.class));
    }

    @Test
    void isExtendedUnlessOthersHaveBookedTheTime() {
        Service.register("longer", 1);
        String id = Service.booked(Platform.manifest("longer-a", "longer", 1, ""));
        Instant later = Instant.now().plus(Duration.ofHours(5));
        String next = Service.booked(Platform.manifest("longer-b", "longer", 1, "start: " + later));

        Service.extend(id, "PT3H").statusCode(200).body("state", equalTo("started"));
        Service.extend(id, "5h").statusCode(409).body("why", containsString("node longer-0 (of " + next + ")"));
        Service.extend(id, "1h").statusCode(409).body("why", containsString("release it"));
        Service.extend(id, "soon").statusCode(400).body("problems.field", contains("walltime"));

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(Service.kindsOfEvents(id)).endsWith(ReservationEvent.Extended.class));
    }

    @Test
    void suspectsALostNodeUntilItIsBack() {
        Service.register("lost", 2);
        Service.say(new NodeEvent.Lost(new NodeName("lost-0"), "no answer for 30 s"));
        await().atMost(SOON)
                .untilAsserted(() -> given().get("/nodes").then().body("suspected", hasItem("no answer for 30 s")));

        Service.book(Platform.manifest("lost", "lost", 1, "")).body("nodes", contains("lost-1"));
        Service.say(new NodeEvent.Back(new NodeName("lost-0")));

        await().atMost(SOON)
                .untilAsserted(() -> given().get("/nodes").then().body("findAll { it.suspected }", empty()));
    }

    @Test
    void putsAnUnreadableRecordAsideAndGoesOn() {
        Service.register("dead", 1);
        String id = Service.booked(Platform.manifest("dead", "dead", 1, ""));
        Service.release(id);

        Service.send("dead-0", "{\"type\": \"no-such-event\", \"node\": \"dead-0\"}".getBytes(StandardCharsets.UTF_8));
        Service.giveBack(id, "dead-0");

        await().atMost(SOON).until(() -> Service.state(id).equals("ended"));
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(
                                TopicReader.read(LocalServers.bootstrapServers(), Topics.NODE_EVENTS + ".dead-letter"))
                        .anySatisfy(record -> assertThat(new String(record.value(), StandardCharsets.UTF_8))
                                .contains("no-such-event")));
    }

    @Test
    void givesSlotsOnce() {
        Service.register("slots", 2);
        Map<String, Integer> before = slots();
        Service.register("slots", 3);
        Map<String, Integer> after = slots();

        assertThat(after).containsAllEntriesOf(before).hasSize(before.size() + 1);
        assertThat(after.values()).doesNotHaveDuplicates();
        await().atMost(SOON).until(() -> !nodeEvents("slots-2").isEmpty());
        assertThat(nodeEvents("slots-0")).as("nothing changed, nothing said").hasSize(1);
    }

    @Test
    void answersForWhatIsNotThere() {
        given().get("/reservations/r-999999").then().statusCode(404).body("why", containsString("r-999999"));
        given().get("/reservations/what").then().statusCode(404);
        Service.release("r-999999").statusCode(404);
        given().contentType("application/json")
                .body("[{\"node\": \"x\"}]")
                .post("/nodes")
                .then()
                .statusCode(400)
                .body("problems.field", hasItems("[0].site", "[0].cores"));
    }

    @Test
    void answersQuickly() {
        Service.register("quick", 64);
        List<Long> millis = IntStream.range(0, 6)
                .mapToObj(run -> {
                    long begin = System.nanoTime();
                    String id = Service.booked(Platform.manifest("quick", "quick", 64, ""));
                    long took = Duration.ofNanos(System.nanoTime() - begin).toMillis();
                    Service.release(id);
                    IntStream.range(0, 64).forEach(node -> Service.giveBack(id, "quick-" + node));
                    await().atMost(SOON).until(() -> Service.state(id).equals("ended"));
                    return took;
                })
                .toList();

        assertThat(millis.stream().skip(1).mapToLong(Long::longValue).min().orElseThrow())
                .as("milliseconds of each: %s", millis)
                .isLessThan(200);
    }

    private static NodeEvent failed(String node, String reservation) {
        return new NodeEvent.StepFailed(
                new NodeName(node), new ReservationId(reservation), MacroStep.VERIFY, 3, "no answer");
    }

    private static List<String> holdersAt(String site) {
        return given().get("/nodes").then().extract().path("findAll { it.site == '" + site + "' }.reservation");
    }

    /** Nodes, subnets, VLANs. */
    private static List<Integer> counts() {
        Map<String, Integer> counts =
                given().get("/bookings").then().statusCode(200).extract().path("$");
        return Stream.of("nodes", "subnets", "vlans").map(counts::get).toList();
    }

    private static Map<String, Integer> slots() {
        List<Map<String, Object>> nodes = given().get("/nodes").then().extract().path("$");
        return nodes.stream().collect(java.util.stream.Collectors.toMap(node -> (String) node.get("node"), node ->
                (Integer) node.get("slot")));
    }

    private static List<Class<?>> nodeEvents(String node) {
        return TopicReader.read(LocalServers.bootstrapServers(), Topics.NODE_EVENTS).stream()
                .filter(record -> node.equals(record.key()))
                .<Class<?>>map(record -> org.farandole.contracts.json.Json.read(record.value(), NodeEvent.class)
                        .getClass())
                .toList();
    }

    private static String header(ConsumerRecord<String, byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}
