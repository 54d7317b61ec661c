package org.farandole.provisioner.deployment;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import java.util.function.Function;
import org.farandole.provisioner.lifecycle.Decision;

/**
 * The one writer of a process. Changes that come while it writes go into its next transaction together, so that many nodes
 * that pass a step at once cost one transaction; decisions are followed in the order of the commits. Thread-safe.
 */
final class Journal {

    private static final int MOST_AT_ONCE = 128;

    private record Entry(Change change, CompletableFuture<List<Decision>> decided) {}

    private final Function<List<Change>, List<List<Decision>>> apply;
    private final Consumer<Decision> follow;
    private final BlockingQueue<Entry> waiting = new LinkedBlockingQueue<>();
    private final Thread writer;
    private volatile boolean closed;

    /**
     * @param apply commits changes, all or none; for each its decisions
     * @param follow hears each committed decision, on the writer's thread; must not block or throw
     */
    Journal(Function<List<Change>, List<List<Decision>>> apply, Consumer<Decision> follow) {
        this.apply = apply;
        this.follow = follow;
        this.writer = Thread.ofPlatform().name("deployment-journal").daemon().start(this::run);
    }

    /** Completes after the commit; exceptionally, and with nothing changed, if the change could not be written. */
    CompletableFuture<List<Decision>> submit(Change change) {
        Entry entry = new Entry(change, new CompletableFuture<>());
        synchronized (waiting) {
            if (!closed) {
                waiting.add(entry);
                return entry.decided();
            }
        }
        refuse(entry);
        return entry.decided();
    }

    boolean writes() {
        return writer.isAlive();
    }

    /** Ends after the transaction under way; what waits is refused. */
    void close() {
        synchronized (waiting) {
            closed = true;
            waiting.add(new Entry(new Change.Resume(), new CompletableFuture<>()));
        }
        try {
            writer.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        List<Entry> batch = new ArrayList<>();
        while (!closed) {
            batch.clear();
            try {
                batch.add(waiting.take());
            } catch (InterruptedException e) {
                closed = true;
            }
            waiting.drainTo(batch, MOST_AT_ONCE - 1);
            if (!closed) {
                write(batch);
            } else {
                batch.forEach(Journal::refuse);
            }
        }
        waiting.forEach(Journal::refuse);
    }

    private void write(List<Entry> batch) {
        List<List<Decision>> decided;
        try {
            decided = apply.apply(batch.stream().map(Entry::change).toList());
        } catch (RuntimeException e) {
            if (batch.size() == 1) {
                batch.getFirst().decided().completeExceptionally(e);
            } else {
                // One change that cannot be written must not take the others with it.
                batch.forEach(entry -> write(List.of(entry)));
            }
            return;
        }
        decided.forEach(decisions -> decisions.forEach(follow));
        for (int i = 0; i < batch.size(); i++) {
            batch.get(i).decided().complete(decided.get(i));
        }
    }

    private static void refuse(Entry entry) {
        entry.decided().completeExceptionally(new IllegalStateException("The provisioner is stopping"));
    }
}
