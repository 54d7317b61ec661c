package org.farandole.hypervisor.emulated;

import java.time.Duration;
import java.util.function.LongSupplier;

/** Emulated time: the wall's, {@code speed} times as fast. It stays continuous when the speed changes. Not thread-safe. */
final class EmulatedClock {

    private static final double SLOWEST = 0.01;
    private static final double FASTEST = 100_000;

    private final LongSupplier wallNanos;
    private long anchorWallNanos;
    private double anchorNanos;
    private double speed;

    EmulatedClock(LongSupplier wallNanos, double speed) {
        this.wallNanos = wallNanos;
        this.anchorWallNanos = wallNanos.getAsLong();
        this.speed = checked(speed);
    }

    Duration now() {
        return Duration.ofNanos((long) nanos());
    }

    double speed() {
        return speed;
    }

    /** @throws IllegalArgumentException if it is not 0.01 to 100,000 */
    void goAt(double newSpeed) {
        double checked = checked(newSpeed);
        anchorNanos = nanos();
        anchorWallNanos = wallNanos.getAsLong();
        speed = checked;
    }

    /** 0 or less if that moment has passed. */
    long wallNanosUntil(Duration emulated) {
        return (long) Math.ceil((emulated.toNanos() - nanos()) / speed);
    }

    private double nanos() {
        return anchorNanos + (wallNanos.getAsLong() - anchorWallNanos) * speed;
    }

    private static double checked(double speed) {
        if (!(speed >= SLOWEST && speed <= FASTEST)) {
            throw new IllegalArgumentException("A speed is " + SLOWEST + " to " + FASTEST + ", not " + speed);
        }
        return speed;
    }
}
