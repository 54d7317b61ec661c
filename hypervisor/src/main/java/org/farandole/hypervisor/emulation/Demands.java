package org.farandole.hypervisor.emulation;

import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Consumer;
import org.farandole.contracts.node.Capacity;
import org.farandole.contracts.node.NodeName;
import org.farandole.contracts.node.Resource;
import org.jspecify.annotations.Nullable;

/** Moves the VMs' demands, and shares each node's CPU among them. */
final class Demands {

    private final EventQueue queue;
    private Consumer<NodeName> watcher = _ -> {};
    private @Nullable Duration begun;

    Demands(EventQueue queue) {
        this.queue = queue;
    }

    void watchedBy(Consumer<NodeName> other) {
        watcher = other;
    }

    /** @return whether it had not begun before */
    boolean begin() {
        if (begun != null) {
            return false;
        }
        begun = queue.now();
        return true;
    }

    boolean begun() {
        return begun != null;
    }

    /** From now on the VM's demand moves, if the load has begun; it stands where it would, had it been there before. */
    void follow(Vm vm) {
        if (begun == null || vm.load.planned != null) {
            return;
        }
        Duration sinceBegin = queue.now().minus(begun);
        int[] before = vm.load.percents();
        Duration next = vm.load.takeUpTo(sinceBegin);
        if (next != null) {
            vm.load.planned = queue.in(next.minus(sinceBegin).toNanos(), () -> {
                vm.load.planned = null;
                follow(vm);
            });
        }
        if (!Arrays.equals(vm.load.percents(), before)) {
            refresh(vm.node);
        }
    }

    static void leave(Vm vm) {
        if (vm.load.planned != null) {
            vm.load.planned.callOff();
        }
    }

    /** The demand on the node may have changed. */
    void refresh(Node node) {
        Vm[] vms = node.vms.values().toArray(Vm[]::new);
        int[] demands = new int[vms.length];
        for (int i = 0; i < vms.length; i++) {
            demands[i] = vms[i].demandPercent();
        }
        int[] used = CpuShare.of(node.spec.capacity().cpuPercent(), demands);
        for (int i = 0; i < vms.length; i++) {
            vms[i].usedPercent = used[i];
            if (vms[i].migration != null) {
                Migrations.reconsider(vms[i].migration);
            }
        }
        announce(node);
        watcher.accept(node.name());
    }

    private void announce(Node node) {
        Capacity capacity = node.spec.capacity();
        Map<Resource, Long> demand = new EnumMap<>(Resource.class);
        boolean moved = false;
        for (Resource resource : capacity.bounded()) {
            long now = node.demand(resource);
            demand.put(resource, now);
            moved |= moved(node.announcedDemand.getOrDefault(resource, 0L), now, capacity.of(resource));
        }
        if (moved) {
            node.announcedDemand = demand;
            queue.happened(new WorldEvent.LoadChanged(queue.now(), node.name(), node.demandPercent()));
        }
    }

    private static boolean moved(long before, long now, long capacity) {
        return now > capacity != before > capacity || Math.abs(now - before) * 10 > capacity;
    }
}
