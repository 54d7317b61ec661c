package org.farandole.hypervisor.emulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.farandole.hypervisor.emulation.Worlds.FIRST;
import static org.farandole.hypervisor.emulation.Worlds.SECOND;
import static org.farandole.hypervisor.emulation.Worlds.all;
import static org.farandole.hypervisor.emulation.Worlds.only;
import static org.farandole.hypervisor.emulation.Worlds.pass;
import static org.farandole.hypervisor.emulation.Worlds.passAll;
import static org.farandole.hypervisor.emulation.Worlds.run;
import static org.farandole.hypervisor.emulation.Worlds.three;
import static org.farandole.hypervisor.emulation.Worlds.vm;
import static org.farandole.hypervisor.emulation.Worlds.world;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.farandole.contracts.vm.VmSize;
import org.farandole.hypervisor.Domain;
import org.farandole.hypervisor.HypervisorException;
import org.farandole.hypervisor.emulation.WorldEvent.Booted;
import org.junit.jupiter.api.Test;

class BootTest {

    @Test
    void tenVmsThatBootAtOnceSlowEachOtherDown() throws Exception {
        World world = world(three());
        begin(world, 1);
        double alone = seconds(passAll(world));
        World crowded = world(three());
        begin(crowded, 10);

        List<WorldEvent> events = passAll(crowded);

        assertThat(alone).isBetween(36.0, 54.0);
        assertThat(all(Booted.class, events)).hasSize(10);
        assertThat(seconds(events)).isBetween(60.0, 103.0);
    }

    @Test
    void aVmComputesWhileItBootsButDoesNotAnswer() throws Exception {
        World world = world(three());
        begin(world, 1);
        pass(world, Duration.ofSeconds(1));

        assertThat(world.domains(FIRST)).containsExactly(new Domain(vm(0), Domain.State.RUNNING));
        assertThat(world.bootOf(FIRST, vm(0))).isPresent();
        assertThat(world.stats(FIRST).vms().getFirst().cpuDemandPercent()).isEqualTo(60);
        passAll(world);
        assertThat(world.bootOf(FIRST, vm(0))).isEmpty();
    }

    @Test
    void theFirstTwoBootsOfAVmFailWhereverTheyAre() throws Exception {
        World world = world(three().withFaults(new Faults(0, 0, 0, Map.of(), Map.of(vm(0), 2), Map.of())));
        begin(world, 1);
        assertThat(only(WorldEvent.BootFailed.class, passAll(world)).cause()).isEqualTo("vm-0 crashed while it booted");
        assertThatThrownBy(() -> world.bootOf(FIRST, vm(0))).hasMessage("vm-0 does not answer: it is defined");
        world.destroy(FIRST, vm(0));
        world.define(SECOND, small(0));
        world.start(SECOND, vm(0));
        assertThat(only(WorldEvent.BootFailed.class, passAll(world)).node()).isEqualTo(SECOND);

        world.start(SECOND, vm(0));

        assertThat(only(Booted.class, passAll(world)).vm()).isEqualTo(vm(0));
    }

    @Test
    void bootsFailWithTheirProbability() throws Exception {
        World world = world(WorldDescription.of(Platform.of(64, 4), 3)
                .alreadyDeployed()
                .withFaults(Faults.ofProbabilities(0, 0.1, 0)));
        List<NodeSpec> nodes = Platform.of(64, 4).specs();
        for (int i = 0; i < 1_920; i++) {
            world.define(nodes.get(i % 64).name(), small(i));
            world.start(nodes.get(i % 64).name(), vm(i));
        }

        assertThat(all(WorldEvent.BootFailed.class, passAll(world)).size() / 1_920.0)
                .isCloseTo(0.1, within(0.03));
    }

    @Test
    void aNodeThatIsFullRefusesToStart() throws Exception {
        World world = world(three());
        world.define(FIRST, new VmSpec(vm(0), new VmSize(1, 32_768)));
        world.define(FIRST, small(1));
        world.start(FIRST, vm(0));

        assertThatThrownBy(() -> world.start(FIRST, vm(1)))
                .isInstanceOf(HypervisorException.class)
                .hasMessage("vm-1 needs 1024 MiB, and rennes-1 has 0 MiB left");
    }

    @Test
    void aVmIsNeverDefinedTwice() throws Exception {
        World world = world(three());
        run(world, FIRST, 0);

        assertThatThrownBy(() -> world.define(SECOND, small(0))).hasMessage("vm-0 is defined on rennes-1 already");
    }

    @Test
    void aStoppedVmFreesItsMemoryAndASuspendedOneDoesNot() throws Exception {
        World world = world(three());
        run(world, FIRST, 0, 1);
        world.suspend(FIRST, vm(0));
        world.stop(FIRST, vm(1));

        assertThat(world.stats(FIRST).memoryUsedMiB()).isEqualTo(1024);
        assertThat(world.stats(FIRST).vms())
                .singleElement()
                .satisfies(sample -> assertThat(sample.cpuDemandPercent()).isZero());
        assertThatThrownBy(() -> world.resume(FIRST, vm(1))).hasMessage("vm-1 is defined: it cannot become running");
    }

    private static void begin(World world, int vms) throws HypervisorException {
        for (int i = 0; i < vms; i++) {
            world.define(FIRST, small(i));
            world.start(FIRST, vm(i));
        }
    }

    private static VmSpec small(int number) {
        return new VmSpec(vm(number), new VmSize(1, 1024));
    }

    private static double seconds(List<WorldEvent> events) {
        return all(Booted.class, events).getLast().at().toNanos() / 1e9;
    }
}
