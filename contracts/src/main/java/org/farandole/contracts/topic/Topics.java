package org.farandole.contracts.topic;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Every topic of the platform. All carry the broker's time (log append time), so their instants can be compared. */
public final class Topics {

    /** Partitions of the ring and of the samples: slot s has its inbox in partition s mod this. */
    public static final int RING_PARTITIONS = 16;

    public static final String RESERVATION_EVENTS = "reservation.events";
    public static final String NODE_EVENTS = "node.events";
    public static final String NODE_COMMANDS = "node.commands";
    public static final String VM_COMMANDS = "vm.commands";
    public static final String VM_EVENTS = "vm.events";
    public static final String SAMPLES = "monitor.samples";
    public static final String VIOLATIONS = "monitor.violations";
    public static final String RING = "dvms.ring";
    public static final String MEMBERS = "dvms.members";
    public static final String PARTITIONS = "dvms.partitions";
    public static final String DECISIONS = "dvms.decisions";
    public static final String MODE = "dvms.mode";

    private static final Duration MONTH = Duration.ofDays(30);
    private static final Duration DAY = Duration.ofDays(1);

    private static final List<Topic> DECLARED = List.of(
            new Topic(RESERVATION_EVENTS, 4, MONTH),
            new Topic(NODE_EVENTS, 8, MONTH),
            new Topic(NODE_COMMANDS, 8, DAY),
            new Topic(VM_COMMANDS, 8, DAY),
            new Topic(VM_EVENTS, 8, MONTH),
            new Topic(SAMPLES, RING_PARTITIONS, DAY),
            new Topic(VIOLATIONS, 4, MONTH),
            new Topic(RING, RING_PARTITIONS, DAY),
            new Topic(MEMBERS, 1, null),
            new Topic(PARTITIONS, 8, MONTH),
            new Topic(DECISIONS, 8, MONTH),
            new Topic(MODE, 1, null));

    private Topics() {}

    /** The declared topics and the dead-letter topic of each. */
    public static List<Topic> all() {
        return DECLARED.stream()
                .flatMap(topic -> Stream.of(topic, topic.deadLetter()))
                .toList();
    }

    public static List<Topic> declared() {
        return DECLARED;
    }

    /** The partition of {@code dvms.ring} and of {@code monitor.samples} that is a slot's. */
    public static int ringPartition(int slot) {
        return slot % RING_PARTITIONS;
    }
}
