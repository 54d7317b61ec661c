package org.farandole.monitor.sampling;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;

/** Time that passes only when a test says so; what is due runs in its order, on the test's thread. */
final class VirtualTime implements Timeline {

    private record Due(Instant when, long number, Runnable task) {}

    private final PriorityQueue<Due> due =
            new PriorityQueue<>(Comparator.comparing(Due::when).thenComparing(Due::number));
    private Instant now = Instant.parse("2026-11-23T10:00:00Z");
    private long scheduled;

    @Override
    public Instant now() {
        return now;
    }

    @Override
    public void at(Instant when, Runnable task) {
        due.add(new Due(when.isBefore(now) ? now : when, scheduled++, task));
    }

    void pass(Duration duration) {
        Instant end = now.plus(duration);
        while (!due.isEmpty() && !due.peek().when().isAfter(end)) {
            Due next = due.poll();
            now = next.when();
            next.task().run();
        }
        now = end;
    }
}
