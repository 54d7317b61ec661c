package org.farandole.simulator.check;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.farandole.contracts.dvms.Action;
import org.farandole.contracts.dvms.Decision;
import org.farandole.contracts.dvms.Fence;
import org.farandole.contracts.dvms.IspEvent;
import org.farandole.contracts.dvms.IspId;
import org.farandole.contracts.dvms.NodeState;
import org.farandole.contracts.node.Capacity;
import org.farandole.contracts.node.NodeName;
import org.farandole.contracts.node.Resource;
import org.farandole.contracts.vm.VmName;
import org.farandole.dvms.Effect;
import org.farandole.simulator.watch.Happening;
import org.farandole.simulator.watch.Watcher;
import org.farandole.simulator.world.Landscape;
import org.jspecify.annotations.Nullable;

/**
 * D7: no decision makes a node that is healthy in a dimension overloaded in it, by the states that it was computed from; no VM goes back to where it came
 * from within its cool-down.
 */
final class DecisionsDoNoHarm implements Watcher {

    private record Arrival(NodeName from, Instant at) {}

    private final Landscape landscape;
    /** Of the latest round; there are several where a solver was late. */
    private final Map<IspId, List<Effect.SolveLocally>> solves = new HashMap<>();

    private final Map<VmName, Arrival> arrivals = new HashMap<>();

    DecisionsDoNoHarm(Landscape landscape) {
        this.landscape = landscape;
    }

    @Override
    public void stepped(Happening happening) {
        for (Effect effect : happening.effects()) {
            if (effect instanceof Effect.SolveLocally solve) {
                List<Effect.SolveLocally> round = solves.computeIfAbsent(solve.isp(), _ -> new ArrayList<>());
                round.removeIf(earlier -> earlier.round() != solve.round());
                round.add(solve);
            }
        }
    }

    @Override
    public void reported(Instant at, IspEvent event) {
        if (event instanceof IspEvent.Ended) {
            solves.remove(event.isp());
        }
    }

    @Override
    public void accepted(Instant at, Decision.Plan plan, Map<NodeName, Fence> before) {
        List<Effect.SolveLocally> round = solves.remove(plan.isp());
        if (round == null
                || round.stream().anyMatch(solve -> !computedFrom(plan, solve) || harm(plan, solve) == null)) {
            return;
        }
        throw new BrokenInvariant("D7: " + harm(plan, round.getLast()));
    }

    /** What the plan would do to a healthy node, in words; none if nothing. */
    private @Nullable String harm(Decision.Plan plan, Effect.SolveLocally solve) {
        Map<VmName, NodeState.VmDemand> vms = new HashMap<>();
        solve.states()
                .forEach(state -> state.vms().forEach(vm -> vms.put(vm.placed().vm(), vm)));
        for (Action.Migrate move : Action.migrations(plan.actions())) {
            if (!vms.containsKey(move.vm())) {
                // a plan for a part, kept since its node was in before: the last solve was without
                return null;
            }
        }
        for (NodeState state : solve.states()) {
            Capacity capacity = landscape.spec(landscape.number(state.node())).capacity();
            for (Resource resource : capacity.bounded()) {
                long most = Math.max(capacity.of(resource), state.demand(resource));
                long comes = after(plan, state, vms, resource);
                if (comes > most) {
                    return "the plan of %s takes %s to %d %s of %d of %s"
                            .formatted(plan.isp(), state.node(), comes, resource.unit(), most, resource.inWords());
                }
            }
        }
        return null;
    }

    /** What is demanded on a node when all of the plan is done. */
    private static long after(
            Decision.Plan plan, NodeState state, Map<VmName, NodeState.VmDemand> vms, Resource resource) {
        long demand = state.demand(resource);
        for (Action.Migrate move : Action.migrations(plan.actions())) {
            int ofVm = Objects.requireNonNull(vms.get(move.vm())).demand(resource);
            demand -= move.source().equals(state.node()) ? ofVm : 0;
            demand += move.destination().equals(state.node()) ? ofVm : 0;
        }
        return demand;
    }

    /** The plan is for the members that it touches, and the leader's node. */
    private static boolean computedFrom(Decision.Plan plan, Effect.SolveLocally solve) {
        Map<NodeName, Fence> solved =
                solve.states().stream().collect(Collectors.toMap(NodeState::node, NodeState::fence));
        return solved.entrySet().containsAll(plan.fences().entrySet());
    }

    @Override
    public void migrated(Instant at, IspId isp, VmName vm, NodeName from, NodeName to, Duration took) {
        Arrival last = arrivals.put(vm, new Arrival(from, at));
        Duration coolDown = landscape.scenario().tuning().coolDown();
        BrokenInvariant.require(
                last == null
                        || !last.from().equals(to)
                        || !at.minus(took).isBefore(last.at().plus(coolDown)),
                "D7: %s went back to %s after %s",
                vm,
                to,
                last == null ? Duration.ZERO : Duration.between(last.at(), at));
    }
}
