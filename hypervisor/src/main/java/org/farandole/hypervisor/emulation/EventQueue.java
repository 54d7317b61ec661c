package org.farandole.hypervisor.emulation;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** What will happen, in the order of its time; what was planned first goes first at the same time. */
final class EventQueue {

    /** Something planned, which can be called off. */
    static final class Planned {
        private final long atNanos;
        private final long number;
        private final Runnable action;
        private boolean calledOff;

        private Planned(long atNanos, long number, Runnable action) {
            this.atNanos = atNanos;
            this.number = number;
            this.action = action;
        }

        void callOff() {
            calledOff = true;
        }
    }

    private final Queue<Planned> plans = new PriorityQueue<>(
            Comparator.<Planned>comparingLong(plan -> plan.atNanos).thenComparingLong(plan -> plan.number));
    private final Queue<WorldEvent> journal = new ArrayDeque<>();
    private long nowNanos;
    private long planned;

    Duration now() {
        return Duration.ofNanos(nowNanos);
    }

    long nowNanos() {
        return nowNanos;
    }

    Planned in(long nanos, Runnable action) {
        Planned plan = new Planned(Math.addExact(nowNanos, Math.max(0, nanos)), planned++, action);
        plans.add(plan);
        return plan;
    }

    @Nullable
    Duration next() {
        Planned first = firstLive();
        return first == null ? null : Duration.ofNanos(first.atNanos);
    }

    /** Does everything planned up to then, and what that plans in turn. */
    void advanceTo(long nanos) {
        if (nanos < nowNanos) {
            throw new IllegalArgumentException(
                    "Time goes forward: it is " + now() + ", not " + Duration.ofNanos(nanos));
        }
        for (Planned first = firstLive(); first != null && first.atNanos <= nanos; first = firstLive()) {
            plans.remove();
            nowNanos = first.atNanos;
            first.action.run();
        }
        nowNanos = nanos;
    }

    void happened(WorldEvent event) {
        journal.add(event);
    }

    Queue<WorldEvent> journal() {
        return journal;
    }

    private @Nullable Planned firstLive() {
        Planned first = plans.peek();
        while (first != null && first.calledOff) {
            plans.remove();
            first = plans.peek();
        }
        return first;
    }
}
