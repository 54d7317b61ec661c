package org.farandole.reservation.booking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.farandole.messaging.LocalServers;
import org.farandole.reservation.Platform;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** That no two reservations have one thing at one time, even if the service were wrong. */
@QuarkusTest
@QuarkusTestResource(LocalServers.class)
class GuaranteesTest {

    private static final String EXCLUDED = "23P01";
    private static final String NOT_UNIQUE = "23505";
    private static final String CHECKED = "23514";

    @Inject
    AgroalDataSource database;

    @BeforeEach
    void twoReservations() throws SQLException {
        execute("""
                delete from node_booking where reservation >= 9000000;
                delete from subnet_booking where reservation >= 9000000;
                delete from vlan_booking where reservation >= 9000000;
                insert into reservation (number, name, state, why, manifest)
                select number, 'direct', 'ENDED', '', '{}' from generate_series(9000001, 9000002) number
                on conflict do nothing;
                insert into node (slot, name, site, cluster, cores, cpu_percent, memory_mib, hypervisor, properties)
                values (9000000, 'direct', 'direct', 'direct', 1, 100, 1, 'emulated:direct', '{}')
                on conflict do nothing;
                """);
    }

    @ParameterizedTest(name = "{0}-{1} beside {2}-{3}, {4}: {5}")
    @CsvSource(
            nullValues = "-",
            value = {
                "8, 10, 8, 10, BOOKED, 23P01",
                "8, 10, 9, 11, BOOKED, 23P01",
                "8, 10, 7, 9, BOOKED, 23P01",
                "8, 10, 7, 11, BOOKED, 23P01",
                "8, 10, 9, 10, FAILED, 23P01",
                "8, 10, 10, 11, BOOKED, -",
                "8, 10, 7, 8, HELD, -",
                "8, 10, 8, 10, RETURNED, -",
            })
    void aNodeIsBookedOnce(int from, int to, int othersFrom, int othersTo, String condition, String state)
            throws SQLException {
        execute(node(9000001, from, to, "BOOKED"));

        assertState(node(9000002, othersFrom, othersTo, condition), state);
    }

    @Test
    void aNodeIsHeldOnceWhateverTheTime() throws SQLException {
        execute(node(9000001, 8, 10, "HELD"));
        execute(node(9000002, 12, 14, "BOOKED"));

        assertState("update node_booking set condition = 'HELD' where reservation = 9000002", NOT_UNIQUE);
        assertState("update node_booking set condition = 'FAILED' where reservation = 9000002", NOT_UNIQUE);
        execute("update node_booking set condition = 'RETURNED' where reservation = 9000001");
        assertState("update node_booking set condition = 'HELD' where reservation = 9000002", null);
    }

    @ParameterizedTest(name = "{0} {1}-{2}: {3}")
    @CsvSource(
            nullValues = "-",
            value = {
                "172.16.0.0/18, 8, 10, 23P01",
                "172.16.4.0/22, 9, 11, 23P01",
                "172.16.0.0/16, 7, 9, 23P01",
                "172.16.64.0/18, 8, 10, -",
                "172.16.0.0/18, 10, 12, -",
                "172.16.0.0/24, 8, 10, 23514",
                "172.0.0.0/8, 8, 10, 23514",
            })
    void anAddressIsBookedOnce(String subnet, int from, int to, String state) throws SQLException {
        execute(subnet(9000001, "172.16.0.0/18", 8, 10, "BOOKED"));

        assertState(subnet(9000002, subnet, from, to, "BOOKED"), state);
    }

    @Test
    void anAddressIsHeldOnceWhateverTheTime() throws SQLException {
        execute(subnet(9000001, "172.16.0.0/18", 8, 10, "HELD"));
        execute(subnet(9000002, "172.16.4.0/22", 12, 14, "BOOKED"));

        assertState("update subnet_booking set condition = 'HELD' where reservation = 9000002", EXCLUDED);
    }

    @ParameterizedTest(name = "{0} {1} of ''{2}'' {3}-{4}: {5}")
    @CsvSource(
            nullValues = "-",
            value = {
                "LOCAL, 2, direct, 8, 10, 23P01",
                "LOCAL, 2, direct, 9, 11, 23P01",
                "LOCAL, 2, direct, 10, 11, -",
                "LOCAL, 2, elsewhere, 8, 10, -",
                "LOCAL, 3, direct, 8, 10, -",
                "ROUTED, 2, direct, 8, 10, 23514",
                "GLOBAL, 10, direct, 8, 10, 23514",
                "LOCAL, 2, '', 8, 10, 23514",
                "GLOBAL, 22, '', 8, 10, 23514",
            })
    void aVlanIsBookedOnce(String kind, int number, String site, int from, int to, String state) throws SQLException {
        execute(vlan(9000001, "LOCAL", 2, "direct", 8, 10, "BOOKED"));

        assertState(vlan(9000002, kind, number, site, from, to, "BOOKED"), state);
    }

    @Test
    void aGlobalVlanIsThePlatforms() throws SQLException {
        execute(vlan(9000001, "GLOBAL", 21, "", 8, 10, "HELD"));

        assertState(vlan(9000002, "GLOBAL", 21, "", 9, 11, "BOOKED"), EXCLUDED);
        assertState(vlan(9000002, "GLOBAL", 21, "", 12, 14, "HELD"), NOT_UNIQUE);
        assertState(vlan(9000002, "GLOBAL", 21, "", 12, 14, "BOOKED"), null);
    }

