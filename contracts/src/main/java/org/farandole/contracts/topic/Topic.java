package org.farandole.contracts.topic;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A topic as it is declared: created so at start, and checked against what exists.
 *
 * @param retention none keeps the last record of each key (compacted)
 */
public record Topic(String name, int partitions, @Nullable Duration retention) {

    public Topic {
        Objects.requireNonNull(name, "name");
        if (partitions <= 0) {
            throw new IllegalArgumentException("Topic " + name + ": " + partitions + " partitions");
        }
    }

    public boolean compacted() {
        return retention == null;
    }

    /** Kafka's settings of the topic. Log append time makes the instants of different writers comparable. */
    public Map<String, String> settings() {
        return retention == null
                ? Map.of("cleanup.policy", "compact", "message.timestamp.type", "LogAppendTime")
                : Map.of(
                        "cleanup.policy", "delete",
                        "retention.ms", Long.toString(retention.toMillis()),
                        "message.timestamp.type", "LogAppendTime");
    }

    /** Where records of this topic go that could not be handled. */
    public Topic deadLetter() {
        return new Topic(name + ".dead-letter", 1, Duration.ofDays(30));
    }
}
