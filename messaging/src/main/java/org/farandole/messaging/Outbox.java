package org.farandole.messaging;

import io.agroal.api.AgroalDataSource;
import io.quarkus.arc.properties.IfBuildProperty;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.farandole.contracts.json.Json;
import org.jspecify.annotations.Nullable;

/**
 * Writes messages into the caller's transaction: they are sent after it has committed, or not at all. Messages of one key go
 * out in the order of their transactions, where those were ordered by a lock. Thread-safe. A service without tables leaves
 * the outbox out: {@code farandole.outbox=false} in its application.properties.
 */
@ApplicationScoped
@IfBuildProperty(name = "farandole.outbox", stringValue = "true", enableIfMissing = true)
public class Outbox {

    private final AgroalDataSource dataSource;
    private final TransactionSynchronizationRegistry transactions;
    private final Sender sender;
    private final Clock clock = Clock.systemUTC();

    Outbox(AgroalDataSource dataSource, TransactionSynchronizationRegistry transactions, Sender sender) {
        this.dataSource = dataSource;
        this.transactions = transactions;
        this.sender = sender;
    }

    /**
     * The key chooses the partition.
     *
     * @throws IllegalStateException outside a transaction
     */
    public void add(String topic, String key, Object message) {
        add(Outgoing.of(sender.source(), topic, key, null, message, clock.instant()));
    }

    /** @throws IllegalStateException outside a transaction */
    public void add(String topic, String key, int partition, Object message) {
        add(Outgoing.of(sender.source(), topic, key, partition, message, clock.instant()));
    }

    private void add(Outgoing outgoing) {
        if (transactions.getTransactionStatus() != Status.STATUS_ACTIVE) {
            throw new IllegalStateException("A message to " + outgoing.topic() + " was written outside a transaction");
        }
        ofThisTransaction().add(outgoing);
    }

    /** One insert a transaction, however many messages it writes. */
    @SuppressWarnings("unchecked")
    private List<Outgoing> ofThisTransaction() {
        List<Outgoing> pending = (List<Outgoing>) transactions.getResource(this);
        if (pending != null) {
            return pending;
        }
        List<Outgoing> fresh = new ArrayList<>();
        transactions.putResource(this, fresh);
        transactions.registerInterposedSynchronization(new Synchronization() {
            @Override
            public void beforeCompletion() {
                insert(fresh);
            }

            @Override
            public void afterCompletion(int status) {}
        });
        return fresh;
    }

    private void insert(List<Outgoing> messages) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement insert = connection.prepareStatement(
                        "insert into outbox (topic, record_key, record_partition, headers, body) values (?, ?, ?, ?::jsonb, ?)")) {
            for (Outgoing message : messages) {
                insert.setString(1, message.topic());
                insert.setString(2, message.key());
                setNullable(insert, 3, message.partition());
                insert.setString(4, new String(Json.write(message.headers()), StandardCharsets.UTF_8));
                insert.setBytes(5, message.body());
                insert.addBatch();
            }
            insert.executeBatch();
        } catch (SQLException e) {
            throw new IllegalStateException(messages.size() + " messages could not be written to the outbox", e);
        }
    }

    private static void setNullable(PreparedStatement statement, int index, @Nullable Integer value)
            throws SQLException {
        if (value == null) {
            statement.setNull(index, Types.INTEGER);
        } else {
            statement.setInt(index, value);
        }
    }
}
