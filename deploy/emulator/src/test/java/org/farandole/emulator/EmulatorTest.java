package org.farandole.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.farandole.emulator.SettingsTest.properties;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import org.farandole.contracts.node.NodeName;
import org.farandole.hypervisor.HypervisorException;
import org.farandole.hypervisor.Hypervisors;
import org.junit.jupiter.api.Test;

class EmulatorTest {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @Test
    void answersOverHttp() throws Exception {
        try (Emulator emulator = start("farandole.emulator.nodes", "8", "farandole.speed", "60")) {
            assertThat(request(emulator, "GET", "/q/health/ready", "").body()).isEqualTo("{\"status\":\"UP\"}");
            assertThat(request(emulator, "GET", "/speed", "").body()).isEqualTo("{\"speed\":60.0}");
            assertThat(request(emulator, "GET", "/world", "").body())
                    .contains("\"nodes\":{\"bare\":8}", "\"duplicateVms\":0", "\"loadMoves\":false");

            assertThat(request(emulator, "PUT", "/speed", "{\"speed\": 1.0}").statusCode())
                    .isEqualTo(200);
            assertThat(request(emulator, "POST", "/load/begin", "").statusCode())
                    .isEqualTo(200);

            assertThat(request(emulator, "GET", "/speed", "").body()).isEqualTo("{\"speed\":1.0}");
            assertThat(request(emulator, "GET", "/world", "").body()).contains("\"loadMoves\":true");
        }
    }

    @Test
    void refusesWhatItDoesNotUnderstand() throws Exception {
        try (Emulator emulator = start()) {
            assertThat(request(emulator, "PUT", "/speed", "{\"speed\": 0}").statusCode())
                    .isEqualTo(400);
            assertThat(request(emulator, "PUT", "/speed", "fast").statusCode()).isEqualTo(400);
            assertThat(request(emulator, "GET", "/nodes/Rennes_1/stats", "").body())
                    .contains("is not a node's name");
            assertThat(request(emulator, "GET", "/nodes/rennes-99/stats", "").body())
                    .contains("there is no node rennes-99");
            assertThat(request(emulator, "POST", "/nodes/rennes-1/steps/dance", "{}")
                            .statusCode())
                    .isEqualTo(400);
            assertThat(request(emulator, "POST", "/nodes/rennes-1/undo?timeoutMillis=-1", "")
                            .statusCode())
                    .isEqualTo(400);
            assertThat(request(emulator, "GET", "/nowhere", "").statusCode()).isEqualTo(404);
        }
    }

    @Test
    void aHypervisorStandsBehindTheUriOfANode() throws Exception {
        try (Emulator emulator = start("farandole.emulator.deployed", "true")) {
            URI uri = emulator.server().hypervisorOf(new NodeName("rennes-1"));
            try (var hypervisor = Hypervisors.driverFor(uri).connect(new NodeName("rennes-1"), uri)) {
                assertThat(hypervisor.stats().ownCapacity().cpuPercent()).isEqualTo(700);
            }
        }
    }

    @Test
    void offersItsNodesUntilTheInventoryTakesThem() throws Exception {
        List<String> offers = new CopyOnWriteArrayList<>();
        HttpServer inventory = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        inventory.createContext("/nodes", exchange -> {
            offers.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(offers.size() < 3 ? 503 : 200, -1);
            exchange.close();
        });
        inventory.start();
        String at = "http://127.0.0.1:" + inventory.getAddress().getPort();
        try (Emulator emulator = start(
                "farandole.emulator.nodes", "4",
                "farandole.emulator.register-at", at,
                "farandole.emulator.advertise", "emulator.example")) {
            await().until(() -> offers.size() >= 3);

            assertThat(offers.getLast())
                    .contains(
                            "{\"site\":\"rennes\",\"cluster\":\"paradoxe\",\"node\":\"rennes-1\",\"cores\":8,\"cpuPercent\":700,"
                                    + "\"memoryMiB\":32768,\"hardwareVirtualization\":true,\"hypervisor\":\"emulated://emulator.example:"
                                    + emulator.server().port() + "/rennes-1\",\"properties\":{}}");
        } finally {
            inventory.stop(0);
        }
    }

    @Test
    void aSettingThatDoesNotExistIsRefused() {
        assertThatThrownBy(() -> start("farandole.emulator.node", "8"))
                .isInstanceOf(BadSetting.class)
                .hasMessageStartingWith(
                        "There is no setting farandole.emulator.node; there are farandole.emulator.advertise");
    }

    @Test
    void listeningEverywhereNeedsAnAddressToTell() {
        assertThatThrownBy(() -> start("quarkus.http.host", "0.0.0.0"))
                .isInstanceOf(BadSetting.class)
                .hasMessageStartingWith("farandole.emulator.advertise is not set");
    }

    @Test
    void aPortInUseIsRefused() throws Exception {
        try (Emulator first = start()) {
            String port = String.valueOf(first.server().port());

            assertThatThrownBy(() -> start("quarkus.http.port", port))
                    .isInstanceOf(IOException.class)
                    .hasMessage("The emulator cannot listen on 127.0.0.1:" + port
                            + " (Address already in use): give another quarkus.http.port");
        }
    }

    private static Emulator start(String... namesAndValues) throws BadSetting, IOException, HypervisorException {
        Properties properties = properties(namesAndValues);
        properties.putIfAbsent("quarkus.http.port", "0");
        return Emulator.start(properties, Map.of());
    }

    private static HttpResponse<String> request(Emulator emulator, String method, String path, String body)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(emulator.server().root() + path))
                .method(method, BodyPublishers.ofString(body))
                .build();
        return HTTP.send(request, BodyHandlers.ofString());
    }
}
