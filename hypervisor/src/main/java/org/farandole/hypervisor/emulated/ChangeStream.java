package org.farandole.hypervisor.emulated;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.farandole.contracts.node.NodeName;

/** One emulator's stream of load changes, a node's name a line; connects again when it breaks. Thread-safe. */
final class ChangeStream {

    private static final System.Logger LOG = System.getLogger(ChangeStream.class.getName());
    private static final Duration PAUSE = Duration.ofMillis(500);

    /** Several of the server's heartbeats: a connection may be open with nobody at its other end. */
    private static final Duration SILENCE = Duration.ofSeconds(5);

    record Watcher(NodeName node, Consumer<NodeName> changed) {}

    private final EmulatorAddress address;
    private final List<Watcher> watchers = new CopyOnWriteArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread reader;

    private ChangeStream(EmulatorAddress address) {
        this.address = address;
        this.reader = Thread.ofVirtual().name("watch-" + address.authority()).unstarted(this::readUntilClosed);
    }

    static ChangeStream open(EmulatorAddress address) {
        ChangeStream stream = new ChangeStream(address);
        stream.reader.start();
        return stream;
    }

    void add(Watcher watcher) {
        watchers.add(watcher);
    }

    /** Two equal watchers are two: the one given is removed, by identity. */
    @SuppressWarnings("ReferenceEquality")
    void remove(Watcher watcher) {
        watchers.removeIf(each -> each == watcher);
    }

    boolean watched() {
        return !watchers.isEmpty();
    }

    void close() {
        closed.countDown();
        reader.interrupt();
    }

    private void readUntilClosed() {
        try {
            do {
                readOnce();
            } while (!closed.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            LOG.log(System.Logger.Level.DEBUG, "The watch on {0} ends", address.authority());
        }
    }

    private void readOnce() throws InterruptedException {
        Lines lines = new Lines();
        CompletableFuture<HttpResponse<Void>> response = EmulatorClient.http()
                .sendAsync(
                        HttpRequest.newBuilder(address.http("/changes")).build(),
                        BodyHandlers.fromLineSubscriber(lines));
        response.whenComplete((end, failure) -> lines.onComplete());
        try {
            Optional<String> line = lines.next();
            while (line.isPresent()) {
                line.filter(name -> !name.isEmpty()).ifPresent(name -> tell(new NodeName(name)));
                line = lines.next();
            }
        } catch (TimeoutException | IllegalArgumentException e) {
            LOG.log(System.Logger.Level.DEBUG, "The watch on {0} broke: {1}", address.authority(), e.getMessage());
        } finally {
            response.cancel(true);
        }
    }

    private void tell(NodeName node) {
        for (Watcher watcher : watchers) {
            if (watcher.node().equals(node)) {
                try {
                    watcher.changed().accept(node);
                } catch (RuntimeException e) {
                    LOG.log(System.Logger.Level.WARNING, "A watcher of " + node + " failed", e);
                }
            }
        }
    }

    /** The lines of one answer, as they come. */
    private static final class Lines implements Flow.Subscriber<String> {

        private final BlockingQueue<Optional<String>> heard = new LinkedBlockingQueue<>();

        /** Waits for a line; empty at the end. */
        Optional<String> next() throws InterruptedException, TimeoutException {
            Optional<String> line = heard.poll(SILENCE.toMillis(), TimeUnit.MILLISECONDS);
            if (line == null) {
                throw new TimeoutException("nothing was heard for " + SILENCE.toSeconds() + " s");
            }
            return line;
        }

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(String line) {
            heard.add(Optional.of(line));
        }

        @Override
        public void onError(Throwable failure) {
            onComplete();
        }

        @Override
        public void onComplete() {
            heard.add(Optional.empty());
        }
    }
}
