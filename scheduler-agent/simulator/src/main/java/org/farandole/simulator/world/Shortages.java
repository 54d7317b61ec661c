package org.farandole.simulator.world;

import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.farandole.contracts.node.Resource;
import org.farandole.simulator.engine.Engine;
import org.farandole.simulator.watch.Watcher;

/** Of which resources nodes in violation are short, and since when. */
final class Shortages {

    private final Landscape landscape;
    private final Engine engine;
    private final Watcher watcher;
    private final Map<Integer, Map<Resource, Long>> since = new HashMap<>();

    Shortages(Landscape landscape, Engine engine, Watcher watcher) {
        this.landscape = landscape;
        this.engine = engine;
        this.watcher = watcher;
    }

    /** By a sample of now. */
    void now(int node, Resource resource, boolean over) {
        if (over) {
            since.computeIfAbsent(node, _ -> new EnumMap<>(Resource.class)).putIfAbsent(resource, engine.nowNanos());
        } else {
            Map<Resource, Long> open = since.get(node);
            Long began = open == null ? null : open.remove(resource);
            if (began != null) {
                tell(node, resource, began);
            }
        }
    }

    /** The node is short of nothing any more. */
    void over(int node) {
        Map<Resource, Long> open = since.remove(node);
        if (open != null) {
            open.forEach((resource, began) -> tell(node, resource, began));
        }
    }

    private void tell(int node, Resource resource, long began) {
        watcher.shortageEnded(
                engine.now(), landscape.spec(node).name(), resource, Duration.ofNanos(engine.nowNanos() - began));
    }
}
