package org.farandole.dvms;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.farandole.contracts.dvms.Priority.ProblemClass;
import org.farandole.contracts.monitor.Sample;
import org.farandole.contracts.node.Capacity;
import org.jspecify.annotations.Nullable;

/**
 * Whether a node is overloaded or under-used, by its samples. Immutable: {@link #on} gives the next.
 *
 * <pre>
 *            demand above the threshold       for the window
 *   Healthy ────────────────────────▶ Rising ────────────────▶ Overloaded
 *      ▲ ▲        not above any more    │                         │
 *      │ └──────────────────────────────┘                         │
 *      └────────── below the threshold by the hysteresis ─────────┘
 *
 *          demand below the low mark           for long
 *   Healthy ────────────────────────▶ Falling ────────────▶ Underused ── above it by the hysteresis ──▶ Healthy
 * </pre>
 *
 * The threshold is the capacity, less the headroom.
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
     * @param hysteresisPercent of the capacity, by which demand must be below the threshold to end an overload, or above the low
     *     mark to end under-use
     * @param low none: no node is ever under-used
     * @param headroomPercent of the capacity, by which the threshold is below it
     */
    record Rule(
            Duration window,
            Duration between,
            int hysteresisPercent,
            @Nullable Low low,
            int headroomPercent) {

        public Rule {
            Objects.requireNonNull(window, "window");
            Objects.requireNonNull(between, "between");
            if (hysteresisPercent < 0 || hysteresisPercent > 100) {
                throw new IllegalArgumentException("A hysteresis of " + hysteresisPercent + " %: it is 0 to 100");
            }
            if (headroomPercent < 0 || headroomPercent > 50) {
                throw new IllegalArgumentException("A headroom of " + headroomPercent + " %: it is 0 to 50");
            }
        }

        /** Without under-use, and without headroom. */
        public Rule(Duration window, Duration between, int hysteresisPercent) {
            this(window, between, hysteresisPercent, null, 0);
        }

        public Rule headroom(int percent) {
            return new Rule(window, between, hysteresisPercent, low, percent);
        }

        /** The same, where a node is under-used by this; none: never. */
        public Rule underuse(@Nullable Low other) {
            return new Rule(window, between, hysteresisPercent, other, headroomPercent);
        }

        private boolean over(Duration lasted) {
            return window.compareTo(between) <= 0 || lasted.compareTo(window) >= 0;
        }

        private boolean above(Sample sample) {
            return sample.overloaded() || sample.cpuDemandPercent() > threshold(sample);
        }

        private boolean ends(Sample sample) {
            int capacity = sample.capacity().cpuPercent();
            return below(sample, 100 - hysteresisPercent)
                    && sample.cpuDemandPercent() <= threshold(sample) - capacity * hysteresisPercent / 100;
        }

        private boolean low(Sample sample) {
            return low != null && below(sample, low.percent());
        }

        private boolean endsLow(Sample sample) {
            return low == null || !below(sample, low.percent() + hysteresisPercent);
        }

        private boolean overLow(Duration lasted) {
            return low != null && lasted.compareTo(low.window()) >= 0;
        }

        private static boolean below(Sample sample, int percent) {
            Capacity capacity = sample.capacity();
            return capacity.bounded().stream()
                    .allMatch(resource -> sample.demand(resource) <= share(capacity.of(resource), percent));
        }

        private static long share(long capacity, int percent) {
            return capacity - capacity * (100 - percent) / 100;
        }

        private int threshold(Sample sample) {
            return sample.capacity().cpuThreshold(headroomPercent);
        }
    }

    /**
     * When a node is under-used.
     *
     * @param percent of its capacity, which demand does not exceed
     * @param window for so long, in node time
     */
    record Low(int percent, Duration window) {
        public Low {
            Objects.requireNonNull(window, "window");
            if (percent < 1 || percent > 90 || window.isNegative()) {
                throw new IllegalArgumentException(
                        "Under-use below " + percent + " % for " + window + ": 1 to 90 %, and not less than no time");
            }
        }
    }

    /** Neither too much demand nor too little. */
    record Healthy() implements Detection {
        @Override
        public Detection on(Sample sample, Instant brokerAt, Rule rule) {
            if (rule.above(sample)) {
                return rising(sample, brokerAt, sample.nodeTime(), brokerAt, rule);
            }
            return rule.low(sample) ? falling(sample, brokerAt, sample.nodeTime(), brokerAt, rule) : this;
        }
    }

    /**
     * Above the threshold, not yet for the window.
     *
     * @param since of the first sample above, by the node's clock
     * @param birth of the first sample above, by the broker's
     */
    record Rising(Instant since, Instant birth) implements Detection {
        @Override
        public Detection on(Sample sample, Instant brokerAt, Rule rule) {
            return rule.above(sample) ? rising(sample, brokerAt, since, birth, rule) : new Healthy();
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

    /**
     * Below the low mark, not yet for long.
     *
     * @param since of the first sample below, by the node's clock
     * @param birth of the first sample below, by the broker's
     */
    record Falling(Instant since, Instant birth) implements Detection {
        @Override
        public Detection on(Sample sample, Instant brokerAt, Rule rule) {
            return rule.low(sample)
                    ? falling(sample, brokerAt, since, birth, rule)
                    : new Healthy().on(sample, brokerAt, rule);
        }
    }

    /**
     * A trigger. The components are those of {@link Overloaded}, of the first sample below and of the one that completed it.
     */
    record Underused(Instant birth, Instant completedAt) implements Detection {
        @Override
        public Detection on(Sample sample, Instant brokerAt, Rule rule) {
            return rule.endsLow(sample) ? new Healthy().on(sample, brokerAt, rule) : this;
        }
    }

    private static Detection rising(Sample sample, Instant brokerAt, Instant since, Instant birth, Rule rule) {
        return rule.over(Duration.between(since, sample.nodeTime()))
                ? new Overloaded(birth, brokerAt)
                : new Rising(since, birth);
    }

    private static Detection falling(Sample sample, Instant brokerAt, Instant since, Instant birth, Rule rule) {
        return rule.overLow(Duration.between(since, sample.nodeTime()))
                ? new Underused(birth, brokerAt)
                : new Falling(since, birth);
    }

    /** The trigger that this sample shows, for the agent; none if there is none. */
    default Input.@Nullable TriggerOn trigger(Sample sample) {
        return switch (this) {
            case Overloaded(Instant birth, Instant completedAt) ->
                triggered(ProblemClass.RELIEVE, birth, completedAt, sample);
            case Underused(Instant birth, Instant completedAt) ->
                triggered(ProblemClass.CONSOLIDATE, birth, completedAt, sample);
            case Healthy healthy -> null;
            case Rising rising -> null;
            case Falling falling -> null;
        };
    }

    /** Whether a window is running: the next sample matters even if it repeats this one. */
    default boolean undecided() {
        return this instanceof Rising || this instanceof Falling;
    }

    private static Input.TriggerOn triggered(ProblemClass problem, Instant birth, Instant completedAt, Sample sample) {
        return new Input.TriggerOn(
                problem,
                birth,
                completedAt,
                sample.cpuDemandPercent(),
                sample.capacity().cpuPercent());
    }
}
