package org.farandole.placement;

import org.chocosolver.solver.search.strategy.selectors.values.IntValueSelector;
import org.chocosolver.solver.search.strategy.selectors.variables.VariableSelector;
import org.chocosolver.solver.variables.IntVar;

/**
 * Entropy's order of search: VMs by falling demand; each stays if what is left on its node fits, else it goes where most room
 * is left (worst fit), which also leaves the most room for demands to change.
 */
final class RoomiestFirst implements VariableSelector<IntVar>, IntValueSelector {

    private final PlacementModel model;
    private final Instance instance;
    private final int[] fixed;
    private final int firstNode;
    private int item;

    RoomiestFirst(PlacementModel model, Instance instance, long seed) {
        this.model = model;
        this.instance = instance;
        fixed = instance.cpuLoad.clone();
        for (int vm : model.items) {
            fixed[instance.host[vm]] -= instance.demand[vm];
        }
        firstNode = (int) Math.floorMod(seed, (long) instance.nodeCount());
    }

    @Override
    @SuppressWarnings("NullAway") // Choco's contract: null when all variables have a value
    public IntVar getVariable(IntVar[] hosts) {
        for (item = 0; item < hosts.length; item++) {
            if (!hosts[item].isInstantiated()) {
                return hosts[item];
            }
        }
        return null;
    }

    @Override
    public int selectValue(IntVar host) {
        int source = instance.host[model.items[item]];
        return host.contains(source) && !mustShed(source) ? source : roomiest(host, source);
    }

    private boolean mustShed(int node) {
        int load = fixed[node];
        for (int other = 0; other < model.items.length; other++) {
            if (instance.host[model.items[other]] == node && model.hosts[other].contains(node)) {
                load += instance.demand[model.items[other]];
            }
        }
        return load > instance.capacity(node);
    }

    private int roomiest(IntVar host, int source) {
        int best = source;
        int bestRoom = Integer.MIN_VALUE;
        for (int i = 0; i < instance.nodeCount(); i++) {
            int node = (firstNode + i) % instance.nodeCount();
            int room = instance.capacity(node) - fixed[node] - model.cpuLoads[node].getLB();
            if (node != source && host.contains(node) && room > bestRoom) {
                best = node;
                bestRoom = room;
            }
        }
        return best;
    }
}
