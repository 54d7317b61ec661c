package org.farandole.hypervisor.emulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.farandole.contracts.node.MacroStep.BROADCAST_IMAGE;
import static org.farandole.contracts.node.MacroStep.REBOOT_INTO_VLAN;
import static org.farandole.contracts.node.MacroStep.SET_DEPLOYMENT_ENVIRONMENT;
import static org.farandole.hypervisor.emulation.Worlds.FIRST;
import static org.farandole.hypervisor.emulation.Worlds.RESERVATION;
import static org.farandole.hypervisor.emulation.Worlds.SECOND;
import static org.farandole.hypervisor.emulation.Worlds.all;
import static org.farandole.hypervisor.emulation.Worlds.deploy;
import static org.farandole.hypervisor.emulation.Worlds.only;
import static org.farandole.hypervisor.emulation.Worlds.pass;
import static org.farandole.hypervisor.emulation.Worlds.passAll;
import static org.farandole.hypervisor.emulation.Worlds.run;
import static org.farandole.hypervisor.emulation.Worlds.vm;
import static org.farandole.hypervisor.emulation.Worlds.world;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.farandole.contracts.node.MacroStep;
import org.farandole.contracts.node.NodeName;
import org.farandole.contracts.reservation.ReservationId;
import org.farandole.hypervisor.emulation.WorldEvent.StepFailed;
import org.farandole.hypervisor.emulation.WorldEvent.StepPassed;
import org.junit.jupiter.api.Test;

class DeploymentTest {

    private static final WorldDescription BARE = WorldDescription.of(Platform.of(3, 1), 5);

    @Test
    void sixtyFourNodesAreDeployedInFiveToEightMinutes() throws Exception {
        WorldDescription description = WorldDescription.of(Platform.of(64, 4), 5);
        World world = world(description);
        description.nodes().forEach(node -> step(world, node.name(), SET_DEPLOYMENT_ENVIRONMENT));

        while (world.nextEventAt().isPresent()) {
            for (StepPassed passed :
                    all(StepPassed.class, world.advanceTo(world.nextEventAt().get()))) {
                if (passed.step() != MacroStep.VERIFY) {
                    step(world, passed.node(), MacroStep.values()[passed.step().ordinal() + 1]);
                }
            }
        }

        assertThat(world.summary().nodes()).isEqualTo(Map.of("deployed", 64));
        assertThat(world.now()).isBetween(Duration.ofMinutes(5), Duration.ofMinutes(8));
    }

    @Test
    void aStepWaitsForTheOneBeforeIt() {
        World world = world(BARE);

        assertThatThrownBy(() -> world.runStep(FIRST, BROADCAST_IMAGE, RESERVATION))
                .hasMessage("BROADCAST_IMAGE cannot begin on rennes-1: SET_DEPLOYMENT_ENVIRONMENT has not passed yet");
    }

    @Test
    void aStepThatPassedIsNotRepeatedAndOneUnderWayIsJoined() throws Exception {
        World world = world(BARE);
        var operation = world.runStep(FIRST, SET_DEPLOYMENT_ENVIRONMENT, RESERVATION);

        assertThat(world.runStep(FIRST, SET_DEPLOYMENT_ENVIRONMENT, RESERVATION))
                .isEqualTo(operation);
        assertThatThrownBy(() -> world.powerOff(FIRST))
                .hasMessage("power off must wait on rennes-1, where SET_DEPLOYMENT_ENVIRONMENT for r-1 is under way");
        passAll(world);
        assertThat(world.runStep(FIRST, SET_DEPLOYMENT_ENVIRONMENT, RESERVATION))
                .isEmpty();
    }

    @Test
    void anotherReservationMustUndoFirst() throws Exception {
        World world = world(BARE);
        ReservationId other = new ReservationId("r-2");
        deploy(world, FIRST);

        assertThatThrownBy(() -> world.runStep(FIRST, SET_DEPLOYMENT_ENVIRONMENT, other))
                .hasMessage(
                        "SET_DEPLOYMENT_ENVIRONMENT cannot begin on rennes-1: it is deployed for r-1: undo that first");

        world.undo(FIRST);
        passAll(world);
        assertThat(world.runStep(FIRST, SET_DEPLOYMENT_ENVIRONMENT, other)).isPresent();
    }

    @Test
    void onlySoManyNodesRebootAtOnce() throws Exception {
        WorldDescription description = WorldDescription.of(Platform.of(60, 1), 5);
        World world = world(description);
        description.nodes().forEach(node -> step(world, node.name(), SET_DEPLOYMENT_ENVIRONMENT));
        passAll(world);
        Duration begun = world.now();
        description.nodes().forEach(node -> step(world, node.name(), REBOOT_INTO_VLAN));

        List<StepPassed> passed = all(StepPassed.class, passAll(world));

        Duration longest = Duration.ofSeconds(120);
        Duration shortest = Duration.ofSeconds(80);
        assertThat(passed).hasSize(60);
        assertThat(passed.subList(50, 60))
                .allSatisfy(last -> assertThat(last.at().minus(begun))
                        .isGreaterThan(shortest.multipliedBy(2).minusSeconds(1)));
        assertThat(passed.getLast().at().minus(begun)).isLessThan(longest.multipliedBy(2));
    }

