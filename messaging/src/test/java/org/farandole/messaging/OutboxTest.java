package org.farandole.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.farandole.contracts.node.NodeEvent;
import org.farandole.contracts.node.NodeName;
import org.farandole.contracts.topic.Topics;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(LocalServers.class)
class OutboxTest {

    @Inject
    Outbox outbox;

    @Inject
    Sender sender;

    @Inject
    DataSource dataSource;

    @Test
    void sendsWhatWasCommittedInItsOrder() {
        NodeName node = new NodeName("in-order");
        for (int i = 0; i < 20; i++) {
            String why = "reason " + i;
            QuarkusTransaction.requiringNew().run(() -> {
                outbox.add(Topics.NODE_EVENTS, node.value(), new NodeEvent.Draining(node, why + "a"));
                outbox.add(Topics.NODE_EVENTS, node.value(), new NodeEvent.Draining(node, why + "b"));
            });
        }

        await().atMost(Duration.ofSeconds(20)).until(() -> drainings(node).size() == 40);

        List<String> expected = java.util.stream.IntStream.range(0, 20)
                .boxed()
                .flatMap(i -> List.of("reason " + i + "a", "reason " + i + "b").stream())
                .toList();
        assertThat(drainings(node)).isEqualTo(expected);
        await().atMost(Duration.ofSeconds(5)).until(() -> rowsLeft() == 0);
    }

    @Test
    void sendsNothingOfATransactionThatRolledBack() {
        NodeName undone = new NodeName("undone");
        NodeName done = new NodeName("done");
        assertThatThrownBy(() -> QuarkusTransaction.requiringNew().run(() -> {
                    outbox.add(Topics.NODE_EVENTS, undone.value(), new NodeEvent.Draining(undone, "never"));
                    throw new IllegalStateException("changed my mind");
                }))
                .hasMessageContaining("changed my mind");
        QuarkusTransaction.requiringNew()
                .run(() -> outbox.add(Topics.NODE_EVENTS, done.value(), new NodeEvent.Draining(done, "later")));

        await().atMost(Duration.ofSeconds(20)).until(() -> !drainings(done).isEmpty());

        assertThat(drainings(undone)).isEmpty();
    }

    @Test
    void refusesAMessageOutsideATransaction() {
        NodeName node = new NodeName("outside");
        assertThatThrownBy(() -> outbox.add(Topics.NODE_EVENTS, "outside", new NodeEvent.Off(node)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("outside a transaction");
    }

    @Test
    void writesCloudEventHeaders() throws Exception {
        NodeName node = new NodeName("with-headers");
        sender.send(Topics.NODE_EVENTS, node.value(), new NodeEvent.Off(node))
                .toCompletableFuture()
                .get();

        ConsumerRecord<String, byte[]> record =
                TopicReader.read(LocalServers.bootstrapServers(), Topics.NODE_EVENTS).stream()
                        .filter(candidate -> "with-headers".equals(candidate.key()))
                        .findFirst()
                        .orElseThrow();

        assertThat(header(record, "ce_type")).isEqualTo("org.farandole.off");
        assertThat(header(record, "ce_source")).isEqualTo("/messaging-test");
        assertThat(header(record, "ce_specversion")).isEqualTo("1.0");
    }

    private static String header(ConsumerRecord<String, byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    private static List<String> drainings(NodeName node) {
        return TopicReader.read(LocalServers.bootstrapServers(), Topics.NODE_EVENTS, node.value(), NodeEvent.class)
                .stream()
                .map(event -> ((NodeEvent.Draining) event).why())
                .toList();
    }

    private int rowsLeft() throws SQLException {
        try (var connection = dataSource.getConnection();
                var rows = connection.createStatement().executeQuery("select count(*) from outbox")) {
            rows.next();
            return rows.getInt(1);
        }
    }
}
