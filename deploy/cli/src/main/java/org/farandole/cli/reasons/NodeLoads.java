package org.farandole.cli.reasons;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.farandole.cli.terminal.Table;
import org.farandole.contracts.dvms.Action;
import org.farandole.contracts.dvms.NodeState;
import org.farandole.contracts.node.NodeName;
import org.farandole.contracts.node.Resource;
import org.farandole.contracts.vm.VmName;

/** What the nodes of a partition carry before and after a plan. */
final class NodeLoads {

    private final List<NodeState> states;
    private final Map<VmName, NodeState.VmDemand> vms = new HashMap<>();
    private final Map<NodeName, Load> after = new HashMap<>();

    private record Load(Map<Resource, Long> demand, int memoryMiB, int vms) {

        Load plus(NodeState.VmDemand vm, int sign) {
            Map<Resource, Long> sum = new EnumMap<>(Resource.class);
            for (Resource resource : Resource.values()) {
                sum.put(resource, of(resource) + (long) sign * vm.demand(resource));
            }
            return new Load(sum, memoryMiB + sign * vm.placed().size().memoryMiB(), vms + sign);
        }

        long of(Resource resource) {
            return demand.getOrDefault(resource, 0L);
        }
    }

    private NodeLoads(List<NodeState> states) {
        this.states = states;
        for (NodeState state : states) {
            after.put(state.node(), before(state));
            state.vms().forEach(vm -> vms.put(vm.placed().vm(), vm));
        }
    }

    private static Load before(NodeState state) {
        Load load = new Load(Map.of(), 0, 0);
        for (NodeState.VmDemand vm : state.vms()) {
            load = load.plus(vm, 1);
        }
        return load;
    }

    /** A line a node, in percent of a core and MiB; of what else it may be short, in its unit. */
    static List<String> of(List<NodeState> states, List<Action> actions) {
        NodeLoads loads = new NodeLoads(states);
        Action.migrations(actions).forEach(loads::carryOut);
        return loads.table().lines();
    }

    private void carryOut(Action.Migrate move) {
        NodeState.VmDemand vm = vms.get(move.vm());
        if (vm != null) {
            after.computeIfPresent(move.source(), (node, load) -> load.plus(vm, -1));
            after.computeIfPresent(move.destination(), (node, load) -> load.plus(vm, 1));
        }
    }

    private Table table() {
        Table table = new Table("node", "CPU % of a core", "memory MiB", "VMs", "");
        for (NodeState state : states) {
            Load before = before(state);
            Load then = after.getOrDefault(state.node(), before);
            table.row(
                    state.node(),
                    change(
                            before.of(Resource.CPU),
                            then.of(Resource.CPU),
                            state.capacity().cpuPercent()),
                    change(
                            before.memoryMiB(),
                            then.memoryMiB(),
                            state.capacity().memoryMiB()),
                    before.vms() == then.vms() ? String.valueOf(before.vms()) : before.vms() + " → " + then.vms(),
                    notes(state, before, then));
        }
        return table;
    }

    /** What else is to be known of a node: that it is draining, and what it may be short of besides CPU. */
    private static String notes(NodeState state, Load before, Load then) {
        Stream<String> besides = state.capacity().bounded().stream()
                .filter(resource -> resource != Resource.CPU)
                .map(resource -> resource.inWords() + " "
                        + change(
                                before.of(resource),
                                then.of(resource),
                                state.capacity().of(resource))
                        + " " + resource.unit());
        return Stream.concat(state.draining() ? Stream.of("draining") : Stream.empty(), besides)
                .collect(Collectors.joining(", "));
    }

    private static String change(long before, long after, int capacity) {
        return (before == after ? String.valueOf(before) : before + " → " + after) + " of " + capacity;
    }
}
