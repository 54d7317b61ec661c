package org.farandole.monitor.sampling;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.farandole.contracts.monitor.Sample;
import org.farandole.contracts.node.NodeName;

/** The latest sample of each node that is sampled here. Thread-safe. */
public final class Loads {

    private final Map<NodeName, Sample> latest = new ConcurrentHashMap<>();

    private final AtomicLong changes = new AtomicLong();

    void put(Sample sample) {
        latest.put(sample.node(), sample);
        changes.incrementAndGet();
    }

    void remove(NodeName node) {
        latest.remove(node);
        changes.incrementAndGet();
    }

    public Optional<Sample> of(NodeName node) {
        return Optional.ofNullable(latest.get(node));
    }

    /** Counts up with every change. */
    public long changes() {
        return changes.get();
    }

    /** By node. */
    public List<Sample> all() {
        return latest.values().stream()
                .sorted((a, b) -> a.node().compareTo(b.node()))
                .toList();
    }
}
