package org.farandole.hypervisor.emulation.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.farandole.contracts.node.Resource;
import org.farandole.hypervisor.emulation.Seed;
import org.farandole.hypervisor.emulation.load.Load.Change;
import org.junit.jupiter.api.Test;

class MixedLoadTest {

    private static final int MANY = 400;
    private static final SyntheticLoad CPU = SyntheticLoad.usual(new Seed(7));

    private static List<Change> first(int count, Load load, int vm) {
        List<Change> first = new ArrayList<>();
        Iterator<Change> changes = load.changes(vm);
        while (first.size() < count) {
            first.add(changes.next());
        }
        return first;
    }

    private static List<Change> of(Resource resource, List<Change> changes) {
        return changes.stream().filter(change -> change.resource() == resource).toList();
    }

    @Test
    void theOthersLeaveCpuAsItWas() {
        Load mixed = MixedLoad.of(CPU, EnumSet.allOf(Resource.class), CPU);

        List<Change> cpu = of(Resource.CPU, first(MANY, mixed, 3));

        assertThat(cpu).hasSizeGreaterThan(MANY / 8).isEqualTo(first(cpu.size(), CPU, 3));
        assertThat(mixed.traits(3)).isEqualTo(CPU.traits(3));
    }

    @Test
    void eachResourceIsDrawnAloneAndLikeCpu() {
        List<Change> changes = first(MANY, MixedLoad.of(CPU, EnumSet.allOf(Resource.class), CPU), 5);

        assertThat(changes).isSortedAccordingTo(java.util.Comparator.comparing(Change::at));
        for (Resource resource : Resource.values()) {
            List<Change> own = of(resource, changes);
            Duration period = own.getLast().at().dividedBy(own.size());
            assertThat(period).as(resource.inWords()).isBetween(Duration.ofSeconds(200), Duration.ofSeconds(450));
            assertThat(own.stream().mapToInt(Change::percent).average().orElse(0))
                    .as(resource.inWords())
                    .isBetween(50.0, 70.0);
        }
        assertThat(of(Resource.DISK, changes).stream().map(Change::at).toList())
                .doesNotContainAnyElementsOf(
                        of(Resource.NETWORK, changes).stream().map(Change::at).toList());
    }

    @Test
    void oneResourceDrawsTheSameWhateverElseMoves() {
        Load alone = MixedLoad.of(CPU, EnumSet.of(Resource.DISK), CPU);
        Load mixed = MixedLoad.of(CPU, EnumSet.allOf(Resource.class), CPU);

        List<Change> disk = of(Resource.DISK, first(MANY, mixed, 9));

        assertThat(first(disk.size(), alone, 9)).isEqualTo(disk);
    }

    @Test
    void whatDoesNotMoveStands() {
        Load disk = MixedLoad.of(CPU, EnumSet.of(Resource.DISK), CPU);

        Set<Resource> moved = first(50, disk, 1).stream().map(Change::resource).collect(Collectors.toSet());

        assertThat(moved).containsExactly(Resource.DISK);
        assertThat(disk.initialPercent(Resource.CPU)).isEqualTo(60);
        assertThat(disk.initialPercent(Resource.DISK)).isEqualTo(60);
        assertThat(disk.initialPercent(Resource.NETWORK)).isZero();
        assertThat(MixedLoad.of(CPU, EnumSet.of(Resource.CPU), CPU)).isSameAs(CPU);
    }
}
