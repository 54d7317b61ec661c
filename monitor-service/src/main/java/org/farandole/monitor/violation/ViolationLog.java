package org.farandole.monitor.violation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import org.farandole.contracts.monitor.ViolationEvent;
import org.farandole.contracts.monitor.ViolationEvent.Cause;
import org.farandole.contracts.node.NodeName;

/** Every violation that {@code monitor.violations} tells of, whoever wrote it, in the order of the reading. Thread-safe. */
public final class ViolationLog {

    private static final int RECENT = 200;

    private final SequencedMap<NodeName, ViolationEvent.Began> open = new LinkedHashMap<>();
    private final Deque<Entry> recent = new ArrayDeque<>();
    private final Map<Cause, Long> ended = new EnumMap<>(Cause.class);
    private long began;
    private Duration total = Duration.ZERO;
    private Duration longest = Duration.ZERO;

    /** @param written the broker's time */
    public record Entry(Instant written, ViolationEvent event) {}

    /**
     * All violations, by the nodes' own clocks.
     *
     * @param count those that began
     * @param totalSeconds of those that ended, as are mean and maximum
     */
    public record Totals(
            long count, double totalSeconds, double meanSeconds, double maxSeconds, Map<Cause, Long> ended) {
        public Totals {
            ended = Map.copyOf(ended);
        }
    }

    public synchronized void on(ViolationEvent event, Instant written) {
        recent.addFirst(new Entry(written, event));
        if (recent.size() > RECENT) {
            recent.removeLast();
        }
        switch (event) {
            case ViolationEvent.Began first -> {
                began++;
                open.put(first.node(), first);
            }
            case ViolationEvent.Ended last -> {
                open.remove(last.node());
                ended.merge(last.cause(), 1L, Long::sum);
                total = total.plus(last.lasted());
                longest = last.lasted().compareTo(longest) > 0 ? last.lasted() : longest;
            }
        }
    }

    /** Those that have not ended, the longest first. */
    public synchronized List<ViolationEvent.Began> now() {
        return open.values().stream()
                .sorted(Comparator.comparing(ViolationEvent.Began::at))
                .toList();
    }

    public synchronized Optional<ViolationEvent.Began> openOn(NodeName node) {
        return Optional.ofNullable(open.get(node));
    }

    /** The last 200 events, the newest first. */
    public synchronized Collection<Entry> recent() {
        return List.copyOf(recent);
    }

    public synchronized Totals totals() {
        long count = ended.values().stream().mapToLong(Long::longValue).sum();
        double seconds = total.toMillis() / 1000.0;
        return new Totals(began, seconds, count == 0 ? 0 : seconds / count, longest.toMillis() / 1000.0, ended);
    }
}
