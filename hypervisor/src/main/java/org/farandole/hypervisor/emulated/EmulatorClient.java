package org.farandole.hypervisor.emulated;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.farandole.contracts.json.Json;
import org.farandole.contracts.json.UnreadableMessage;
import org.farandole.hypervisor.HypervisorException;
import org.farandole.hypervisor.HypervisorException.Fault;
import org.jspecify.annotations.Nullable;

/** Requests to an emulator, over connections that every node of it shares. Thread-safe. */
final class EmulatorClient {

    /** For a request that the emulator answers at once. */
    static final Duration AT_ONCE = Duration.ofSeconds(10);

    /** The emulator watches a long request's time-out itself; the client waits a little longer for its word. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .executor(Executors.newThreadPerTaskExecutor(
                    Thread.ofVirtual().name("emulator-client-", 0).factory()))
            .build();

    private EmulatorClient() {}

    static HttpClient http() {
        return HTTP;
    }

    static byte[] get(URI uri, String what) throws HypervisorException {
        return uninterrupted(HttpRequest.newBuilder(uri).timeout(AT_ONCE).build(), what);
    }

    static byte[] send(String method, URI uri, @Nullable Object body, String what) throws HypervisorException {
        return uninterrupted(request(method, uri, body).timeout(AT_ONCE).build(), what);
    }

    /** Waits for as long as the operation takes, at most {@code timeout}. */
    static byte[] sendAndWait(String method, URI uri, @Nullable Object body, Duration timeout, String what)
            throws HypervisorException, InterruptedException {
        String separator = uri.getRawQuery() == null ? "?" : "&";
        URI bounded = URI.create(uri + separator + "timeoutMillis=" + Math.max(1, timeout.toMillis()));
        return exchange(
                request(method, bounded, body).timeout(timeout.plus(GRACE)).build(), what);
    }

    /** For clearing up by a thread that was interrupted; what goes wrong here is left to the one who asks next. */
    static void sendDespiteInterrupt(String method, URI uri) {
        try {
            HTTP.sendAsync(request(method, uri, null).timeout(AT_ONCE).build(), BodyHandlers.discarding())
                    .orTimeout(AT_ONCE.toMillis(), TimeUnit.MILLISECONDS)
                    .join();
        } catch (CompletionException e) {
            System.getLogger(EmulatorClient.class.getName())
                    .log(System.Logger.Level.WARNING, method + " " + uri + " failed: " + e.getMessage());
        }
    }

    static HypervisorException interrupted(String what) {
        Thread.currentThread().interrupt();
        return new HypervisorException(Fault.TIMEOUT, what + ": interrupted", null);
    }

    private static HttpRequest.Builder request(String method, URI uri, @Nullable Object body) {
        HttpRequest.BodyPublisher publisher =
                body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(Json.write(body));
        return HttpRequest.newBuilder(uri).method(method, publisher).header("Content-Type", "application/json");
    }

    private static byte[] uninterrupted(HttpRequest request, String what) throws HypervisorException {
        try {
            return exchange(request, what);
        } catch (InterruptedException e) {
            throw interrupted(what);
        }
    }

    private static byte[] exchange(HttpRequest request, String what) throws HypervisorException, InterruptedException {
        HttpResponse<byte[]> response;
        try {
            response = sendTwiceAtMost(request);
        } catch (HttpConnectTimeoutException e) {
            throw unreachable(request, what, e);
        } catch (HttpTimeoutException e) {
            throw new HypervisorException(
                    Fault.TIMEOUT,
                    what + ": no answer in time from " + request.uri().getAuthority(),
                    e);
        } catch (IOException e) {
            throw unreachable(request, what, e);
        }
        if (response.statusCode() / 100 == 2) {
            return response.body();
        }
        throw failure(response, what);
    }

    private static HypervisorException unreachable(HttpRequest request, String what, IOException cause) {
        String where = request.uri().getAuthority();
        return new HypervisorException(Fault.NODE, what + ": the emulator at " + where + " does not answer", cause);
    }

    /** A kept connection may be closed by the other side just as it is used; every request is safe to repeat. */
    private static HttpResponse<byte[]> sendTwiceAtMost(HttpRequest request) throws IOException, InterruptedException {
        try {
            return HTTP.send(request, BodyHandlers.ofByteArray());
        } catch (HttpTimeoutException | java.net.ConnectException e) {
            throw e;
        } catch (IOException e) {
            return HTTP.send(request, BodyHandlers.ofByteArray());
        }
    }

    private static HypervisorException failure(HttpResponse<byte[]> response, String what) {
        try {
            Wire.Failure failure = Json.read(response.body(), Wire.Failure.class);
            return new HypervisorException(failure.fault(), what + ": " + failure.message(), null);
        } catch (UnreadableMessage e) {
            return new HypervisorException(Fault.NODE, what + ": HTTP " + response.statusCode(), e);
        }
    }
}
