package org.farandole.hypervisor.emulation.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.Set;
import org.farandole.contracts.node.Resource;
import org.farandole.hypervisor.emulation.MigrationModel.Traits;

/**
 * Demands that move in several resources. Each is redrawn at times of its own, whatever the others do; CPU's are those of another
 * load, the same as without the others.
 *
 * @param cpu what the VMs are like, and their demand for CPU
 * @param cpuMoves else it stands where it was at first
 * @param others the demand of each other resource, in percent of a VM's share of it
 */
public record MixedLoad(Load cpu, boolean cpuMoves, Map<Resource, SyntheticLoad> others) implements Load {

    public MixedLoad {
        Objects.requireNonNull(cpu, "cpu");
        if (others.containsKey(Resource.CPU)) {
            throw new IllegalArgumentException("The demand for CPU is given twice");
        }
        others = Map.copyOf(others);
    }

    /**
     * A load whose demands move in these resources only.
     *
     * @param like how each of the others is drawn, from a seed of its own
     */
    public static Load of(Load cpu, Set<Resource> moving, SyntheticLoad like) {
        Map<Resource, SyntheticLoad> others = new EnumMap<>(Resource.class);
        for (Resource resource : moving) {
            if (resource != Resource.CPU) {
                others.put(resource, like.drawnFrom(like.seed().fork(resource.inWords())));
            }
        }
        return moving.equals(Set.of(Resource.CPU)) ? cpu : new MixedLoad(cpu, moving.contains(Resource.CPU), others);
    }

    @Override
    public int initialPercent() {
        return cpu.initialPercent();
    }

    @Override
    public int initialPercent(Resource resource) {
        SyntheticLoad other = others.get(resource);
        return resource == Resource.CPU ? cpu.initialPercent() : other == null ? 0 : other.initialPercent();
    }

    @Override
    public Iterator<Change> changes(int vm) {
        List<Source> sources = new ArrayList<>();
        if (cpuMoves) {
            sources.add(new Source(Resource.CPU, cpu.changes(vm)));
        }
        for (Resource resource : Resource.values()) {
            SyntheticLoad other = others.get(resource);
            if (other != null) {
                sources.add(new Source(resource, other.changes(vm)));
            }
        }
        return new Merged(sources);
    }

    @Override
    public Traits traits(int vm) {
        return cpu.traits(vm);
    }

    /** The changes of one resource; {@code next} is read ahead. */
    private static final class Source {
        private final Resource resource;
        private final Iterator<Change> changes;
        private Change next = new Change(Duration.ZERO, 0);

        Source(Resource resource, Iterator<Change> changes) {
            this.resource = resource;
            this.changes = changes;
        }

        boolean readOn() {
            boolean more = changes.hasNext();
            if (more) {
                Change change = changes.next();
                next = new Change(change.at(), resource, change.percent());
            }
            return more;
        }
    }

    /** All sources in the order of time, at the same time in that of the resources. */
    private static final class Merged implements Iterator<Change> {
        private final PriorityQueue<Source> ahead =
                new PriorityQueue<>(Comparator.<Source, Duration>comparing(source -> source.next.at())
                        .thenComparing(source -> source.resource));

        Merged(List<Source> sources) {
            sources.forEach(this::readOn);
        }

        private void readOn(Source source) {
            if (source.readOn()) {
                ahead.add(source);
            }
        }

        @Override
        public boolean hasNext() {
            return !ahead.isEmpty();
        }

        @Override
        public Change next() {
            Source earliest = ahead.remove();
            Change change = earliest.next;
            readOn(earliest);
            return change;
        }
    }
}
