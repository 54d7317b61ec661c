package org.farandole.placement.search.choco;

import java.util.Arrays;
import org.chocosolver.solver.ICause;
import org.chocosolver.solver.exception.ContradictionException;
import org.chocosolver.solver.variables.BoolVar;
import org.jspecify.annotations.Nullable;

/** Counts nodes with VMs; bounded by the room that what is undecided needs. */
final class NodeGauge extends Gauge {

    private final long base;
    private final @Nullable BoolVar[] used;
    private final int[] reachable;
    private final long[] rooms;
    private int yetUndecided;
    private long sure;
    private int emptied;

    /**
     * @param base nodes that are counted whatever the free VMs do
     * @param used by node: whether it has a VM; null where that is not counted
     */
    NodeGauge(Survey survey, long base, @Nullable BoolVar[] used) {
        super(survey);
        this.base = base;
        this.used = used;
        reachable = new int[used.length];
        rooms = new long[used.length];
    }

    @Override
    long least() {
        sure = base;
        yetUndecided = 0;
        for (int node = 0; node < used.length; node++) {
            BoolVar one = used[node];
            if (one != null && (one.getLB() == 1 || survey.count[node] > 0)) {
                sure++;
            } else if (one != null && one.getUB() == 1) {
                yetUndecided++;
            }
        }
        int more = 0;
        for (int dimension = 0; dimension < survey.open.length; dimension++) {
            more = Math.max(more, needed(dimension));
        }
        return more > yetUndecided ? NEVER : sure + more;
    }

    /** How many more nodes the undecided VMs fill at least in one dimension. */
    private int needed(int dimension) {
        long left = survey.open[dimension];
        int candidates = 0;
        for (int node = 0; node < used.length; node++) {
            BoolVar one = used[node];
            if (one == null || one.getLB() == 1 || survey.count[node] > 0) {
                left -= survey.room(dimension, node);
            } else if (one.getUB() == 1) {
                rooms[candidates++] = survey.room(dimension, node);
            }
        }
        if (left <= 0) {
            return 0;
        }
        Arrays.sort(rooms, 0, candidates);
        int needed = 0;
        for (int i = candidates - 1; i >= 0 && left > 0; i--) {
            left -= rooms[i];
            needed++;
        }
        return left > 0 ? used.length + 1 : needed;
    }

    @Override
    boolean filter(long most, ICause cause) throws ContradictionException {
        boolean changed = close(cause);
        findReachable();
        for (int node = 0; node < used.length; node++) {
            BoolVar one = used[node];
            if (one != null && !one.isInstantiated()) {
                if (survey.count[node] > 0) {
                    changed |= one.setToTrue(cause);
                } else if (reachable[node] == 0) {
                    changed |= one.setToFalse(cause);
                } else if (sure >= most) {
                    changed |= one.setToFalse(cause);
                }
            } else if (one != null && one.getLB() == 1 && survey.count[node] == 0 && reachable[node] == 0) {
                one.setToFalse(cause);
            }
        }
        emptied = (int) Math.clamp(yetUndecided - (most - sure), 0, yetUndecided);
        return changed;
    }

    private boolean close(ICause cause) throws ContradictionException {
        boolean changed = false;
        for (int node = 0; node < used.length; node++) {
            BoolVar one = used[node];
            if (one != null && one.getUB() == 0) {
                for (int i = 0; i < survey.undecidedCount; i++) {
                    changed |= survey.hosts[survey.undecided[i]].removeValue(node, cause);
                }
            }
        }
        return changed;
    }

    private void findReachable() {
        Arrays.fill(reachable, 0);
        for (int i = 0; i < survey.undecidedCount; i++) {
            var host = survey.hosts[survey.undecided[i]];
            int last = host.getUB();
            for (int node = host.getLB(); node <= last; node = host.nextValue(node)) {
                reachable[node]++;
            }
        }
    }

    @Override
    boolean mayBeEmptied(int node) {
        BoolVar one = used[node];
        return one != null && !one.isInstantiated() && survey.count[node] == 0;
    }

    @Override
    int toBeEmptied() {
        return emptied;
    }

    @Nullable
    BoolVar used(int node) {
        return used[node];
    }
}
