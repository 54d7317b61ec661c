package org.farandole.simulator.check;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.farandole.contracts.dvms.IspId;
import org.farandole.contracts.node.NodeName;
import org.farandole.contracts.vm.VmName;
import org.farandole.simulator.scenario.Scenario;
import org.farandole.simulator.watch.Watcher;
import org.farandole.simulator.world.Landscape;

/** D3, D4: a VM migrates from where it is, once at a time; no migration takes a node above its memory. */
final class AVmIsOnOneNode implements Watcher {

    private final Landscape landscape;
    private final Map<VmName, NodeName> places = new HashMap<>();
    private final Map<VmName, NodeName> goingTo = new HashMap<>();
    private final Map<NodeName, Integer> memoryMiB = new HashMap<>();

    AVmIsOnOneNode(Landscape landscape) {
        this.landscape = landscape;
        for (Scenario.Place place : landscape.scenario().vms()) {
            NodeName node = landscape.spec(place.node()).name();
            places.put(place.vm().name(), node);
            memoryMiB.merge(node, place.vm().size().memoryMiB(), Integer::sum);
        }
    }

    @Override
    public void migrationBegan(Instant at, IspId isp, VmName vm, NodeName from, NodeName to) {
        BrokenInvariant.require(
                from.equals(places.get(vm)), "D3: %s migrates from %s, but is on %s", vm, from, places.get(vm));
        NodeName other = goingTo.put(vm, to);
        BrokenInvariant.require(other == null, "D3: %s migrates to %s and to %s", vm, other, to);
        int used = memoryMiB.merge(to, memory(vm), Integer::sum);
        int has = landscape.spec(landscape.number(to)).capacity().memoryMiB();
        BrokenInvariant.require(used <= has, "D4: %s takes %s to %d of %d MiB", vm, to, used, has);
    }

    @Override
    public void migrated(Instant at, IspId isp, VmName vm, NodeName from, NodeName to, Duration took) {
        leaves(vm, from);
        places.put(vm, to);
        goingTo.remove(vm);
    }

    @Override
    public void migrationFailed(Instant at, IspId isp, VmName vm, NodeName from, NodeName to) {
        // one that never began took nothing
        if (goingTo.remove(vm) != null) {
            leaves(vm, to);
        }
    }

    private void leaves(VmName vm, NodeName node) {
        memoryMiB.merge(node, -memory(vm), Integer::sum);
    }

    private int memory(VmName vm) {
        return Objects.requireNonNull(landscape.spec(vm)).size().memoryMiB();
    }
}
