package org.farandole.monitor.live;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.farandole.contracts.json.Json;

/**
 * What one reader of the page's stream is sent next: the ring when it is another one, then a frame when anything changed, or
 * to show that the service lives. Not thread-safe.
 */
final class LiveReader {

    /** At least so often something is sent. */
    static final Duration BEAT = Duration.ofSeconds(3);

    /** A server-sent event; the data is one line of JSON. */
    record Message(String name, String data) {}

    private final LiveView view;
    private long changesSeen = -1;
    private int ringSeen = -1;
    private long lineSeen;
    private Instant sent = Instant.EPOCH;

    LiveReader(LiveView view) {
        this.view = view;
    }

    /** What to send now; nothing if nothing changed. */
    List<Message> next(Instant now) {
        long changes = view.changes();
        if (changes == changesSeen && now.isBefore(sent.plus(BEAT))) {
            return List.of();
        }
        changesSeen = changes;
        sent = now;
        List<Message> messages = new ArrayList<>();
        synchronized (view) {
            if (view.ringNumber() != ringSeen) {
                ringSeen = view.ringNumber();
                messages.add(message("ring", view.ring()));
            }
            messages.add(message("frame", view.frame(now, lineSeen)));
            lineSeen = view.lastLine();
        }
        return messages;
    }

    private static Message message(String name, Object data) {
        return new Message(name, new String(Json.write(data), StandardCharsets.UTF_8));
    }
}
