package org.farandole.messaging;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.farandole.local.KafkaBroker;
import org.farandole.local.PostgresServer;

/**
 * A real broker and a real database for tests: one of each a JVM, a fresh database for each application. Topics are the
 * application's own to create.
 */
public final class LocalServers implements QuarkusTestResourceLifecycleManager {

    private static final AtomicInteger DATABASES = new AtomicInteger();

    @Override
    public Map<String, String> start() {
        try {
            String database = "test_" + DATABASES.incrementAndGet();
            Servers.POSTGRES.createDatabase(database);
            return Map.of(
                    "kafka.bootstrap.servers",
                    Servers.KAFKA.bootstrapServers(),
                    "quarkus.datasource.jdbc.url",
                    Servers.POSTGRES.jdbcUrl(database),
                    "quarkus.datasource.username",
                    "postgres",
                    "quarkus.datasource.password",
                    "postgres");
        } catch (SQLException e) {
            throw new IllegalStateException("No database for the test", e);
        }
    }

    /** The servers outlive the application: the next test's application uses them too. */
    @Override
    public void stop() {}

    public static String bootstrapServers() {
        return Servers.KAFKA.bootstrapServers();
    }

    private static final class Servers {

        static final Path FOLDER = folder();
        static final PostgresServer POSTGRES = postgres();
        static final KafkaBroker KAFKA = kafka();

        private static Path folder() {
            try {
                return Files.createTempDirectory("farandole-test-");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static KafkaBroker kafka() {
            try {
                KafkaBroker broker = KafkaBroker.start(FOLDER.resolve("kafka"), freePort(), freePort());
                Runtime.getRuntime().addShutdownHook(new Thread(Servers::close));
                return broker;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static PostgresServer postgres() {
            try {
                return PostgresServer.start(FOLDER.resolve("postgres"), 0);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static int freePort() throws IOException {
            try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            }
        }

        private static void close() {
            try {
                KAFKA.close();
                POSTGRES.close();
                try (var files = Files.walk(FOLDER)) {
                    files.sorted(java.util.Comparator.reverseOrder())
                            .forEach(file -> file.toFile().delete());
                }
            } catch (IOException e) {
                System.err.println("Test servers left files in " + FOLDER + ": " + e.getMessage());
            }
        }
    }
}