    @Test
    void ofTwoThatWantTheLastNodesOneGetsThem() {
        Service.register("race", 4);

        List<ValidatableResponse> answers = atOnce(IntStream.range(0, 6)
                .mapToObj(i -> Platform.manifest("race-" + i, "race", 3, ""))
                .toList());

        assertThat(answers.stream().map(answer -> answer.extract().statusCode()))
                .containsOnlyOnce(201)
                .containsOnly(201, 409);
    }

    @Test
    void manyAtOnceShareWhatThereIs() {
        Service.register("share", 12);

        List<ValidatableResponse> answers = atOnce(IntStream.range(0, 8)
                .mapToObj(i -> Platform.manifest("share-" + i, "share", 2, ""))
                .toList());

        List<String> nodes = new ArrayList<>();
        answers.stream()
                .filter(answer -> answer.extract().statusCode() == 201)
                .forEach(answer -> nodes.addAll(answer.extract().<List<String>>path("nodes")));
        assertThat(nodes).hasSize(12).doesNotHaveDuplicates();
        assertThat(answers.stream().map(answer -> answer.extract().statusCode()))
                .containsOnly(201, 409);
    }

    /** A writer that does not take the service's lock: only the constraint is left to notice. */
    @Test
    void takesOtherNodesWhenAnotherWriterWasFirst() throws Exception {
        Service.register("writer", 3);
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ExecutorService executor = Executors.newSingleThreadExecutor()) {
            connection.setAutoCommit(false);
            statement.execute(
                    "insert into node_booking values (9000001, 'writer-0', now(), now() + interval '1 day', 'BOOKED')");

            CompletableFuture<ValidatableResponse> answer = CompletableFuture.supplyAsync(
                    () -> Service.book(Platform.manifest("writer", "writer", 2, "")), executor);
            await().atMost(Duration.ofSeconds(10)).until(this::somebodyWaits);
            connection.commit();

            answer.get().statusCode(201).body("nodes", contains("writer-1", "writer-2"));
        }
    }

    /** The node of a reservation that is over in time and not given back: the next one waits for it. */
    @Test
    void doesNotStartOnWhatIsNotGivenBack() throws SQLException {
        Service.register("late", 1);
        String first = Service.booked(Platform.manifest("late-a", "late", 1, ""));
        execute("update node_booking set starts = now() - interval '2 hours', until = now() - interval '1 hour'"
                + " where node = 'late-0'");
        String second = Service.booked(Platform.manifest(
                "late-b", "late", 1, "start: " + java.time.Instant.now().plusSeconds(601)));
        execute("update reservation set starts = now() - interval '1 second', due = now() where number = "
                + second.substring(2));

        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(
                        () -> Service.get(second).body("why", equalTo("waits for node late-0 (of " + first + ")")));
        Service.get(second).body("state", equalTo("granted"));
        Service.release(first);
        Service.giveBack(first, "late-0");

        await().atMost(Duration.ofSeconds(15)).until(() -> Service.state(second).equals("started"));
    }

    private static List<ValidatableResponse> atOnce(List<String> manifests) {
        try (ExecutorService executor = Executors.newFixedThreadPool(manifests.size())) {
            List<CompletableFuture<ValidatableResponse>> answers = manifests.stream()
                    .map(manifest -> CompletableFuture.supplyAsync(() -> Service.book(manifest), executor))
                    .toList();
            return answers.stream().map(CompletableFuture::join).toList();
        }
    }

    private boolean somebodyWaits() throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                var rows = statement.executeQuery(
                        "select count(*) from pg_stat_activity where wait_event = 'transactionid' and query like '%node_booking%'")) {
            rows.next();
            return rows.getInt(1) > 0;
        }
    }

    private void assertState(String sql, String state) {
        if (state == null) {
            assertThatCode(() -> execute(sql)).doesNotThrowAnyException();
            return;
        }
        SQLException refused = catchThrowableOfType(SQLException.class, () -> execute(sql));
        assertThat((Throwable) refused).as("a refusal of %s", sql).isNotNull();
        assertThat(refused.getSQLState()).isEqualTo(state);
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String node(long reservation, int from, int to, String condition) {
        return "insert into node_booking (reservation, node, starts, until, condition) values (%d, 'direct', %s, '%s')"
                .formatted(reservation, time(from, to), condition);
    }

    private static String subnet(long reservation, String subnet, int from, int to, String condition) {
        return "insert into subnet_booking (reservation, subnet, starts, until, condition) values (%d, '%s', %s, '%s')"
                .formatted(reservation, subnet, time(from, to), condition);
    }

    private static String vlan(
            long reservation, String kind, int number, String site, int from, int to, String condition) {
        return "insert into vlan_booking (reservation, kind, number, site, starts, until, condition) values (%d, '%s', %d, '%s', %s, '%s')"
                .formatted(reservation, kind, number, site, time(from, to), condition);
    }

    /** Hours of one day. */
    private static String time(int from, int to) {
        return "'2030-01-01T%02d:00:00Z', '2030-01-01T%02d:00:00Z'".formatted(from, to);
    }
}
