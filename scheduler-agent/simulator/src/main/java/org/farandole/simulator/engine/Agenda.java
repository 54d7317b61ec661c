package org.farandole.simulator.engine;

import java.util.Arrays;
import java.util.NoSuchElementException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is planned, in the order of its time; what was planned first goes first at the same time. A binary heap on plain arrays:
 * nothing is allocated for an entry. Not thread-safe.
 */
public final class Agenda {

    private long[] times = new long[1024];
    private long[] numbers = new long[1024];
    private @Nullable Runnable[] actions = new Runnable[1024];
    private int size;
    private long planned;

    public boolean isEmpty() {
        return size == 0;
    }

    /** When the first is due, in nanoseconds; {@link Long#MAX_VALUE} if nothing is planned. */
    public long nextAt() {
        return size == 0 ? Long.MAX_VALUE : times[0];
    }

    public void add(long atNanos, Runnable action) {
        if (size == times.length) {
            times = Arrays.copyOf(times, 2 * size);
            numbers = Arrays.copyOf(numbers, 2 * size);
            actions = Arrays.copyOf(actions, 2 * size);
        }
        int hole = size++;
        long number = planned++;
        while (hole > 0) {
            int parent = (hole - 1) >>> 1;
            if (!before(atNanos, number, parent)) {
                break;
            }
            move(parent, hole);
            hole = parent;
        }
        put(hole, atNanos, number, action);
    }

    /** Takes the first away. */
    public Runnable poll() {
        if (size == 0) {
            throw new NoSuchElementException("Nothing is planned");
        }
        Runnable first = Objects.requireNonNull(actions[0]);
        size--;
        long time = times[size];
        long number = numbers[size];
        Runnable action = Objects.requireNonNull(actions[size]);
        actions[size] = null;
        if (size > 0) {
            sink(time, number, action);
        }
        return first;
    }

    private void sink(long time, long number, Runnable action) {
        int hole = 0;
        for (int child = 1; child < size; child = 2 * hole + 1) {
            int least = child + 1 < size && before(times[child + 1], numbers[child + 1], child) ? child + 1 : child;
            if (before(time, number, least)) {
                break;
            }
            move(least, hole);
            hole = least;
        }
        put(hole, time, number, action);
    }

    private boolean before(long time, long number, int other) {
        return time < times[other] || (time == times[other] && number < numbers[other]);
    }

    private void move(int from, int to) {
        times[to] = times[from];
        numbers[to] = numbers[from];
        actions[to] = actions[from];
    }

    private void put(int at, long time, long number, Runnable action) {
        times[at] = time;
        numbers[at] = number;
        actions[at] = action;
    }
}
