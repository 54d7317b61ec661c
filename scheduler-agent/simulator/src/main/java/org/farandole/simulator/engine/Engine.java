package org.farandole.simulator.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.farandole.hypervisor.emulation.World;
import org.farandole.hypervisor.emulation.WorldEvent;

/**
 * Runs what is planned and what happens in the emulated world in one order of time: at the same moment the world first, then
 * what was planned, first planned first. Nothing else decides what happens next. Not thread-safe.
 */
public final class Engine {

    private final World world;
    private final Instant epoch;
    private final Agenda agenda = new Agenda();
    private final List<Consumer<WorldEvent>> listeners = new ArrayList<>();
    private long nowNanos;
    private long events;

    /** @param epoch what every clock shows at the beginning */
    public Engine(World world, Instant epoch) {
        this.world = world;
        this.epoch = epoch;
    }

    /** From now on it is told what happens in the world, as it happens. */
    public void listen(Consumer<WorldEvent> listener) {
        listeners.add(listener);
    }

    /** Nanoseconds since the beginning. */
    public long nowNanos() {
        return nowNanos;
    }

    /** What every clock shows. */
    public Instant now() {
        return epoch.plusNanos(nowNanos);
    }

    /** How much has happened so far: what was planned and came, and what the world said. */
    public long events() {
        return events;
    }

    /** Plans an action for so many nanoseconds from now. */
    public void after(long nanos, Runnable action) {
        agenda.add(Math.addExact(nowNanos, Math.max(0, nanos)), action);
    }

    public void after(Duration time, Runnable action) {
        after(time.toNanos(), action);
    }

    /** Lets everything happen that is due by then. */
    public void runUntil(long untilNanos) {
        for (long next = next(); next <= untilNanos; next = next()) {
            nowNanos = next;
            advanceWorld();
            if (agenda.nextAt() == next) {
                events++;
                agenda.poll().run();
                advanceWorld();
            }
        }
        nowNanos = untilNanos;
    }

    private long next() {
        long world = this.world.nextEventAt().map(Duration::toNanos).orElse(Long.MAX_VALUE);
        return Math.min(world, agenda.nextAt());
    }

    private void advanceWorld() {
        for (WorldEvent event : world.advanceTo(Duration.ofNanos(nowNanos))) {
            events++;
            listeners.forEach(listener -> listener.accept(event));
        }
    }
}
