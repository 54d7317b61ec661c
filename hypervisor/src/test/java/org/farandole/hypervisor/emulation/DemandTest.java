package org.farandole.hypervisor.emulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.farandole.hypervisor.emulation.Worlds.FIRST;
import static org.farandole.hypervisor.emulation.Worlds.SECOND;
import static org.farandole.hypervisor.emulation.Worlds.all;
import static org.farandole.hypervisor.emulation.Worlds.pass;
import static org.farandole.hypervisor.emulation.Worlds.passAll;
import static org.farandole.hypervisor.emulation.Worlds.run;
import static org.farandole.hypervisor.emulation.Worlds.three;
import static org.farandole.hypervisor.emulation.Worlds.vm;
import static org.farandole.hypervisor.emulation.Worlds.world;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.farandole.contracts.monitor.Sample.VmSample;
import org.farandole.contracts.node.Capacity;
import org.farandole.contracts.node.NodeName;
import org.farandole.contracts.node.Resource;
import org.farandole.contracts.node.Throughput;
import org.farandole.contracts.vm.VmSize;
import org.farandole.hypervisor.NodeStats;
import org.farandole.hypervisor.emulation.MigrationModel.Traits;
import org.farandole.hypervisor.emulation.WorldEvent.LoadChanged;
import org.farandole.hypervisor.emulation.load.Load;
import org.farandole.hypervisor.emulation.load.MixedLoad;
import org.farandole.hypervisor.emulation.load.SyntheticLoad;
import org.junit.jupiter.api.Test;

class DemandTest {

    /** From 60 % to 80 % after 10 s, to 100 % after 20 s. */
    private static final Load RISING = new Load() {
        @Override
        public int initialPercent() {
            return 60;
        }

        @Override
        public Iterator<Change> changes(int vm) {
            return List.of(new Change(Duration.ofSeconds(10), 80), new Change(Duration.ofSeconds(20), 100))
                    .iterator();
        }

        @Override
        public Traits traits(int vm) {
            return new Traits(125, 30);
        }
    };

    @Test
    void demandMovesOnlyFromTheBeginningOfTheLoad() throws Exception {
        World world = world(three().withLoad(RISING));
        run(world, FIRST, 0);
        assertThat(demand(world)).isEqualTo(60);

        world.beginLoad();

        assertThat(demand(world)).isEqualTo(60);
        pass(world, Duration.ofSeconds(10));
        assertThat(demand(world)).isEqualTo(80);
        world.beginLoad();
        pass(world, Duration.ofSeconds(10));
        assertThat(demand(world)).isEqualTo(100);
    }

    @Test
    void aVmThatComesLaterDemandsWhatTheLoadSaysByThen() throws Exception {
        World world = world(three().withLoad(RISING));
        world.beginLoad();
        pass(world, Duration.ofSeconds(15));

        world.define(FIRST, new VmSpec(vm(0), new VmSize(2, 1024)));
        world.start(FIRST, vm(0));

        assertThat(demand(world)).isEqualTo(2 * 80);
        pass(world, Duration.ofSeconds(5));
        assertThat(demand(world)).isEqualTo(2 * 100);
    }

    @Test
    void aLargeChangeIsToldAtOnce() throws Exception {
        World world = world(three().withLoad(RISING));
        run(world, FIRST, IntStream.range(0, 8).toArray());
        Duration begun = world.now();
        world.beginLoad();

        List<LoadChanged> changes = all(LoadChanged.class, pass(world, Duration.ofSeconds(30)));

        assertThat(changes)
                .extracting(change -> change.at().minus(begun).toSeconds())
                .containsOnly(10L, 20L);
        assertThat(changes).extracting(LoadChanged::cpuDemandPercent).contains(720);
        assertThat(changes).hasSizeLessThan(6);
    }

    /** Two vCPUs demand twice; a node has as much for each core as goes with a vCPU: 700 MB/s of disk with 700 % of CPU. */
    @Test
    void diskIsDemandedBesideCpu() throws Exception {
        Load steady = SyntheticLoad.usual(new Seed(1));
        World world = new World(
                new WorldDescription(
                        new Platform(
                                        1,
                                        1,
                                        8,
                                        Shares.bounding(new Capacity(700, 32_768), EnumSet.of(Resource.DISK)),
                                        1_250)
                                .specs(),
                        MixedLoad.of(steady, EnumSet.of(Resource.DISK), SyntheticLoad.usual(new Seed(1))),
                        Timing.usual(),
                        Faults.NONE,
                        new Seed(1),
                        true),
                Instant.EPOCH);
        for (int i = 0; i < 6; i++) {
            world.defineRunning(FIRST, new VmSpec(vm(i), new VmSize(2, 1_024)));
        }

        NodeStats stats = world.stats(FIRST);

        assertThat(stats.ownCapacity().of(Resource.DISK)).isEqualTo(700);
        assertThat(stats.ownCapacity().bounds(Resource.NETWORK)).isFalse();
        assertThat(stats.vms()).allSatisfy(vm -> {
            assertThat(vm.cpuDemandPercent()).isEqualTo(120);
            assertThat(vm.throughput()).isEqualTo(new Throughput(0, 120, 0));
        });
        assertThat(world.summary().overloadedNodes()).isEqualTo(1);
        world.suspend(FIRST, vm(0));
        assertThat(world.stats(FIRST).vms().getFirst().throughput()).isNull();
    }

    private static int demand(World world) throws Exception {
        return world.stats(FIRST).vms().getFirst().cpuDemandPercent();
    }

    @Test
    void aWatcherIsToldOfEveryChangeOnANode() throws Exception {
        World world = world(three().withLoad(new Worlds.Constant(60, new Traits(125, 0))));
        List<NodeName> told = new ArrayList<>();
        world.watchDemands(told::add);
        world.defineRunning(FIRST, new VmSpec(vm(1), new VmSize(1, 1024)));

        assertThat(told).containsExactly(FIRST);
        assertThat(world.stats(FIRST).vms()).containsExactly(new VmSample(vm(1), 60, 60, 1024));
        world.migrate(FIRST, vm(1), SECOND);
        passAll(world);
        assertThat(told).containsExactly(FIRST, FIRST, SECOND);
    }

    @Test
    void aVmThatRunsFromTheBeginningTakesItsMemory() throws Exception {
        World world = world(three().withLoad(new Worlds.Constant(60, new Traits(125, 0))));
        world.defineRunning(FIRST, new VmSpec(vm(1), new VmSize(1, 32_768)));

        assertThatThrownBy(() -> world.defineRunning(FIRST, new VmSpec(vm(2), new VmSize(1, 1))))
                .hasMessageContaining("0 MiB left");
    }
}
