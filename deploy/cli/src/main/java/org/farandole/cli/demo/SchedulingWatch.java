package org.farandole.cli.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.farandole.cli.demo.SchedulingLog.Line;
import org.farandole.cli.service.TopicTail;
import org.farandole.cli.terminal.LiveBlock;
import org.farandole.cli.terminal.Terminal;
import org.farandole.contracts.dvms.Decision;
import org.farandole.contracts.dvms.IspEvent;
import org.farandole.contracts.json.Json;
import org.farandole.contracts.json.UnreadableMessage;
import org.farandole.contracts.monitor.ViolationEvent;
import org.farandole.contracts.topic.Topics;
import org.farandole.contracts.vm.VmEvent;

/** Watches the scheduler on the topics, and tells what it does. */
final class SchedulingWatch implements AutoCloseable {

    private static final List<String> TOPICS =
            List.of(Topics.PARTITIONS, Topics.DECISIONS, Topics.VIOLATIONS, Topics.VM_EVENTS);
    private static final Duration AT_MOST = Duration.ofMillis(200);
    private static final Duration QUIET = Duration.ofSeconds(2);

    private final TopicTail tail;
    private final Terminal terminal;
    private final LiveBlock block;
    private final InstantSource clock;
    private final Instant began;
    private final SchedulingLog log;

    SchedulingWatch(String bootstrapServers, Terminal terminal, LiveBlock block, InstantSource clock) {
        this.tail = TopicTail.fromStart(bootstrapServers, TOPICS);
        this.terminal = terminal;
        this.block = block;
        this.clock = clock;
        this.began = clock.instant();
        this.log = new SchedulingLog(began);
    }

    /** Tells what happens for so long. */
    void during(Duration time, Runnable each) {
        until(time, time, () -> false, each);
    }

    /** Tells what happens until no ISP has been open for two seconds, or the limit is over; whether none is open. */
    boolean untilQuiet(Duration limit, Duration shownOf, Runnable each) {
        QuietSpell spell = new QuietSpell(QUIET);
        until(limit, shownOf, () -> spell.lasts(log.quiet(), clock.instant()), each);
        return log.quiet();
    }

    @Override
    public void close() {
        tail.close();
    }

    private void until(Duration limit, Duration shownOf, BooleanSupplier done, Runnable each) {
        Instant latest = clock.instant().plus(limit);
        while (!done.getAsBoolean() && clock.instant().isBefore(latest)) {
            each.run();
            tail.poll(AT_MOST).forEach(found -> take(found).ifPresent(this::tell));
            String summary = log.summary(Duration.between(began, clock.instant()), shownOf);
            block.draw(List.of("", "  " + summary), summary);
        }
    }

    private void tell(Line line) {
        block.above(terminal.paint(line.colour(), line.text()));
    }

    private Optional<Line> take(ConsumerRecord<String, byte[]> found) {
        Instant at = Instant.ofEpochMilli(found.timestamp());
        try {
            return switch (found.topic()) {
                case Topics.PARTITIONS -> log.on(Json.read(found.value(), IspEvent.class), at);
                case Topics.DECISIONS -> log.on(Json.read(found.value(), Decision.class), at);
                case Topics.VIOLATIONS -> log.on(Json.read(found.value(), ViolationEvent.class), at);
                case Topics.VM_EVENTS -> {
                    log.on(Json.read(found.value(), VmEvent.class));
                    yield Optional.empty();
                }
                default -> throw new IllegalStateException("Not watched: " + found.topic());
            };
        } catch (UnreadableMessage e) {
            return Optional.of(new Line(
                    "a message that cannot be read on " + found.topic() + ": " + e.getMessage(),
                    org.farandole.cli.terminal.Colour.BAD));
        }
    }
}
