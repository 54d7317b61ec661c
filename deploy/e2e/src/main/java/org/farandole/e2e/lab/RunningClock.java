package org.farandole.e2e.lab;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * A clock that stands still while this process does not run: what a listener did not hear because it was itself held up is no
 * silence of those it listens to. It has to be ticked every {@link #PERIOD}. Thread-safe.
 */
final class RunningClock implements InstantSource {

    static final Duration PERIOD = Duration.ofMillis(20);

    /** A tick may be so late before it counts as a hold-up. */
    private static final Duration LENIENCE = Duration.ofMillis(30);

    private final InstantSource wall;
    private Instant ticked;
    private Duration heldUp = Duration.ZERO;

    RunningClock(InstantSource wall) {
        this.wall = wall;
        this.ticked = wall.instant();
    }

    synchronized void tick() {
        Instant now = wall.instant();
        heldUp = heldUp.plus(lateBy(now));
        ticked = now;
    }

    @Override
    public synchronized Instant instant() {
        Instant now = wall.instant();
        return now.minus(heldUp).minus(lateBy(now));
    }

    /** How long this process was held up in all. */
    synchronized Duration heldUp() {
        return heldUp;
    }

    private Duration lateBy(Instant now) {
        Duration late = Duration.between(ticked, now).minus(PERIOD);
        return late.compareTo(LENIENCE) > 0 ? late : Duration.ZERO;
    }
}
