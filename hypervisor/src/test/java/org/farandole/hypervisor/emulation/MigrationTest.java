package org.farandole.hypervisor.emulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.farandole.hypervisor.emulation.Worlds.FIRST;
import static org.farandole.hypervisor.emulation.Worlds.SECOND;
import static org.farandole.hypervisor.emulation.Worlds.THIRD;
import static org.farandole.hypervisor.emulation.Worlds.all;
import static org.farandole.hypervisor.emulation.Worlds.only;
import static org.farandole.hypervisor.emulation.Worlds.pass;
import static org.farandole.hypervisor.emulation.Worlds.passAll;
import static org.farandole.hypervisor.emulation.Worlds.run;
import static org.farandole.hypervisor.emulation.Worlds.three;
import static org.farandole.hypervisor.emulation.Worlds.vm;
import static org.farandole.hypervisor.emulation.Worlds.withLink;
import static org.farandole.hypervisor.emulation.Worlds.world;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.farandole.contracts.vm.VmSize;
import org.farandole.hypervisor.HypervisorException;
import org.farandole.hypervisor.HypervisorException.Fault;
import org.farandole.hypervisor.emulation.MigrationModel.Traits;
import org.farandole.hypervisor.emulation.Worlds.Constant;
import org.farandole.hypervisor.emulation.load.SyntheticLoad;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MigrationTest {

    private static final Traits STILL = new Traits(125, 0);
    private static final double ALONE_SECONDS = 10.01;

    @ParameterizedTest
    @CsvSource({"10, 0, 10.0", "10, 100, 10.0", "30, 60, 10.2", "50, 60, 10.8", "40, 100, 12.0", "50, 100, 14.9"})
    void aSingleMigrationTakesTenToFifteenSeconds(int intensity, int demand, double seconds) throws Exception {
        World world = world(three().withLoad(new Constant(demand, new Traits(125, intensity))));
        run(world, FIRST, 0);

        world.migrate(FIRST, vm(0), SECOND);

        assertThat(took(only(WorldEvent.Migrated.class, passAll(world)))).isCloseTo(seconds, within(0.05));
    }

    @Test
    void theTimeOfAMigrationThatIsAloneIsKnownBefore() throws Exception {
        Traits traits = new Traits(125, 40);
        World world = world(three().withLoad(new Constant(70, traits)));
        run(world, FIRST, 1);
        world.migrate(FIRST, vm(1), SECOND);

        assertThat(only(WorldEvent.Migrated.class, passAll(world)).took())
                .isEqualTo(MigrationModel.alone(traits, 1024, 0.7));
    }

    @Test
    void aMigrationThatIsSlowedDownTakesSoManyTimesAsLong() throws Exception {
        Traits traits = new Traits(125, 40);
        World world = world(three().withLoad(new Constant(70, traits)));
        run(world, FIRST, 1);
        world.migrate(FIRST, vm(1), SECOND);
        world.slowMigration(FIRST, vm(1), 10);

        double alone = MigrationModel.alone(traits, 1024, 0.7).toNanos() / 1e9;
        assertThat(only(WorldEvent.Migrated.class, passAll(world)).took().toNanos() / 1e9)
                .isCloseTo(10 * alone, within(0.001));
    }

    @Test
    void takesTenPointFourSecondsOnAverageOverTheSyntheticLoad() {
        SyntheticLoad load = SyntheticLoad.usual(new Seed(23));
        double total = 0;
        int vms = 20_000;
        for (int vm = 0; vm < vms; vm++) {
            double use = load.changes(vm).next().percent() / 100.0;
            double seconds = MigrationModel.bytes(1024) / MigrationModel.netBytesPerSecond(load.traits(vm), 1_250, use);
            assertThat(seconds).isBetween(10.0, 15.0);
            total += seconds;
        }

        assertThat(total / vms).isCloseTo(10.3, within(0.15));
    }

    @Test
    void twoMigrationsOverOneLinkTakeTwiceAsLong() throws Exception {
        World world = world(withLink(three().withLoad(new Constant(60, STILL)), 125));
        run(world, FIRST, 0, 1);

        world.migrate(FIRST, vm(0), SECOND);
        world.migrate(FIRST, vm(1), THIRD);

        assertThat(all(WorldEvent.Migrated.class, passAll(world)))
                .hasSize(2)
                .allSatisfy(migrated -> assertThat(took(migrated)).isCloseTo(2 * ALONE_SECONDS, within(0.05)));
    }

    @Test
    void ratesAreSharedAnewWhenAMigrationBeginsAndEnds() throws Exception {
        World world = world(withLink(three().withLoad(new Constant(60, STILL)), 125));
        run(world, FIRST, 0, 1);

        world.migrate(FIRST, vm(0), SECOND);
        pass(world, Duration.ofSeconds(5));
        world.migrate(FIRST, vm(1), THIRD);
        List<WorldEvent.Migrated> ends = all(WorldEvent.Migrated.class, passAll(world));

        // The first does half alone and half shared; the second then has as much left as the first did alone.
        assertThat(took(ends.get(0))).isCloseTo(5 + 2 * (ALONE_SECONDS - 5), within(0.05));
        assertThat(took(ends.get(1))).isCloseTo(2 * (ALONE_SECONDS - 5) + 5, within(0.05));
    }

    @Test
    void anAbortedMigrationLeavesItsShareToTheOthers() throws Exception {
        World world = world(withLink(three().withLoad(new Constant(60, STILL)), 125));
        run(world, FIRST, 0, 1);
        world.migrate(FIRST, vm(0), SECOND);
        world.migrate(FIRST, vm(1), THIRD);
        pass(world, Duration.ofSeconds(4));

        world.abortMigration(FIRST, vm(0), Fault.TIMEOUT, "took too long");
        List<WorldEvent> events = passAll(world);

        assertThat(only(WorldEvent.Aborted.class, events).fault()).isEqualTo(Fault.TIMEOUT);
        assertThat(took(only(WorldEvent.Migrated.class, events))).isCloseTo(ALONE_SECONDS + 2, within(0.05));
        assertThat(world.domains(FIRST)).extracting(domain -> domain.vm()).containsExactly(vm(0));
        assertThat(world.stats(SECOND).memoryUsedMiB()).isZero();
    }

    @Test
    void aGuestThatDirtiesFasterThanTheLinkIsSlowedDownUntilItEnds() throws Exception {
        World world = world(withLink(three().withLoad(new Constant(100, new Traits(125, 100))), 12));
        run(world, FIRST, 0);

        world.migrate(FIRST, vm(0), SECOND);

        double onceOver = ALONE_SECONDS * 125 / 12;
        assertThat(took(only(WorldEvent.Migrated.class, passAll(world)))).isCloseTo(onceOver / 0.2, within(1.0));
    }

    @Test
    void memoryIsTakenOnBothNodesUntilTheEnd() throws Exception {
        World world = world(three());
        run(world, FIRST, 0);

        world.migrate(FIRST, vm(0), SECOND);
        pass(world, Duration.ofSeconds(5));

        assertThat(world.stats(FIRST).memoryUsedMiB()).isEqualTo(1024);
        assertThat(world.stats(SECOND).memoryUsedMiB()).isEqualTo(1024);
        assertThat(world.stats(SECOND).vms()).isEmpty();
        passAll(world);
        assertThat(world.stats(FIRST).memoryUsedMiB()).isZero();
        assertThat(world.stats(SECOND).vms()).hasSize(1);
    }

    @Test
    void aDestinationWithoutRoomRefuses() throws Exception {
        World world = world(three());
        run(world, FIRST, 0, 1);
        world.define(SECOND, new VmSpec(vm(2), new VmSize(1, 32_768 - 1024)));
        world.start(SECOND, vm(2));
        world.migrate(FIRST, vm(0), SECOND);

        assertThatThrownBy(() -> world.migrate(FIRST, vm(1), SECOND))
                .isInstanceOf(HypervisorException.class)
                .hasMessage("vm-1 needs 1024 MiB, and rennes-2 has 0 MiB left");
    }

    @Test
    void aVmThatDoesNotRunCannotMigrate() throws Exception {
        World world = world(three());
        run(world, FIRST, 0);
        world.suspend(FIRST, vm(0));

        assertThatThrownBy(() -> world.migrate(FIRST, vm(0), SECOND))
                .hasMessage("vm-0 is suspended on rennes-1: it cannot migrate to rennes-2");
    }

    @Test
    void aVmThatMigratesGoesNowhereElse() throws Exception {
        World world = world(three());
        run(world, FIRST, 0);
        var operation = world.migrate(FIRST, vm(0), SECOND);

        assertThat(world.migrate(FIRST, vm(0), SECOND)).isEqualTo(operation);
        assertThatThrownBy(() -> world.migrate(FIRST, vm(0), THIRD))
                .hasMessage("vm-0 is migrating to rennes-2 on rennes-1: it cannot migrate to rennes-3");
    }

    @Test
    void aFailedMigrationLeavesTheVmWhereItWas() throws Exception {
        Faults faults = new Faults(0, 0, 0, Map.of(), Map.of(), Map.of(vm(0), 1));
        World world = world(three().withFaults(faults));
        run(world, FIRST, 0);

        world.migrate(FIRST, vm(0), SECOND);
        WorldEvent.MigrationFailed failed = only(WorldEvent.MigrationFailed.class, passAll(world));

        assertThat(failed.node()).isEqualTo(FIRST);
        assertThat(failed.cause()).isEqualTo("the connection to rennes-2 broke");
        assertThat(world.stats(SECOND).memoryUsedMiB()).isZero();
        world.migrate(FIRST, vm(0), SECOND);
        assertThat(only(WorldEvent.Migrated.class, passAll(world)).node()).isEqualTo(SECOND);
    }

    @Test
    void destroyingAVmEndsItsMigration() throws Exception {
        World world = world(three());
        run(world, FIRST, 0);
        world.migrate(FIRST, vm(0), SECOND);

        world.destroy(FIRST, vm(0));

        assertThat(only(WorldEvent.Aborted.class, passAll(world)).cause()).isEqualTo("vm-0 was destroyed");
        assertThat(world.stats(SECOND).memoryUsedMiB()).isZero();
        assertThat(world.summary().vms()).isEmpty();
    }

    private static double took(WorldEvent.Migrated migrated) {
        return migrated.took().toNanos() / 1e9;
    }
}
