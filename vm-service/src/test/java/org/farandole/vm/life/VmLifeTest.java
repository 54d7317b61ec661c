package org.farandole.vm.life;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.farandole.contracts.dvms.IspId;
import org.farandole.contracts.node.NodeName;
import org.farandole.contracts.reservation.ReservationId;
import org.farandole.contracts.vm.Ipv4;
import org.farandole.contracts.vm.VmCommand;
import org.farandole.contracts.vm.VmDescription;
import org.farandole.contracts.vm.VmEvent;
import org.farandole.contracts.vm.VmName;
import org.farandole.contracts.vm.VmPhase;
import org.farandole.contracts.vm.VmSize;
import org.farandole.hypervisor.HypervisorException.Fault;
import org.farandole.vm.life.VmState.Ending;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VmLifeTest {

    private static final NodeName A = new NodeName("a");
    private static final NodeName B = new NodeName("b");
    private static final VmName NAME = new VmName("demo-0");
    private static final IspId ISP = IspId.parse("a:1:1");

    private final List<VmEvent> told = new ArrayList<>();
    private final List<VmCommand> ordered = new ArrayList<>();

    private static Vm planned(int tries) {
        return Vm.planned(
                new VmDescription(
                        NAME, new ReservationId("r-1"), new VmSize(1, 1024), "debian", Ipv4.parse("10.128.0.2")),
                tries,
                A);
    }

    private Vm after(Vm vm, VmInput... inputs) {
        Vm now = vm;
        for (VmInput input : inputs) {
            VmLife.Step step = VmLife.decide(now, input);
            now = step.vm();
            for (VmEffect effect : step.effects()) {
                switch (effect) {
                    case VmEffect.Tell tell -> told.add(tell.event());
                    case VmEffect.Order order -> ordered.add(order.command());
                }
            }
        }
        return now;
    }

    private String command() {
        return ordered.getLast().id();
    }

    private Vm running(int tries) {
        Vm vm = after(planned(tries), new VmInput.NodeOpen());
        vm = after(vm, new VmInput.Created(command()));
        return after(vm, new VmInput.Started(command()), new VmInput.Answered(command()));
    }

    @Test
    void aVmWhoseNodeIsBackIsBootedThereWhereItIsStillDefinedAndElseMadeAnew() {
        Vm lost = after(running(1), new VmInput.NodeLost("no answer"));

        assertThat(after(lost, new VmInput.Found(true, true)).state()).isEqualTo(new VmState.Running(A));
        assertThat(after(lost, new VmInput.Found(true, false)).state()).isInstanceOf(VmState.Booting.class);
        assertThat(after(lost, new VmInput.Found(false, false)).state()).isEqualTo(new VmState.Homeless(1, null));
    }

    @Test
    void isCreatedBootedAndCheckedInTurn() {
        Vm vm = running(1);

        assertThat(vm.state()).isEqualTo(new VmState.Running(A));
        assertThat(told)
                .containsExactly(
                        new VmEvent.Defined(NAME, A), new VmEvent.Booting(NAME, A, 1), new VmEvent.Running(NAME, A));
        assertThat(ordered).hasSize(2).extracting(VmCommand::node).containsOnly(A);
    }

    @Test
    void ignoresTheResultOfAnEarlierCommand() {
        Vm vm = after(planned(3), new VmInput.NodeOpen());
        String create = command();
        vm = after(vm, new VmInput.Created(create));

        assertThat(after(vm, new VmInput.Created(create), new VmInput.Answered(create)))
                .isEqualTo(vm);
    }

    @Test
    void repeatsABootThatFailedByTheVmOnTheSameNode() {
        Vm vm = after(planned(2), new VmInput.NodeOpen());
        vm = after(vm, new VmInput.Created(command()));

        vm = after(vm, new VmInput.Failed(command(), VmPhase.BOOT, Fault.VM, "kernel panic"));

        assertThat(vm.state()).isEqualTo(new VmState.Booting(A, 2, command()));
        assertThat(told)
                .contains(new VmEvent.PhaseFailed(NAME, A, VmPhase.BOOT, 1, 2, "kernel panic", null))
                .endsWith(new VmEvent.Booting(NAME, A, 2));
    }

    @Test
    void goesElsewhereOnlyOnceItIsGoneFromTheFaultyNode() {
        Vm vm = after(planned(2), new VmInput.NodeOpen());
        vm = after(vm, new VmInput.Failed(command(), VmPhase.CREATE, Fault.NODE, "disk full"));
        assertThat(vm.state()).isEqualTo(new VmState.Doomed(A, new Ending.Elsewhere(2)));
        assertThat(after(vm, new VmInput.Homed(B))).isEqualTo(vm);

        vm = after(vm, new VmInput.NodeOpen());
        assertThat(ordered.getLast()).isInstanceOf(VmCommand.Destroy.class);
        vm = after(vm, new VmInput.Gone(command()));
        assertThat(vm.state()).isEqualTo(new VmState.Homeless(2, A));

        vm = after(vm, new VmInput.Homed(B), new VmInput.NodeOpen());
        assertThat(vm.state()).isEqualTo(new VmState.Creating(B, 2, command()));
    }

    @Test
    void isDestroyedBeforeItIsGivenUp() {
        Vm vm = after(planned(1), new VmInput.NodeOpen());
        vm = after(vm, new VmInput.Failed(command(), VmPhase.CREATE, Fault.VM, "no such image"));
        assertThat(told).noneMatch(VmEvent.GivenUp.class::isInstance);

        vm = after(vm, new VmInput.NodeOpen());
        vm = after(vm, new VmInput.Gone(command()));

        assertThat(vm.state()).isInstanceOf(VmState.GivenUp.class);
        assertThat(told.getLast())
                .isInstanceOfSatisfying(
                        VmEvent.GivenUp.class,
                        givenUp ->
                                assertThat(givenUp.cause()).contains("1 tries").contains("no such image"));
    }

    @Test
    void arrivesWithItsLastMigration() {
        Vm vm = after(running(1), new VmInput.Migrate(B, ISP, 0, Duration.ofSeconds(9)));
        Instant at = Instant.parse("2030-01-01T00:00:00Z");

        vm = after(vm, new VmInput.Arrived(command(), Duration.ofSeconds(10), null, at));

        assertThat(vm.state()).isEqualTo(new VmState.Running(B));
        assertThat(vm.asPlaced().arrival()).isEqualTo(new org.farandole.contracts.dvms.PlacedVm.Arrival(A, at));
    }

    @Test
    void isNotDestroyedWhileItMigrates() {
        Vm vm = after(running(1), new VmInput.Migrate(B, ISP, 0, Duration.ofSeconds(9)));

        assertThat(after(vm, new VmInput.Release("over"), new VmInput.NodeOpen(), new VmInput.NodeLost("cut")))
                .isEqualTo(vm);
    }

    @Test
    void isLostIfNeitherNodeHasIt() {
        Vm vm = after(running(1), new VmInput.Migrate(B, ISP, 0, Duration.ofSeconds(9)));

        vm = after(vm, new VmInput.NotMigrated(command(), "gone", null, false, Duration.ofSeconds(3)));

        assertThat(vm.state()).isEqualTo(new VmState.Lost(A, "gone"));
        assertThat(vm.state().placed()).isFalse();
    }

    @Test
    void isToldToHaveMovedBeforeItBootsOnTheDestinationOfAFailedMigration() {
        Vm vm = after(running(1), new VmInput.Migrate(B, ISP, 0, Duration.ofSeconds(9)));
        told.clear();

        vm = after(vm, new VmInput.NotMigrated(command(), "paused for good", B, false, Duration.ofSeconds(3)));

        assertThat(vm.state()).isEqualTo(new VmState.Booting(B, 1, command()));
        assertThat(told)
                .containsExactly(
                        new VmEvent.PhaseFailed(NAME, A, VmPhase.MIGRATE, 1, 1, "paused for good", ISP),
                        new VmEvent.Migrated(NAME, A, B, ISP, Duration.ofSeconds(3)),
                        new VmEvent.Booting(NAME, B, 1));
    }

    @Test
    void isNotToldToHaveMovedWhenItBootsAgainOnTheSource() {
        Vm vm = after(running(1), new VmInput.Migrate(B, ISP, 0, Duration.ofSeconds(9)));
        told.clear();

        vm = after(vm, new VmInput.NotMigrated(command(), "crashed", A, false, Duration.ofSeconds(3)));

        assertThat(vm.state()).isEqualTo(new VmState.Booting(A, 1, command()));
        assertThat(told)
                .containsExactly(
                        new VmEvent.PhaseFailed(NAME, A, VmPhase.MIGRATE, 1, 1, "crashed", ISP),
                        new VmEvent.Booting(NAME, A, 1));
    }

    @Test
    void leavesNothingBehindWhenReleasedInAnyState() {
        assertThat(after(planned(1), new VmInput.Release("over")).state()).isEqualTo(new VmState.Destroyed(A));
        assertThat(after(running(1), new VmInput.Release("over")).state())
                .isEqualTo(new VmState.Doomed(A, new Ending.Release("over")));
        Vm homeless = after(planned(1), new VmInput.Unhomed());
        assertThat(after(homeless, new VmInput.Release("over")).state().ended()).isTrue();
    }

    /** Whatever comes in whatever order: a Create or Boot is ordered only for a VM that no other node may define. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void isNeverDefinedTwice(long seed) {
        Random random = new Random(seed);
        Vm vm = planned(3);
        NodeName mayDefine = null;
        for (int i = 0; i < 2_000; i++) {
            int before = ordered.size();
            VmInput input = anyInput(random, vm);
            VmState was = vm.state();
            vm = after(vm, input);
            if (input instanceof VmInput.Gone && !vm.state().equals(was)) {
                mayDefine = null;
            }
            for (VmCommand command : ordered.subList(before, ordered.size())) {
                if (command instanceof VmCommand.Create) {
                    assertThat(mayDefine).as("seed %d step %d", seed, i).isIn(null, command.node());
                    mayDefine = command.node();
                }
            }
            if (vm.state() instanceof VmState.Running running) {
                mayDefine = running.node();
            }
            if (vm.state().ended() || vm.state() instanceof VmState.Lost) {
                vm = planned(3);
                mayDefine = null;
            }
        }
        assertThat(ordered).as("seed %d", seed).hasSizeGreaterThan(100);
    }

    private VmInput anyInput(Random random, Vm vm) {
        String command = ordered.isEmpty() || random.nextInt(10) == 0 ? "r-1/demo-0/0" : command();
        Fault fault = Fault.values()[random.nextInt(3)];
        VmPhase phase = VmPhase.values()[random.nextInt(3)];
        return switch (random.nextInt(16)) {
            case 0, 1 -> new VmInput.NodeOpen();
            case 2 -> new VmInput.Homed(random.nextBoolean() ? A : B);
            case 3 -> new VmInput.Unhomed();
            case 4, 5 -> new VmInput.Created(command);
            case 6 -> new VmInput.Started(command);
            case 7 -> new VmInput.Answered(command);
            case 8 -> new VmInput.Failed(command, phase, fault, "random");
            case 9 -> new VmInput.Gone(command);
            case 10 -> new VmInput.Migrate(A.equals(vm.state().on()) ? B : A, ISP, 0, Duration.ofSeconds(1));
            case 11 -> new VmInput.Arrived(command, Duration.ofSeconds(1), null, Instant.EPOCH);
            case 12 ->
                new VmInput.NotMigrated(
                        command, "random", vm.state().on(), random.nextBoolean(), Duration.ofSeconds(1));
            case 13 -> new VmInput.Fell(random.nextBoolean() ? A : B, "random", random.nextBoolean());
            case 14 -> new VmInput.FoundOn(random.nextBoolean() ? A : B);
            default -> random.nextInt(20) == 0 ? new VmInput.Release("over") : new VmInput.NodeOpen();
        };
    }
}
