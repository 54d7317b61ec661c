package org.farandole.placement.explain;

import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.farandole.placement.plan.Action;
import org.farandole.placement.search.Instance;

/** What a node holds at the least when a VM of the plan migrates: only what does not wait for that VM can be gone by then. */
final class Moments {

    private final Outcome outcome;
    private final Instance instance;
    private int vm = -1;
    /** By dimension and node, for that VM. */
    private int[][] least = new int[0][];

    Moments(Outcome outcome) {
        this.outcome = outcome;
        instance = outcome.instance;
    }

    /** Why the VM cannot enter the node in its place of the plan's order, if it cannot. */
    Optional<Reason> against(int entering, int node) {
        if (outcome.actions.isEmpty() || !outcome.moves(entering)) {
            return Optional.empty();
        }
        if (vm != entering) {
            vm = entering;
            least = leastLoads();
        }
        for (int dimension = 0; dimension < least.length; dimension++) {
            int reaches = least[dimension][node] + instance.demand[dimension][vm];
            int most = Math.max(instance.limit[dimension][node], instance.load[dimension][node]);
            if (instance.rigid(dimension) && instance.demand[dimension][vm] > 0 && reaches > most) {
                return Optional.of(new Reason.RigidAtSomeMoment(
                        outcome.nodeName(node), instance.dimensions[dimension], reaches, most));
            }
        }
        return Optional.empty();
    }

    private int[][] leastLoads() {
        int[][] loads = new int[instance.dimensions.length][];
        for (int dimension = 0; dimension < loads.length; dimension++) {
            loads[dimension] = instance.load[dimension].clone();
        }
        BitSet later = waitingForTheVm();
        BitSet earlier = awaitedByTheVm();
        for (int number = 0; number < outcome.actions.size(); number++) {
            switch (outcome.actions.get(number)) {
                case Action.Migrate migrate -> {
                    leave(loads, migrate.vm(), migrate.source(), !later.get(number));
                    enter(loads, migrate.vm(), migrate.destination(), earlier.get(number));
                }
                case Action.Suspend suspend -> leave(loads, suspend.vm(), suspend.node(), !later.get(number));
                case Action.Resume resume -> enter(loads, resume.vm(), resume.node(), earlier.get(number));
                case Action.PowerOn ignored -> {}
                case Action.PowerOff ignored -> {}
            }
        }
        return loads;
    }

    /** It may be gone by then; a VM that only passed through was never counted. */
    private void leave(int[][] loads, String name, String node, boolean gone) {
        int other = outcome.vm(name);
        if (gone && other != vm && instance.host[other] == outcome.node(node)) {
            add(loads, other, outcome.node(node), -1);
        }
    }

    private void enter(int[][] loads, String name, String node, boolean there) {
        int other = outcome.vm(name);
        if (there && other != vm && outcome.hosts[other] == outcome.node(node)) {
            add(loads, other, outcome.node(node), 1);
        }
    }

    private void add(int[][] loads, int other, int node, int sign) {
        for (int dimension = 0; dimension < loads.length; dimension++) {
            loads[dimension][node] += sign * instance.demand[dimension][other];
        }
    }

    /** Its own actions, and those that directly or indirectly wait for one of them. */
    private BitSet waitingForTheVm() {
        BitSet waiting = new BitSet();
        List<Action> actions = outcome.actions;
        for (int number = 0; number < actions.size(); number++) {
            boolean waits = actions.get(number).after().stream().anyMatch(waiting::get);
            waiting.set(number, waits || isOfTheVm(actions.get(number)));
        }
        return waiting;
    }

    /** Those that its first action directly or indirectly waits for. */
    private BitSet awaitedByTheVm() {
        BitSet awaited = new BitSet();
        int first = 0;
        while (!isOfTheVm(outcome.actions.get(first))) {
            first++;
        }
        awaited.set(first);
        for (int number = first; number >= 0; number--) {
            if (awaited.get(number)) {
                outcome.actions.get(number).after().forEach(awaited::set);
            }
        }
        awaited.clear(first);
        return awaited;
    }

    private boolean isOfTheVm(Action action) {
        String name = outcome.vmName(vm);
        return switch (action) {
            case Action.Migrate migrate -> migrate.vm().equals(name);
            case Action.Suspend suspend -> suspend.vm().equals(name);
            case Action.Resume resume -> resume.vm().equals(name);
            case Action.PowerOn ignored -> false;
            case Action.PowerOff ignored -> false;
        };
    }
}
