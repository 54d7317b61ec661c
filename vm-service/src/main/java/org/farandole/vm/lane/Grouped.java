package org.farandole.vm.lane;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Hands over what arrives in groups: while one group is being written the next gathers. One thread, in the order of arrival.
 * A group that fails is tried again until it succeeds or {@code tries} are over, then one by one. Thread-safe.
 */
final class Grouped<T> {

    private static final Logger LOG = Logger.getLogger(Grouped.class);
    private static final int LARGEST = 200;
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final BlockingQueue<T> arrived = new LinkedBlockingQueue<>();
    private final Consumer<List<T>> handle;
    private final int tries;
    private final Thread thread;

    Grouped(String name, int tries, Consumer<List<T>> handle) {
        this.handle = handle;
        this.tries = tries;
        this.thread = Thread.ofPlatform().daemon().name(name).unstarted(this::run);
    }

    Grouped<T> start() {
        thread.start();
        return this;
    }

    void add(T item) {
        arrived.add(item);
    }

    void stop() {
        thread.interrupt();
    }

    private void run() {
        try {
            while (!Thread.interrupted()) {
                List<T> group = new ArrayList<>();
                group.add(arrived.take());
                arrived.drainTo(group, LARGEST - 1);
                hand(group);
            }
        } catch (InterruptedException e) {
            LOG.debugf("%s ends", thread.getName());
        }
    }

    private void hand(List<T> group) throws InterruptedException {
        RuntimeException failure = tryOften(group);
        if (failure == null) {
            return;
        }
        if (group.size() == 1) {
            LOG.errorf(failure, "%s could not be recorded; it is resumed at the next start", group.getFirst());
            return;
        }
        for (T item : group) {
            hand(List.of(item));
        }
    }

    private @Nullable RuntimeException tryOften(List<T> group) throws InterruptedException {
        RuntimeException last = null;
        for (int i = 0; i < tries; i++) {
            try {
                handle.accept(group);
                return null;
            } catch (RuntimeException e) {
                last = e;
                LOG.warnf("%d outcomes could not be recorded, tried again: %s", group.size(), e);
                Thread.sleep(PAUSE);
            }
        }
        return last;
    }
}
