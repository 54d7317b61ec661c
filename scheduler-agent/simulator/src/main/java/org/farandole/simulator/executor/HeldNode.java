package org.farandole.simulator.executor;

import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.farandole.contracts.dvms.Decision;
import org.farandole.contracts.dvms.Fence;
import org.farandole.contracts.dvms.PlacedVm;
import org.farandole.contracts.dvms.RingMessage;
import org.farandole.contracts.vm.VmName;
import org.jspecify.annotations.Nullable;

/** The executor's record of a node: its fence, its VMs, and the plan that holds it. */
final class HeldNode {

    private final TreeMap<VmName, PlacedVm> vms = new TreeMap<>();
    private Fence fence = new Fence(0);
    private Decision.@Nullable Plan plan;
    private boolean lost;

    Fence fence() {
        return fence;
    }

    Decision.@Nullable Plan plan() {
        return plan;
    }

    List<PlacedVm> placement() {
        return List.copyOf(vms.values());
    }

    boolean has(VmName vm) {
        return vms.containsKey(vm);
    }

    void put(PlacedVm vm) {
        vms.put(vm.vm(), vm);
    }

    @Nullable
    PlacedVm take(VmName vm) {
        return vms.remove(vm);
    }

    /** E2: a plan takes the node. */
    void hold(Decision.Plan by) {
        plan = by;
        fence = fence.next();
    }

    /** E4: the plan is over. */
    void free() {
        plan = null;
        fence = fence.next();
    }

    boolean lost() {
        return lost;
    }

    /** With all its VMs. */
    void lose() {
        lost = true;
        vms.clear();
    }

    /** E5: its VMs changed without a plan. */
    void changed() {
        fence = fence.changed();
    }

    RingMessage.Status status() {
        return plan == null
                ? new RingMessage.Status(fence, placement(), null, Set.of())
                : new RingMessage.Status(
                        fence, placement(), plan.isp(), plan.fences().keySet());
    }
}
