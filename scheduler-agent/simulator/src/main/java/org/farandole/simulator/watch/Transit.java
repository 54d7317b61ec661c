package org.farandole.simulator.watch;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.farandole.contracts.node.NodeName;
import org.jspecify.annotations.Nullable;

/**
 * A letter as it is sent, and what becomes of it on its way.
 *
 * @param from none is the executor
 * @param to none is the executor
 * @param content a message of the ring, or a decision
 * @param usual how long its way takes by itself
 * @param arrivals after which times it arrives, once each; never, if there are none. Who is down takes nothing
 */
public record Transit(
        Instant at,
        @Nullable NodeName from,
        @Nullable NodeName to,
        Object content,
        Duration usual,
        List<Duration> arrivals) {

    public Transit {
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(content, "content");
        Objects.requireNonNull(usual, "usual");
        arrivals = List.copyOf(arrivals);
    }

    public boolean lost() {
        return arrivals.isEmpty();
    }
}
