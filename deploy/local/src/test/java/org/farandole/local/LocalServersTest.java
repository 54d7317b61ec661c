package org.farandole.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalServersTest {

    @TempDir
    Path folder;

    @Test
    void aBrokerStartsAgainOnItsData() throws Exception {
        int port = freePort();
        int controllerPort = freePort();
        try (KafkaBroker broker = KafkaBroker.start(folder, port, controllerPort);
                Admin admin = admin(broker)) {
            admin.createTopics(List.of(new NewTopic("kept", 2, (short) 1)))
                    .all()
                    .get();
        }

        try (KafkaBroker again = KafkaBroker.start(folder, port, controllerPort);
                Admin admin = admin(again)) {
            assertThat(admin.listTopics().names().get()).containsExactly("kept");
        }
    }

    /** Whoever comes in by the second address is led on to it, and not to the loopback of another machine. */
    @Test
    void aBrokerAnswersOnASecondAddressWithThatAddress() throws Exception {
        String outside = "127.0.0.2:" + freePort();
        try (KafkaBroker broker = KafkaBroker.start(folder, freePort(), freePort(), outside);
                Admin admin = Admin.create(Map.of("bootstrap.servers", outside));
                Admin inside = admin(broker)) {
            assertThat(admin.describeCluster().nodes().get())
                    .singleElement()
                    .satisfies(
                            node -> assertThat(node.host() + ":" + node.port()).isEqualTo(outside));
            assertThat(inside.describeCluster().nodes().get())
                    .singleElement()
                    .satisfies(node -> assertThat(node.host()).isEqualTo("127.0.0.1"));
        }
    }

    @Test
    void aDatabaseKeepsItsDataAndIsNotMadeTwice() throws Exception {
        try (PostgresServer server = PostgresServer.start(folder, 0)) {
            server.createDatabase("kept");
            server.createDatabase("kept");
            try (Connection connection = connect(server)) {
                connection.createStatement().execute("create table t as select 42 as answer");
            }
        }

        try (PostgresServer again = PostgresServer.start(folder, 0);
                Connection connection = connect(again);
                var rows = connection.createStatement().executeQuery("select answer from t")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getInt(1)).isEqualTo(42);
        }
    }

    @Test
    void refusesANameThatIsNotADatabases() throws Exception {
        try (PostgresServer server = PostgresServer.start(folder, 0)) {
            assertThatThrownBy(() -> server.createDatabase("x; drop database postgres"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("not a database's name");
        }
    }

    private static Admin admin(KafkaBroker broker) {
        return Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
    }

    private static Connection connect(PostgresServer server) throws Exception {
        return DriverManager.getConnection(server.jdbcUrl("kept"), "postgres", "postgres");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
