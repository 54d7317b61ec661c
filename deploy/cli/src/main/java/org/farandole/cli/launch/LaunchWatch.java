package org.farandole.cli.launch;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.farandole.cli.service.TopicTail;
import org.farandole.cli.terminal.CommandFailure;
import org.farandole.cli.terminal.LiveBlock;
import org.farandole.contracts.json.Json;
import org.farandole.contracts.json.UnreadableMessage;
import org.farandole.contracts.node.NodeEvent;
import org.farandole.contracts.reservation.ReservationEvent;
import org.farandole.contracts.topic.Topics;
import org.farandole.contracts.vm.VmEvent;

/** Watches a launch on the topics, and draws it while it goes. */
public final class LaunchWatch implements AutoCloseable {

    private static final List<String> TOPICS = List.of(Topics.RESERVATION_EVENTS, Topics.NODE_EVENTS, Topics.VM_EVENTS);
    private static final Duration AT_MOST = Duration.ofMillis(200);

    private final TopicTail tail;
    private final LaunchProgress progress;
    private final LiveBlock block;
    private final InstantSource clock;

    public LaunchWatch(String bootstrapServers, LaunchProgress progress, LiveBlock block, InstantSource clock) {
        this.tail = TopicTail.fromStart(bootstrapServers, TOPICS);
        this.progress = progress;
        this.block = block;
        this.clock = clock;
    }

    /**
     * Returns when every VM runs or was given up.
     *
     * @param each called at every look; what it throws ends the watch
     * @throws CommandFailure if the reservation is over before, or it takes longer than {@code limit}
     */
    public void untilComplete(Duration limit, Runnable each) {
        until(limit, "not every VM runs", each, () -> {
            progress.over().ifPresent(why -> {
                throw CommandFailure.failed("the launch could not go on, " + why);
            });
            return progress.complete();
        });
    }

    /** Returns when nothing belongs to the reservation any more. */
    public void untilEnded(Duration limit, Runnable each) {
        until(limit, "the reservation did not end", each, progress::ended);
    }

    private void until(Duration limit, String complaint, Runnable each, BooleanSupplier done) {
        Instant latest = clock.instant().plus(limit);
        while (!done.getAsBoolean()) {
            each.run();
            tail.poll(AT_MOST).forEach(this::take);
            block.draw(LaunchView.lines(progress), LaunchView.summary(progress));
            progress.takeTroubles().forEach(trouble -> block.above("  " + trouble));
            if (clock.instant().isAfter(latest)) {
                throw CommandFailure.failed(
                        complaint + " within " + limit.toSeconds() + " s: " + LaunchView.summary(progress));
            }
        }
    }

    @Override
    public void close() {
        tail.close();
    }

    private void take(ConsumerRecord<String, byte[]> found) {
        try {
            switch (found.topic()) {
                case Topics.RESERVATION_EVENTS -> progress.on(Json.read(found.value(), ReservationEvent.class));
                case Topics.NODE_EVENTS -> progress.on(Json.read(found.value(), NodeEvent.class));
                case Topics.VM_EVENTS -> progress.on(Json.read(found.value(), VmEvent.class));
                default -> throw new IllegalStateException("Not watched: " + found.topic());
            }
        } catch (UnreadableMessage e) {
            block.above("  a message that cannot be read on " + found.topic() + ": " + e.getMessage());
        }
    }
}