    @Test
    void aNodeThatGivesUpFreesItsTurnToReboot() throws Exception {
        Timing one = new Timing(
                Timing.usual().steps(),
                Timing.usual().chain(),
                1,
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                0,
                0);
        World world = world(BARE.withTiming(one));
        for (NodeName node : List.of(FIRST, SECOND)) {
            step(world, node, SET_DEPLOYMENT_ENVIRONMENT);
            passAll(world);
            step(world, node, REBOOT_INTO_VLAN);
        }
        pass(world, Duration.ofSeconds(30));

        world.abortOperation(FIRST, "took too long");

        Duration aborted = world.now();
        StepPassed second = only(StepPassed.class, passAll(world));
        assertThat(second.node()).isEqualTo(SECOND);
        assertThat(second.at().minus(aborted)).isBetween(Duration.ofSeconds(70), Duration.ofSeconds(100));
    }

    @Test
    void aChainCostsItsSizeAndABufferForEachNode() {
        Timing.Chain chain = new Timing.Chain(2_000, 100, 64);

        assertThat(chain.time(1).toNanos() / 1e9).isCloseTo(20.0, within(0.01));
        assertThat(chain.time(512).toNanos() / 1e9).isCloseTo(20 + 512 * 65_536 / 100e6, within(0.001));
    }

    @Test
    void aStepFailsAsOftenAsItIsToldAndThenPasses() throws Exception {
        World world = world(BARE.withFaults(new Faults(0, 0, 0, Map.of(FIRST, 2), Map.of(), Map.of())));

        for (int attempt = 1; attempt <= 2; attempt++) {
            step(world, FIRST, SET_DEPLOYMENT_ENVIRONMENT);
            assertThat(only(StepFailed.class, passAll(world)).cause())
                    .isEqualTo("the deployment environment did not start");
        }
        deploy(world, FIRST);

        assertThat(world.domains(FIRST)).isEmpty();
    }

    @Test
    void undoDestroysTheVmsAndEndsMigrationsOnTheirWay() throws Exception {
        World world = world(BARE);
        deploy(world, FIRST);
        deploy(world, SECOND);
        run(world, FIRST, 0);
        run(world, SECOND, 1);
        world.migrate(FIRST, vm(0), SECOND);

        world.undo(SECOND);
        passAll(world);

        assertThat(world.summary().vms()).isEqualTo(Map.of("running", 1));
        assertThat(world.domains(FIRST)).hasSize(1);
        assertThatThrownBy(() -> world.domains(SECOND)).hasMessage("no hypervisor answers on rennes-2, which is bare");
    }

    @Test
    void aNodeWithVmsIsNotPoweredOff() throws Exception {
        World world = world(BARE);
        deploy(world, FIRST);
        run(world, FIRST, 0);

        assertThatThrownBy(() -> world.powerOff(FIRST))
                .hasMessage("rennes-1 has VMs: [vm-0]; destroy or migrate them first");

        world.destroy(FIRST, vm(0));
        world.powerOff(FIRST);
        assertThat(only(WorldEvent.PoweredOff.class, passAll(world)).node()).isEqualTo(FIRST);
        assertThatThrownBy(() -> world.runStep(FIRST, SET_DEPLOYMENT_ENVIRONMENT, RESERVATION))
                .hasMessageContaining("it is off: power it on first");
    }

    @Test
    void aNodeThatIsSwitchedOnAgainHasWhatItHad() throws Exception {
        World world = world(BARE);
        deploy(world, FIRST);
        world.powerOff(FIRST);
        passAll(world);

        world.powerOn(FIRST);
        assertThat(only(WorldEvent.PoweredOn.class, passAll(world)).node()).isEqualTo(FIRST);
        assertThat(world.runStep(FIRST, MacroStep.VERIFY, RESERVATION)).isEmpty();
        assertThat(world.domains(FIRST)).isEmpty();
    }

    @Test
    void aDeploymentThatIsUndoneWhileTheNodeIsOffIsGone() throws Exception {
        World world = world(BARE);
        deploy(world, FIRST);
        world.powerOff(FIRST);
        passAll(world);

        assertThat(world.undo(FIRST)).isEmpty();
        world.powerOn(FIRST);
        passAll(world);
        assertThatThrownBy(() -> world.domains(FIRST)).hasMessage("no hypervisor answers on rennes-1, which is bare");
    }

    private static void step(World world, NodeName node, MacroStep step) {
        try {
            world.runStep(node, step, RESERVATION);
        } catch (org.farandole.hypervisor.HypervisorException e) {
            throw new AssertionError(e);
        }
    }
}
