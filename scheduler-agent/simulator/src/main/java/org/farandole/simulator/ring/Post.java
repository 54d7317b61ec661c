package org.farandole.simulator.ring;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.farandole.contracts.node.NodeName;
import org.farandole.simulator.engine.Engine;
import org.farandole.simulator.watch.Transit;
import org.farandole.simulator.watch.Watcher;
import org.farandole.simulator.world.Landscape;
import org.jspecify.annotations.Nullable;

/** Carries letters between agents and executor, and counts them. */
public final class Post {

    private final Engine engine;
    private final Landscape landscape;
    private final Network network;
    private final Watcher watcher;
    private final Map<Class<?>, long[]> counts = new HashMap<>();
    /** The latest arrival at an inbox by sender; kept only where the network can change the order. */
    private final Map<String, Long> lastArrival = new HashMap<>();

    private Consumer<Letter> recipient = letter -> {
        throw new IllegalStateException("Nobody takes letters yet");
    };

    public Post(Engine engine, Landscape landscape, Network network, Watcher watcher) {
        this.engine = engine;
        this.landscape = landscape;
        this.network = network;
        this.watcher = watcher;
    }

    /** From now on letters arrive there. */
    public void deliverTo(Consumer<Letter> taker) {
        recipient = taker;
    }

    public void send(Letter letter) {
        counts.computeIfAbsent(letter.content().getClass(), _ -> new long[1])[0]++;
        long usual = landscape.scenario().delays().nanos(site(letter.from()), site(letter.to()));
        if (network == Network.FAULTLESS) {
            tell(letter, usual, List.of(Duration.ofNanos(usual)));
            engine.after(usual, () -> recipient.accept(letter));
            return;
        }
        List<Duration> ways = new ArrayList<>();
        for (long arrival : network.arrivals(letter, usual)) {
            long at = engine.nowNanos() + arrival;
            if (ways.isEmpty()) {
                at = Math.max(at, lastArrival.getOrDefault(way(letter), 0L));
                lastArrival.put(way(letter), at);
            }
            ways.add(Duration.ofNanos(at - engine.nowNanos()));
            engine.after(at - engine.nowNanos(), () -> recipient.accept(letter));
        }
        tell(letter, usual, ways);
    }

    private void tell(Letter letter, long usual, List<Duration> arrivals) {
        watcher.sent(new Transit(
                engine.now(), letter.from(), letter.to(), letter.content(), Duration.ofNanos(usual), arrivals));
    }

    /** How many letters were sent, in all. */
    public long sent() {
        return counts.values().stream().mapToLong(count -> count[0]).sum();
    }

    /** How many were sent of each kind. */
    public TreeMap<String, Long> sentByKind() {
        TreeMap<String, Long> byKind = new TreeMap<>();
        counts.forEach((kind, count) -> byKind.merge(kind.getSimpleName(), count[0], Long::sum));
        return byKind;
    }

    private static String way(Letter letter) {
        return letter.from() + ">" + letter.to();
    }

    private String site(@Nullable NodeName node) {
        return node == null ? landscape.servicesSite() : landscape.site(node);
    }
}
