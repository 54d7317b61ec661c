package org.farandole.hypervisor.emulated;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.farandole.contracts.node.NodeName;

/** {@code GET /changes}: the nodes whose load changes a lot, one a line, for as long as the client listens. */
final class ChangesRoute {

    /** An empty line so often shows each side whether the other is still there. */
    private static final long HEARTBEAT_SECONDS = 1;

    private final LiveWorld live;

    ChangesRoute(LiveWorld live) {
        this.live = live;
    }

    void stream(HttpExchange exchange) throws IOException, InterruptedException {
        exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
        exchange.sendResponseHeaders(200, 0);
        LinkedBlockingQueue<NodeName> changed = new LinkedBlockingQueue<>();
        Consumer<NodeName> listener = changed::add;
        live.listen(listener);
        try (OutputStream out = exchange.getResponseBody()) {
            while (true) {
                out.write(lines(changed).getBytes(StandardCharsets.UTF_8));
                out.flush();
            }
        } finally {
            live.leave(listener);
        }
    }

    private static String lines(LinkedBlockingQueue<NodeName> changed) throws InterruptedException {
        NodeName first = changed.poll(HEARTBEAT_SECONDS, TimeUnit.SECONDS);
        if (first == null) {
            return "\n";
        }
        Set<NodeName> together = new LinkedHashSet<>(Set.of(first));
        changed.drainTo(together);
        StringBuilder lines = new StringBuilder();
        together.forEach(node -> lines.append(node).append('\n'));
        return lines.toString();
    }
}
