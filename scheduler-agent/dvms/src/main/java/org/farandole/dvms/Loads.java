package org.farandole.dvms;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.farandole.contracts.dvms.Action;
import org.farandole.contracts.dvms.NodeState;
import org.farandole.contracts.node.NodeName;
import org.farandole.contracts.node.Resource;
import org.farandole.contracts.vm.VmName;

/**
 * What nodes carry once all of a plan is done, by states from before it.
 *
 * @param left the VMs that leave each node
 * @param come the VMs that come to each node
 */
record Loads(Map<NodeName, List<NodeState.VmDemand>> left, Map<NodeName, List<NodeState.VmDemand>> come) {

    static Loads after(List<Action> actions, Collection<NodeState> states) {
        Map<VmName, NodeState.VmDemand> vms = new HashMap<>();
        states.forEach(state -> state.vms().forEach(vm -> vms.put(vm.placed().vm(), vm)));
        Loads loads = new Loads(new HashMap<>(), new HashMap<>());
        for (Action.Migrate move : Action.migrations(actions)) {
            NodeState.VmDemand vm = vms.get(move.vm());
            if (vm != null) {
                loads.move(vm, move.source(), move.destination());
            }
        }
        return loads;
    }

    private void move(NodeState.VmDemand vm, NodeName source, NodeName destination) {
        left.computeIfAbsent(source, _ -> new ArrayList<>()).add(vm);
        come.computeIfAbsent(destination, _ -> new ArrayList<>()).add(vm);
    }

    /** The nodes that VMs leave or come to, and those that are powered off. */
    static Set<NodeName> touched(List<Action> actions) {
        Set<NodeName> touched = new HashSet<>();
        for (Action action : actions) {
            switch (action) {
                case Action.Migrate move -> {
                    touched.add(move.source());
                    touched.add(move.destination());
                }
                case Action.PowerOff off -> touched.add(off.node());
            }
        }
        return touched;
    }

    /** In the resource's unit. */
    long demand(NodeState state, Resource resource) {
        return state.demand(resource)
                - sum(left.getOrDefault(state.node(), List.of()), resource)
                + sum(come.getOrDefault(state.node(), List.of()), resource);
    }

    private static long sum(List<NodeState.VmDemand> vms, Resource resource) {
        return vms.stream().mapToLong(vm -> vm.demand(resource)).sum();
    }
}
