package org.farandole.monitor.sampling;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToIntFunction;
import org.farandole.contracts.monitor.Sample;
import org.farandole.contracts.node.NodeName;

/** The loads as metrics, a series for each node that is sampled, and none for one that no longer is. Thread-safe. */
final class NodeMeters {

    private final MeterRegistry registry;
    private final Loads loads;
    private final Map<NodeName, List<Meter>> meters = new ConcurrentHashMap<>();

    NodeMeters(MeterRegistry registry, Loads loads) {
        this.registry = registry;
        this.loads = loads;
        Gauge.builder("farandole.nodes.sampled", loads, all -> all.all().size())
                .description("Nodes with a sample")
                .register(registry);
    }

    void add(NodeName node, String site) {
        Tags tags = Tags.of("node", node.value(), "site", site);
        meters.computeIfAbsent(
                node,
                name -> List.of(
                        gauge("cpu.demand.percent", name, tags, Sample::cpuDemandPercent),
                        gauge("cpu.used.percent", name, tags, Sample::cpuUsedPercent),
                        gauge(
                                "cpu.capacity.percent",
                                name,
                                tags,
                                sample -> sample.capacity().cpuPercent()),
                        gauge("memory.used.mib", name, tags, Sample::memoryUsedMiB),
                        gauge("vms", name, tags, sample -> sample.vms().size())));
    }

    void remove(NodeName node) {
        List<Meter> gone = meters.remove(node);
        if (gone != null) {
            gone.forEach(registry::remove);
        }
    }

    private Meter gauge(String what, NodeName node, Tags tags, ToIntFunction<Sample> value) {
        return Gauge.builder(
                        "farandole.node." + what,
                        loads,
                        all -> all.of(node)
                                .map(sample -> (double) value.applyAsInt(sample))
                                .orElse(Double.NaN))
                .tags(tags)
                .register(registry);
    }
}
