package org.farandole.simulator.scenario;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.farandole.contracts.node.Resource;
import org.farandole.hypervisor.emulation.MigrationModel;
import org.farandole.hypervisor.emulation.load.Load;

/**
 * Another load, but that VMs demand all of their vCPUs while a swing of theirs goes on. It ends with the swings' time.
 *
 * @param swings of each VM, by its number
 */
record SwingingLoad(Load other, Map<Integer, List<Fault>> swings, Duration until) implements Load {

    private static final int ALL = 100;

    SwingingLoad {
        swings = Map.copyOf(swings);
    }

    @Override
    public int initialPercent() {
        return other.initialPercent();
    }

    @Override
    public int initialPercent(Resource resource) {
        return other.initialPercent(resource);
    }

    @Override
    public Iterator<Change> changes(int vm) {
        List<Fault> mine = swings.get(vm);
        return mine == null ? other.changes(vm) : swinging(vm, mine).iterator();
    }

    private List<Change> swinging(int vm, List<Fault> mine) {
        List<Change> drawn = new ArrayList<>();
        List<Change> others = new ArrayList<>();
        Iterator<Change> all = other.changes(vm);
        while (all.hasNext()) {
            Change change = all.next();
            if (change.at().compareTo(until) >= 0) {
                break;
            }
            (change.resource() == Resource.CPU ? drawn : others).add(change);
        }
        Set<Duration> moments = new TreeSet<>();
        drawn.forEach(change -> moments.add(change.at()));
        mine.forEach(swing -> moments.addAll(List.of(swing.at(), swing.until())));
        List<Change> changes = new ArrayList<>();
        int now = initialPercent();
        int next = 0;
        for (Duration at : moments) {
            while (next < drawn.size() && drawn.get(next).at().compareTo(at) <= 0) {
                now = drawn.get(next++).percent();
            }
            boolean swings =
                    mine.stream().anyMatch(swing -> swing.at().compareTo(at) <= 0 && at.compareTo(swing.until()) < 0);
            changes.add(new Change(at, swings ? ALL : now));
        }
        changes.addAll(others);
        changes.sort(Comparator.comparing(Change::at));
        return changes;
    }

    @Override
    public MigrationModel.Traits traits(int vm) {
        return other.traits(vm);
    }
}
