package org.farandole.hypervisor.emulated;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.farandole.contracts.node.NodeName;

/** One emulator's stream of load changes, a node's name a line; connects again when it breaks. Thread-safe. */
final class ChangeStream {

    private static final System.Logger LOG = System.getLogger(ChangeStream.class.getName());
    private static final Duration PAUSE = Duration.ofMillis(500);

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
        try {
            HttpResponse<InputStream> response = EmulatorClient.http()
                    .send(HttpRequest.newBuilder(address.http("/changes")).build(), BodyHandlers.ofInputStream());
            try (BufferedReader lines =
                    new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
                lines.lines().filter(line -> !line.isEmpty()).forEach(line -> tell(new NodeName(line)));
            }
        } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
            LOG.log(System.Logger.Level.DEBUG, "The watch on {0} broke: {1}", address.authority(), e.getMessage());
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
}
