package org.farandole.cli.moving;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntConsumer;
import org.farandole.cli.service.TopicTail;
import org.farandole.cli.terminal.CommandFailure;
import org.farandole.contracts.json.Json;
import org.farandole.contracts.topic.Topics;
import org.farandole.contracts.vm.VmEvent;
import org.farandole.contracts.vm.VmName;

/** Waits on {@code vm.events} for the ends of migrations that are ordered after it was opened. Not thread-safe. */
final class MoveWatch implements AutoCloseable {

    private static final Duration LOOK = Duration.ofMillis(200);

    private final TopicTail tail;
    private final InstantSource clock;

    private MoveWatch(TopicTail tail, InstantSource clock) {
        this.tail = tail;
        this.clock = clock;
    }

    /** What was told before is passed over. */
    static MoveWatch open(String bootstrapServers, InstantSource clock) {
        TopicTail tail = TopicTail.fromStart(bootstrapServers, List.of(Topics.VM_EVENTS));
        tail.history();
        return new MoveWatch(tail, clock);
    }

    /**
     * Returns when each of them has ended.
     *
     * @param progress is told how many have, at every look
     * @throws CommandFailure if some have not within {@code limit}
     */
    Map<VmName, Ended> untilEnded(Set<VmName> moving, Duration limit, IntConsumer progress) {
        Instant latest = clock.instant().plus(limit);
        Map<VmName, Ended> ended = new LinkedHashMap<>();
        while (ended.size() < moving.size()) {
            tail.poll(LOOK)
                    .forEach(record -> Ended.by(Json.read(record.value(), VmEvent.class))
                            .filter(end -> moving.contains(end.vm()))
                            .ifPresent(end -> ended.putIfAbsent(end.vm(), end)));
            progress.accept(ended.size());
            if (clock.instant().isAfter(latest)) {
                Set<VmName> left = new HashSet<>(moving);
                left.removeAll(ended.keySet());
                throw CommandFailure.failed("after " + limit.toSeconds() + " s still under way: "
                        + left.stream().sorted().toList() + ": see ./farandole vms");
            }
        }
        return ended;
    }

    @Override
    public void close() {
        tail.close();
    }
}
