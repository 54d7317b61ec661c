package org.farandole.simulator.check;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.farandole.contracts.dvms.Decision;
import org.farandole.contracts.dvms.Fence;
import org.farandole.contracts.dvms.NodeState;
import org.farandole.contracts.dvms.PlacedVm;
import org.farandole.contracts.node.NodeName;
import org.farandole.dvms.Effect;
import org.farandole.simulator.executor.Executor;
import org.farandole.simulator.watch.Happening;
import org.farandole.simulator.watch.Watcher;
import org.farandole.simulator.world.Landscape;

/** I2: an accepted plan was computed from what is there; and each state that is solved was true at its fence. */
final class NothingHappenedSince implements Watcher {

    private final Executor executor;
    private final Map<NodeName, Long> happened = new HashMap<>();
    private final Map<NodeName, Map<Fence, List<PlacedVm>>> history = new HashMap<>();

    NothingHappenedSince(Landscape landscape, Executor executor) {
        this.executor = executor;
        landscape.positions().forEach(position -> remember(position.node()));
    }

    @Override
    public void accepted(Instant at, Decision.Plan plan, Map<NodeName, Fence> before) {
        plan.fences().forEach((node, fence) -> {
            long moved = happened.getOrDefault(node, 0L);
            BrokenInvariant.require(
                    fence.value() == moved, "I2: %s changed since %s read it at fence %s", node, plan.isp(), fence);
            happened.put(node, moved + 1);
        });
    }

    @Override
    public void finished(Instant at, Decision.Plan plan) {
        plan.fences().keySet().forEach(node -> {
            happened.merge(node, 1L, Long::sum);
            remember(node);
        });
    }

    @Override
    public void changed(Instant at, NodeName node) {
        happened.merge(node, 2L, Long::sum);
        remember(node);
    }

    @Override
    public void stepped(Happening happening) {
        for (Effect effect : happening.effects()) {
            if (effect instanceof Effect.SolveLocally solve) {
                solve.states().forEach(state -> wasTrue(solve, state));
            }
        }
    }

    private void wasTrue(Effect.SolveLocally solve, NodeState state) {
        List<PlacedVm> solved =
                state.vms().stream().map(NodeState.VmDemand::placed).toList();
        BrokenInvariant.require(
                solved.equals(history.getOrDefault(state.node(), Map.of()).get(state.fence())),
                "I2: %s solves %s with VMs that it did not have at fence %s",
                solve.isp(),
                state.node(),
                state.fence());
    }

    private void remember(NodeName node) {
        history.computeIfAbsent(node, _ -> new HashMap<>()).put(executor.fence(node), executor.placement(node));
    }
}
