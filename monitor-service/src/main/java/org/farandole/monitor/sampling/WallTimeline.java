package org.farandole.monitor.sampling;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The machine's monotonic clock, set by its wall clock once. */
public final class WallTimeline implements Timeline, AutoCloseable {

    private final Instant origin = Instant.now();
    private final long originNanos = System.nanoTime();
    private final ScheduledThreadPoolExecutor timer;

    private final Executor tasks;

    /** @param tasks runs each task on a thread of its own */
    public WallTimeline(Executor tasks) {
        this.tasks = tasks;
        timer = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "sampling-timer");
            thread.setDaemon(true);
            return thread;
        });
        timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    @Override
    public Instant now() {
        return origin.plusNanos(System.nanoTime() - originNanos);
    }

    @Override
    public void at(Instant when, Runnable task) {
        if (!timer.isShutdown()) {
            var _ = timer.schedule(
                    () -> tasks.execute(task), Duration.between(now(), when).toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
