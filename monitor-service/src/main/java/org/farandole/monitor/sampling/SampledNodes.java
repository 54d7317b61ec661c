package org.farandole.monitor.sampling;

import java.util.HashMap;
import java.util.Map;
import java.util.function.BiFunction;
import org.farandole.contracts.node.NodeDescription;
import org.farandole.contracts.node.NodeEvent;
import org.farandole.contracts.node.NodeName;
import org.farandole.monitor.sampling.Watch.Health;
import org.jspecify.annotations.Nullable;

/**
 * The nodes that are to be sampled: each from its Ready to its Released or Off. Sampling begins when the past has been read,
 * so that no node of long ago is asked. Thread-safe.
 */
public final class SampledNodes implements AutoCloseable {

    /** Begins to sample a node. */
    public interface Sampling extends BiFunction<NodeDescription, Health, SampledNode> {}

    /** A node that is being sampled. */
    public interface SampledNode extends AutoCloseable {

        /** See {@link NodeSampler#changed}. */
        void changed();

        @Override
        void close();
    }

    private record Known(
            NodeDescription description,
            Health health,
            @Nullable SampledNode sampled) {}

    private final Ownership ownership;
    private final Sampling sampling;
    private final Map<NodeName, Known> nodes = new HashMap<>();
    private boolean pastRead;

    public SampledNodes(Ownership ownership, Sampling sampling) {
        this.ownership = ownership;
        this.sampling = sampling;
    }

    /** @param partition of {@code node.events}, where it was read */
    public synchronized void on(NodeEvent event, int partition) {
        if (!ownership.owns(partition)) {
            return;
        }
        switch (event) {
            case NodeEvent.Ready ready -> watch(ready.description());
            case NodeEvent.Registered registered
            when nodes.containsKey(registered.node()) -> watch(registered.description());
            case NodeEvent.Released released -> forget(released.node());
            case NodeEvent.Off off -> forget(off.node());
            case NodeEvent.Lost lost -> remember(lost.node(), new Health.Lost(lost.cause()));
            case NodeEvent.Back back -> remember(back.node(), new Health.Answers(0));
            case NodeEvent.Registered _,
                    NodeEvent.Booked _,
                    NodeEvent.StepEntered _,
                    NodeEvent.StepPassed _,
                    NodeEvent.StepRetried _,
                    NodeEvent.StepFailed _,
                    NodeEvent.Draining _ -> {}
        }
    }

    /** What was written before this process began has been read. */
    public synchronized void pastIsRead() {
        pastRead = true;
        nodes.replaceAll((name, known) -> begin(known));
    }

    /** A node's load changed a lot; a node that is not sampled here is no matter. */
    public void changed(NodeName node) {
        SampledNode sampled = sampled(node);
        if (sampled != null) {
            sampled.changed();
        }
    }

    private synchronized @Nullable SampledNode sampled(NodeName node) {
        Known known = nodes.get(node);
        return known == null ? null : known.sampled();
    }

    private void watch(NodeDescription description) {
        Known known = nodes.get(description.name());
        if (known != null && known.description().equals(description)) {
            return;
        }
        forget(description.name());
        Known fresh = new Known(description, new Health.Answers(0), null);
        nodes.put(description.name(), pastRead ? begin(fresh) : fresh);
    }

    private Known begin(Known known) {
        return new Known(known.description(), known.health(), sampling.apply(known.description(), known.health()));
    }

    /** Only the past tells something new: afterwards this process is the one that says so. */
    private void remember(NodeName node, Health health) {
        Known known = nodes.get(node);
        if (known != null && !pastRead) {
            nodes.put(node, new Known(known.description(), health, null));
        }
    }

    private void forget(NodeName node) {
        Known known = nodes.remove(node);
        if (known != null && known.sampled() != null) {
            known.sampled().close();
        }
    }

    @Override
    public synchronized void close() {
        nodes.keySet().stream().toList().forEach(this::forget);
    }
}
