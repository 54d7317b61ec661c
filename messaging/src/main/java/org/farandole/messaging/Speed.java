package org.farandole.messaging;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * How much faster than the wall clock the nodes' time runs: 1 on real nodes, more where they are emulated. Thread-safe.
 */
@ApplicationScoped
public class Speed {

    private volatile double factor;

    Speed(@ConfigProperty(name = "farandole.speed", defaultValue = "1") double factor) {
        set(factor);
    }

    public double now() {
        return factor;
    }

    /** @throws IllegalArgumentException unless it is above 0 and at most 10,000 */
    public final void set(double factor) {
        if (!(factor > 0 && factor <= 10_000)) {
            throw new IllegalArgumentException("A speed is above 0 and at most 10000, not " + factor);
        }
        this.factor = factor;
    }

    /** How long to wait for what takes {@code nodeTime} on a node. */
    public Duration toWall(Duration nodeTime) {
        return Duration.ofNanos((long) (nodeTime.toNanos() / factor));
    }

    /** What a node did in {@code wall}, by its own clock. */
    public Duration toNodeTime(Duration wall) {
        return Duration.ofNanos((long) (wall.toNanos() * factor));
    }
}
