package org.farandole.local;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Pattern;

/** A PostgreSQL server on 127.0.0.1, from binaries that come as a jar. Its data stays in its folder. Thread-safe. */
public final class PostgresServer implements AutoCloseable {

    private static final Pattern DATABASE = Pattern.compile("[a-z][a-z0-9_]{0,62}");

    private final EmbeddedPostgres server;

    private PostgresServer(EmbeddedPostgres server) {
        this.server = server;
    }

    /**
     * Returns when the server answers.
     *
     * @param port 0 for any free one
     */
    public static PostgresServer start(Path data, int port) throws IOException {
        return new PostgresServer(EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setPort(port)
                .setPGStartupWait(Duration.ofSeconds(60))
                .setServerConfig("max_connections", "200")
                .setServerConfig("shared_buffers", "64MB")
                .setServerConfig("synchronous_commit", "off")
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setServerConfig("unix_socket_directories", "")
                .start());
    }

    public int port() {
        return server.getPort();
    }

    public String jdbcUrl(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port() + "/" + database;
    }

    /** Creates a database, unless it is there. */
    public void createDatabase(String name) throws SQLException {
        if (!DATABASE.matcher(name).matches()) {
            throw new IllegalArgumentException("'" + name + "' is not a database's name");
        }
        try (Connection connection = server.getPostgresDatabase().getConnection();
                var known = connection.prepareStatement("select 1 from pg_database where datname = ?");
                Statement statement = connection.createStatement()) {
            known.setString(1, name);
            if (!known.executeQuery().next()) {
                statement.execute("create database " + name);
            }
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    /** {@code PostgresServer DATA PORT DATABASE…}: runs until it is asked to end. */
    public static void main(String[] args) throws IOException, SQLException, InterruptedException {
        Logging.quiet();
        PostgresServer server = start(Path.of(args[0]), Integer.parseInt(args[1]));
        for (int i = 2; i < args.length; i++) {
            server.createDatabase(args[i]);
        }
        System.out.println("ready on 127.0.0.1:" + server.port());
        CountDownLatch end = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            try {
                server.close();
            } catch (IOException e) {
                System.err.println("PostgreSQL could not be stopped: " + e.getMessage());
            } finally {
                end.countDown();
            }
        }));
        end.await();
    }
}
