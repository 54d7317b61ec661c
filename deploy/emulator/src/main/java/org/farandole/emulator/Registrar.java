package org.farandole.emulator;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.farandole.contracts.json.Json;

/** Offers the nodes to the inventory until it takes them, in the background. */
final class Registrar implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(Registrar.class.getName());
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final int OK_FAMILY = 2;

    private final URI inventory;
    private final byte[] nodes;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread = Thread.ofPlatform().name("register").daemon().unstarted(this::offerUntilTaken);
    private String lastRefusal = "";

    private Registrar(URI service, List<Registration> nodes) {
        this.inventory = service.resolve("/nodes");
        this.nodes = Json.write(nodes);
    }

    static Registrar start(URI service, List<Registration> nodes) {
        Registrar registrar = new Registrar(service, nodes);
        registrar.thread.start();
        return registrar;
    }

    @Override
    public void close() {
        closed.countDown();
        thread.interrupt();
    }

    private void offerUntilTaken() {
        try (HttpClient http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(2))
                .build()) {
            while (!taken(http) && !closed.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {}
        } catch (InterruptedException e) {
            LOG.log(System.Logger.Level.DEBUG, "Registering ends, the emulator stops");
        }
    }

    private boolean taken(HttpClient http) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(inventory)
                .timeout(Duration.ofSeconds(20))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(nodes))
                .build();
        try {
            HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
            if (response.statusCode() / 100 == OK_FAMILY) {
                LOG.log(System.Logger.Level.INFO, "{0} has taken the nodes", inventory);
                return true;
            }
            refused("HTTP " + response.statusCode() + " " + response.body());
        } catch (IOException e) {
            refused(e.toString());
        }
        return false;
    }

    /** Says the same only once. */
    private void refused(String why) {
        if (!why.equals(lastRefusal)) {
            lastRefusal = why;
            LOG.log(System.Logger.Level.INFO, "{0} does not take the nodes yet: {1}", inventory, why);
        }
    }
}
