package org.farandole.simulator.scenario;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import org.farandole.contracts.node.Resource;
import org.farandole.hypervisor.emulation.MigrationModel;
import org.farandole.hypervisor.emulation.Seed;
import org.farandole.hypervisor.emulation.load.Load;

/**
 * Another load until a moment. Then all VMs demand little for a while, so that every trigger ends; then each demands something else,
 * of CPU, drawn once, of which the nodes have room for all, but not where the VMs are; and nothing changes any more.
 */
record CalmLoad(Load other, Duration until) implements Load {

    private static final Duration LULL = Duration.ofSeconds(30);
    private static final int LITTLE = 20;
    private static final int MEAN = 50;
    private static final int DEVIATION = 25;
    private static final int STEP = 10;
    private static final int ALL = 100;

    CalmLoad {
        Objects.requireNonNull(other, "other");
        Objects.requireNonNull(until, "until");
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
        List<Change> changes = new ArrayList<>();
        Iterator<Change> before = other.changes(vm);
        while (before.hasNext()) {
            Change change = before.next();
            if (change.at().compareTo(until) >= 0) {
                break;
            }
            changes.add(change);
        }
        changes.add(new Change(until, LITTLE));
        for (Resource resource : Resource.values()) {
            if (resource != Resource.CPU && initialPercent(resource) > 0) {
                changes.add(new Change(until, resource, LITTLE));
            }
        }
        changes.add(new Change(until.plus(LULL), last(vm)));
        return changes.iterator();
    }

    private static int last(int vm) {
        double drawn = MEAN + DEVIATION * new Seed(vm).fork("calm").random().nextGaussian();
        return (int) Math.round(Math.clamp(drawn, 0, ALL) / STEP) * STEP;
    }

    @Override
    public MigrationModel.Traits traits(int vm) {
        return other.traits(vm);
    }
}
