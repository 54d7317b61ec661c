package org.farandole.e2e.lab;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;

/**
 * Listens to guests that count aloud (docs/lab.md), and says at the end how long each was silent: {@code CountWatch
 * NAME=ADDRESS…}. It ends when its standard input does, and prints one line of JSON. Time in which the listener was itself held up
 * is not counted. Thread-safe.
 */
public final class CountWatch {

    static final int PORT = 7007;
    private static final int CONNECT_MILLIS = 2_000;
    private static final int SILENCE_MILLIS = 5_000;
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final RunningClock clock = new RunningClock(InstantSource.system());
    private final Map<String, Heard> heard = new ConcurrentHashMap<>();
    private final CountDownLatch ended = new CountDownLatch(1);

    public static void main(String[] args) throws IOException, InterruptedException {
        CountWatch watch = new CountWatch();
        Thread.ofPlatform().daemon().name("tick").start(watch::tick);
        List<Thread> listeners = new ArrayList<>();
        for (String guest : args) {
            String[] parts = guest.split("=", 2);
            if (parts.length != 2) {
                System.err.println("CountWatch: NAME=ADDRESS, not '" + guest + "'");
                System.exit(2);
            }
            listeners.add(watch.listen(parts[0], new InetSocketAddress(parts[1], PORT)));
        }
        System.in.transferTo(java.io.OutputStream.nullOutputStream());
        System.out.println(watch.end());
        for (Thread listener : listeners) {
            listener.join();
        }
    }

    private void tick() {
        while (ended.getCount() > 0) {
            clock.tick();
            LockSupport.parkNanos(RunningClock.PERIOD.toNanos());
        }
    }

    Thread listen(String name, InetSocketAddress address) {
        heard.put(name, Heard.nothing(clock.instant()));
        return Thread.ofVirtual().name("listen-" + name).start(() -> listenUntilEnded(name, address));
    }

    private void listenUntilEnded(String name, InetSocketAddress address) {
        boolean before = false;
        while (ended.getCount() > 0) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(address.getAddress(), address.getPort()), CONNECT_MILLIS);
                socket.setSoTimeout(SILENCE_MILLIS);
                if (before) {
                    heard.computeIfPresent(name, (key, so) -> so.reconnected());
                }
                before = true;
                listen(name, socket);
            } catch (IOException e) {
                pause();
            }
        }
    }

    private void listen(String name, Socket socket) throws IOException {
        socket.getOutputStream().write("count\n".getBytes(StandardCharsets.US_ASCII));
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
        for (String line = lines.readLine(); line != null && ended.getCount() > 0; line = lines.readLine()) {
            if (line.startsWith("count ")) {
                long number = Long.parseLong(line.substring(6).strip());
                heard.computeIfPresent(name, (key, so) -> so.number(number, clock.instant()));
            }
        }
    }

    private void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends the listening. @return what was heard of each guest, as JSON */
    String end() {
        Instant now = clock.instant();
        ended.countDown();
        ObjectNode all = new ObjectMapper().createObjectNode();
        new TreeMap<>(heard).forEach((name, so) -> {
            Heard last = so.until(now);
            Instant began = last.gapBegan();
            all.putObject(name)
                    .put("counts", last.counts())
                    .put("missing", last.missing())
                    .put("restarts", last.restarts())
                    .put("reconnects", last.reconnects())
                    .put("largestGapMillis", last.largestGap().toMillis())
                    .put("gapBegan", began == null ? null : began.toString());
        });
        Duration heldUp = clock.heldUp();
        if (heldUp.isPositive()) {
            System.err.println("The listener was itself held up for " + heldUp.toMillis() + " ms in all.");
        }
        return all.toString();
    }
}
