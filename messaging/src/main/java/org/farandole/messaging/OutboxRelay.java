package org.farandole.messaging;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.agroal.api.AgroalDataSource;
import io.quarkus.arc.properties.IfBuildProperty;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/**
 * Sends what is in the outbox, in its order, and deletes what the broker took. Of several replicas on one database one sends
 * at a time, by an advisory lock. Woken by NOTIFY; looks by itself every second, in case a notice was lost.
 */
@ApplicationScoped
@IfBuildProperty(name = "farandole.outbox", stringValue = "true", enableIfMissing = true)
class OutboxRelay {

    private static final Logger LOG = Logger.getLogger(OutboxRelay.class);
    private static final int BATCH = 500;
    private static final Duration SECOND_LINE = Duration.ofSeconds(1);
    private static final long LOCK = 0x6f7574626f78L;

    private final AgroalDataSource dataSource;
    private final Sender sender;
    private final ObjectMapper json = new ObjectMapper();
    private @Nullable Thread thread;
    private volatile boolean ending;

    OutboxRelay(AgroalDataSource dataSource, Sender sender) {
        this.dataSource = dataSource;
        this.sender = sender;
    }

    void start(@Observes StartupEvent start) {
        thread = Thread.ofPlatform().name("outbox-relay").daemon().start(this::run);
    }

    void stop(@Observes ShutdownEvent stop) throws InterruptedException {
        ending = true;
        if (thread != null) {
            thread.interrupt();
            thread.join(Duration.ofSeconds(3));
        }
    }

    private void run() {
        while (!ending) {
            try (Connection connection = dataSource.getConnection()) {
                relay(connection);
            } catch (SQLException | IOException | RuntimeException e) {
                if (!ending) {
                    LOG.warnf("The outbox relay starts again in a second: %s", e.getMessage());
                    pause();
                }
            }
        }
    }

    private void relay(Connection connection) throws SQLException, IOException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("listen outbox");
            try {
                boolean mine = false;
                while (!ending) {
                    mine = mine || lock(statement);
                    while (mine && sendBatch(connection) == BATCH) {
                        // more is waiting
                    }
                    connection.unwrap(PGConnection.class).getNotifications((int) SECOND_LINE.toMillis());
                }
            } finally {
                if (!connection.isClosed()) {
                    statement.execute("unlisten outbox; select pg_advisory_unlock_all()");
                }
            }
        }
    }

    private static boolean lock(Statement statement) throws SQLException {
        try (ResultSet result = statement.executeQuery("select pg_try_advisory_lock(" + LOCK + ")")) {
            return result.next() && result.getBoolean(1);
        }
    }

    private int sendBatch(Connection connection) throws SQLException, IOException {
        List<Long> ids = new ArrayList<>();
        List<CompletableFuture<RecordMetadata>> sent = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(
                        "select id, topic, record_key, record_partition, headers, body from outbox order by id limit "
                                + BATCH);
                ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                ids.add(rows.getLong("id"));
                sent.add(sender.send(outgoing(rows)).toCompletableFuture());
            }
        }
        if (!ids.isEmpty()) {
            CompletableFuture.allOf(sent.toArray(CompletableFuture[]::new)).join();
            delete(connection, ids);
        }
        return ids.size();
    }

    private Outgoing outgoing(ResultSet row) throws SQLException, IOException {
        Map<String, String> headers = json.readValue(row.getString("headers"), new TypeReference<>() {});
        int partition = row.getInt("record_partition");
        return new Outgoing(
                row.getString("topic"),
                row.getString("record_key"),
                row.wasNull() ? null : partition,
                headers,
                row.getBytes("body"));
    }

    private static void delete(Connection connection, List<Long> ids) throws SQLException {
        Array array = connection.createArrayOf("bigint", ids.toArray());
        try (PreparedStatement delete = connection.prepareStatement("delete from outbox where id = any (?)")) {
            delete.setArray(1, array);
            delete.executeUpdate();
        } finally {
            array.free();
        }
    }

    private void pause() {
        try {
            Thread.sleep(SECOND_LINE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            ending = true;
        }
    }
}
