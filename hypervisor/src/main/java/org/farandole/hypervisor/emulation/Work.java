package org.farandole.hypervisor.emulation;

import org.jspecify.annotations.Nullable;

/** An amount of work that is done at a rate which others change: the job of a processor-sharing server. */
final class Work {

    private final EventQueue queue;
    private final Runnable done;
    private double left;
    private double perSecond;
    private long settledNanos;
    private EventQueue.@Nullable Planned end;

    /** Stands still until it is given a rate. */
    Work(EventQueue queue, double amount, Runnable done) {
        this.queue = queue;
        this.left = amount;
        this.done = done;
        this.settledNanos = queue.nowNanos();
    }

    void goOnAt(double rate) {
        if (end != null && rate == perSecond) {
            return;
        }
        left -= perSecond * (queue.nowNanos() - settledNanos) / 1e9;
        settledNanos = queue.nowNanos();
        perSecond = rate;
        stop();
        end = queue.in((long) Math.ceil(Math.max(0, left) / rate * 1e9), done);
    }

    void stop() {
        if (end != null) {
            end.callOff();
            end = null;
        }
    }
}
