package org.farandole.dvms;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.farandole.contracts.monitor.Sample;
import org.farandole.contracts.node.Capacity;
import org.jspecify.annotations.Nullable;

/**
 * Whether a node is overloaded, by its samples. Immutable: {@link #on} gives the next.
 *
 * <pre>
 *            demand above capacity            for the window
 *   Healthy ────────────────────────▶ Rising ────────────────▶ Overloaded
 *      ▲ ▲        not above any more    │                         │
 *      │ └──────────────────────────────┘                         │
 *      └──────────── below capacity by the hysteresis ────────────┘
 * </pre>
 */
public sealed interface Detection {

    /** The state after a sample. @param brokerAt the broker's timestamp of it */
    Detection on(Sample sample, Instant brokerAt, Rule rule);

    /** A node about which nothing is known yet. */
    static Detection healthy() {
        return new Healthy();
    }

    /**
     * @param window how long demand stays above capacity before it is an overload, in node time
     * @param between what lies between two samples at most, in node time: a window not longer than it is over with the
     *     first sample, as no sample could tell it apart
     * @param hysteresisPercent of the capacity, by which demand must be below it to end an overload
     */
    record Rule(Duration window, Duration between, int hysteresisPercent) {
        public Rule {
            Objects.requireNonNull(window, "window");
            Objects.requireNonNull(between, "between");
            if (hysteresisPercent < 0 || hysteresisPercent > 100) {
                throw new IllegalArgumentException("A hysteresis of " + hysteresisPercent + " %: it is 0 to 100");
            }
        }

        private boolean over(Duration lasted) {
            return window.compareTo(between) <= 0 || lasted.compareTo(window) >= 0;
        }

        private boolean ends(Sample sample) {
            Capacity capacity = sample.capacity();
            return capacity.bounded().stream()
                    .allMatch(resource -> sample.demand(resource) <= withoutHysteresis(capacity.of(resource)));
        }

        private long withoutHysteresis(long capacity) {
            return capacity - capacity * hysteresisPercent / 100;
        }
    }

    /** No demand above capacity. */
    record Healthy() implements Detection {
        @Override
        public Detection on(Sample sample, Instant brokerAt, Rule rule) {
            return sample.overloaded() ? rising(sample, brokerAt, sample.nodeTime(), brokerAt, rule) : this;
        }
    }

    /**
     * Above capacity, not yet for the window.
     *
     * @param since of the first sample above, by the node's clock
     * @param birth of the first sample above, by the broker's
     */
    record Rising(Instant since, Instant birth) implements Detection {
        @Override
        public Detection on(Sample sample, Instant brokerAt, Rule rule) {
            return sample.overloaded() ? rising(sample, brokerAt, since, birth, rule) : new Healthy();
        }
    }

    /**
     * A trigger.
     *
     * @param birth of the first sample above, by the broker's clock
     * @param completedAt of the sample that completed the trigger, by the broker's clock
     */
    record Overloaded(Instant birth, Instant completedAt) implements Detection {
        @Override
        public Detection on(Sample sample, Instant brokerAt, Rule rule) {
            return rule.ends(sample) ? new Healthy() : this;
        }
    }

    private static Detection rising(Sample sample, Instant brokerAt, Instant since, Instant birth, Rule rule) {
        return rule.over(Duration.between(since, sample.nodeTime()))
                ? new Overloaded(birth, brokerAt)
                : new Rising(since, birth);
    }

    /** The trigger, if there is one. */
    default @Nullable Overloaded trigger() {
        return this instanceof Overloaded overloaded ? overloaded : null;
    }
}
