package org.farandole.provisioner.deployment;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.farandole.provisioner.lifecycle.NodeInput;
import org.jspecify.annotations.Nullable;

/**
 * The work on one node, one piece at a time, on a virtual thread that lives while there is some. A newer piece interrupts
 * the older, waits for its end, and takes its place. Thread-safe.
 */
final class NodeLane {

    /** A piece of work. */
    interface Work {

        /** @return what the deployment is to hear, if anything */
        Optional<NodeInput> perform(Window.Place place, BoundedCall calls) throws InterruptedException;
    }

    private record Piece(long ticket, Work work) {}

    private final String name;
    private final Window.Place place;
    private final Consumer<NodeInput> report;
    private final BoundedCall calls = new BoundedCall();
    private final ReentrantLock lock = new ReentrantLock();

    private long newest = -1;
    private @Nullable Piece next;
    private @Nullable Thread worker;
    private boolean working;
    private boolean closed;

    /** @param report returns when the result is stored, and whatever follows from it was offered */
    NodeLane(String name, Window.Place place, Consumer<NodeInput> report) {
        this.name = name;
        this.place = place;
        this.report = report;
    }

    /** Work of an older ticket than the newest that was offered is dropped. */
    void offer(long ticket, Work work) {
        lock.lock();
        try {
            if (closed || ticket <= newest) {
                return;
            }
            newest = ticket;
            next = new Piece(ticket, work);
            if (worker == null) {
                worker = Thread.ofVirtual().name(name).start(this::run);
            } else if (working) {
                worker.interrupt();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Interrupts what is under way and reports nothing more, as if the process had been killed. */
    void close() {
        lock.lock();
        try {
            closed = true;
            next = null;
            if (worker != null) {
                worker.interrupt();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Waits for the end of what {@link #close} interrupted. */
    void awaitEnd(Duration most) throws InterruptedException {
        Thread running = runningWorker();
        if (running != null) {
            running.join(most);
        }
        calls.awaitEnd(most);
    }

    private @Nullable Thread runningWorker() {
        lock.lock();
        try {
            return worker;
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        for (Piece piece = takeNext(); piece != null; piece = takeNext()) {
            Optional<NodeInput> result;
            try {
                result = piece.work().perform(place, calls);
            } catch (InterruptedException e) {
                // Replaced or closed: what comes next says what to do.
                result = Optional.empty();
            } finally {
                place.booted();
            }
            if (ended()) {
                result.ifPresent(report);
            }
        }
    }

    private @Nullable Piece takeNext() {
        lock.lock();
        try {
            Piece piece = closed ? null : next;
            next = null;
            working = piece != null;
            if (piece == null) {
                worker = null;
                place.giveBack();
            }
            return piece;
        } finally {
            lock.unlock();
        }
    }

    /** Whether the result still counts; from here on no newer work interrupts this thread. */
    private boolean ended() {
        lock.lock();
        try {
            working = false;
            Thread.interrupted();
            return !closed && next == null;
        } finally {
            lock.unlock();
        }
    }
}
