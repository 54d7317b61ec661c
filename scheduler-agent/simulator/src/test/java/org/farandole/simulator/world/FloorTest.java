package org.farandole.simulator.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.farandole.contracts.node.NodeName;
import org.farandole.hypervisor.HypervisorException;
import org.farandole.hypervisor.emulation.MigrationModel;
import org.farandole.hypervisor.emulation.MigrationModel.Traits;
import org.farandole.hypervisor.emulation.load.Load;
import org.farandole.simulator.Runs;
import org.farandole.simulator.scenario.Policy;
import org.farandole.simulator.watch.Watcher;
import org.junit.jupiter.api.Test;

/** Eight VMs on one node of 700 %; one of them writes a lot to its memory, the others little. */
class FloorTest {

    private static final int BUSY_WRITER = 0;
    private static final Traits STILL = new Traits(125, 0);
    private static final Traits WRITING = new Traits(125, 100);

    /** What each VM demands at first, in ten seconds, and later. */
    private record Scripted(int first, int others, int vm, Duration until) implements Load {
        @Override
        public int initialPercent() {
            return 50;
        }

        @Override
        public Iterator<Change> changes(int number) {
            Change rise = new Change(Duration.ofSeconds(10), number == vm ? first : others);
            Change fall = new Change(Duration.ofSeconds(10).plus(until), 10);
            return (number == vm ? List.of(rise, fall) : List.of(rise)).iterator();
        }

        @Override
        public Traits traits(int number) {
            return number == BUSY_WRITER ? WRITING : STILL;
        }
    }

    private static List<Duration> floors(Load load) throws HypervisorException {
        List<Duration> floors = new ArrayList<>();
        Runs.run(Runs.scenario(1, 8, load, Duration.ofMinutes(2), 1, new Policy.None()), new Watcher() {
            @Override
            public void violationBegan(Instant at, NodeName node, int cpuDemandPercent, Duration floor) {
                floors.add(floor);
            }
        });
        return floors;
    }

    @Test
    void isTheQuickestMigrationThatSuffices() throws HypervisorException {
        Load load = new Scripted(90, 90, BUSY_WRITER, Duration.ofMinutes(1));
        // VMs come to their new demand one after the other: the violation begins with the last
        assertThat(floors(load)).first().isEqualTo(MigrationModel.alone(STILL, 1_024, 0.87));
    }

    @Test
    void isNoLongerThanUntilDemandFallsByItself() throws HypervisorException {
        Load load = new Scripted(90, 90, BUSY_WRITER, Duration.ofSeconds(4));
        assertThat(floors(load)).containsExactly(Duration.ofSeconds(4));
    }
}
