package org.farandole.vm.database;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Statements in the transaction of the calling thread. Parameters are text, numbers, booleans, instants, a list (an array of
 * integers if all of them are, else of text) or none. Thread-safe. A failure of the database is a {@link DatabaseFailure}.
 */
@ApplicationScoped
public class Database {

    private final AgroalDataSource dataSource;

    Database(AgroalDataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Reads one row. */
    @FunctionalInterface
    public interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** The database did not do what it was asked; the transaction is lost, and may be tried again. */
    public static final class DatabaseFailure extends RuntimeException {

        private static final long serialVersionUID = 1;

        DatabaseFailure(String statement, SQLException cause) {
            super("'" + statement.lines().findFirst().orElse("") + "' failed: " + cause.getMessage(), cause);
        }
    }

    public <T> List<T> all(String sql, Row<T> row, @Nullable Object... parameters) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, parameters);
            try (ResultSet rows = statement.executeQuery()) {
                List<T> result = new ArrayList<>();
                while (rows.next()) {
                    result.add(row.read(rows));
                }
                return result;
            }
        } catch (SQLException e) {
            throw new DatabaseFailure(sql, e);
        }
    }

    public <T> Optional<T> first(String sql, Row<T> row, @Nullable Object... parameters) {
        return all(sql, row, parameters).stream().findFirst();
    }

    /** How many rows it changed. */
    public int run(String sql, @Nullable Object... parameters) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, parameters);
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw new DatabaseFailure(sql, e);
        }
    }

    /** The same statement for each row of parameters, in one round trip. */
    public void runEach(String sql, Collection<@Nullable Object[]> rows) {
        if (rows.isEmpty()) {
            return;
        }
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (@Nullable Object[] row : rows) {
                bind(statement, row);
                statement.addBatch();
            }
            statement.executeBatch();
        } catch (SQLException e) {
            throw new DatabaseFailure(sql, e);
        }
    }

    private static void bind(PreparedStatement statement, @Nullable Object... parameters) throws SQLException {
        for (int i = 0; i < parameters.length; i++) {
            switch (parameters[i]) {
                case null -> statement.setNull(i + 1, Types.NULL);
                case Instant instant -> statement.setObject(i + 1, instant.atOffset(ZoneOffset.UTC));
                case Collection<?> elements -> statement.setArray(i + 1, array(statement, elements));
                case Integer number -> statement.setInt(i + 1, number);
                case Long number -> statement.setLong(i + 1, number);
                case Boolean truth -> statement.setBoolean(i + 1, truth);
                case Object other -> statement.setString(i + 1, other.toString());
            }
        }
    }

    private static Array array(PreparedStatement statement, Collection<?> elements) throws SQLException {
        Connection connection = statement.getConnection();
        boolean integers = !elements.isEmpty() && elements.stream().allMatch(Integer.class::isInstance);
        return integers
                ? connection.createArrayOf("int4", elements.toArray())
                : connection.createArrayOf(
                        "text", elements.stream().map(Object::toString).toArray());
    }
}
