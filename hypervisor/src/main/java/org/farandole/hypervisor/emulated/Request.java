package org.farandole.hypervisor.emulated;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.farandole.contracts.json.Json;

/** What was asked, with the path cut into its segments. */
record Request(String method, List<String> path, Duration timeout, byte[] body) {

    private static final Duration USUAL_TIMEOUT = Duration.ofSeconds(60);

    /** @throws IllegalArgumentException if the time-out is malformed */
    static Request of(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        return new Request(
                exchange.getRequestMethod(),
                List.of(path.substring(1).split("/", -1)),
                timeout(exchange.getRequestURI().getQuery()),
                exchange.getRequestBody().readAllBytes());
    }

    <T> T read(Class<T> type) {
        return Json.read(body, type);
    }

    private static Duration timeout(@org.jspecify.annotations.Nullable String query) {
        if (query == null) {
            return USUAL_TIMEOUT;
        }
        if (!query.matches("timeoutMillis=[1-9][0-9]{0,9}")) {
            throw new IllegalArgumentException("'" + query + "': the query is timeoutMillis=N");
        }
        return Duration.ofMillis(Long.parseLong(query.substring(query.indexOf('=') + 1)));
    }
}
