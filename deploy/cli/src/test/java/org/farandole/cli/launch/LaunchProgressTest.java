package org.farandole.cli.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.farandole.contracts.node.Capacity;
import org.farandole.contracts.node.MacroStep;
import org.farandole.contracts.node.NodeDescription;
import org.farandole.contracts.node.NodeEvent;
import org.farandole.contracts.node.NodeName;
import org.farandole.contracts.node.RingKey;
import org.farandole.contracts.reservation.Booking;
import org.farandole.contracts.reservation.Manifest;
import org.farandole.contracts.reservation.ReservationEvent;
import org.farandole.contracts.reservation.ReservationId;
import org.farandole.contracts.reservation.Subnet;
import org.farandole.contracts.reservation.Vlan;
import org.farandole.contracts.vm.Ipv4;
import org.farandole.contracts.vm.MacAddress;
import org.farandole.contracts.vm.VmDescription;
import org.farandole.contracts.vm.VmEvent;
import org.farandole.contracts.vm.VmName;
import org.farandole.contracts.vm.VmPhase;
import org.farandole.contracts.vm.VmSize;
import org.junit.jupiter.api.Test;

class LaunchProgressTest {

    private static final ReservationId MINE = new ReservationId("r-1");
    private static final ReservationId OTHER = new ReservationId("r-2");
    private static final NodeName NODE = new NodeName("node-0");
    private static final VmName A = new VmName("demo-0");
    private static final VmName B = new VmName("demo-1");

    private final LaunchProgress launch = new LaunchProgress(MINE);

    @Test
    void everyVmRunsOrWasGivenUpAndItIsComplete() {
        // given
        granted(2);
        planned(A, MINE);
        planned(B, MINE);
        launch.on(new VmEvent.Running(A, NODE));
        assertThat(launch.complete()).isFalse();

        // when
        launch.on(new VmEvent.GivenUp(B, MINE, "no node boots it"));

        // then
        assertThat(launch.complete()).isTrue();
        assertThat(launch.givenUp()).containsEntry(B, "no node boots it");
        assertThat(launch.takeTroubles()).containsExactly("VM demo-1 given up: no node boots it");
        assertThat(launch.takeTroubles()).isEmpty();
    }

    @Test
    void aVmThatIsGivenUpBeforeItIsPlannedIsNotWaitedFor() {
        // given
        granted(1);

        // when
        launch.on(new VmEvent.GivenUp(B, OTHER, "no node has room"));
        assertThat(launch.complete()).isFalse();
        launch.on(new VmEvent.GivenUp(A, MINE, "no node has room"));

        // then
        assertThat(launch.complete()).isTrue();
        assertThat(launch.givenUp()).containsOnlyKeys(A);
        assertThat(launch.takeTroubles()).containsExactly("VM demo-0 given up: no node has room");
    }

    @Test
    void nothingIsCompleteBeforeItIsGranted() {
        assertThat(launch.complete()).isFalse();
    }

    @Test
    void aMigratingVmRuns() {
        granted(1);
        planned(A, MINE);

        launch.on(new VmEvent.Migrating(A, NODE, new NodeName("node-1"), null));

        assertThat(launch.complete()).isTrue();
    }

    @Test
    void whatBelongsToOthersIsNotCounted() {
        // given
        granted(1);

        // when
        planned(A, OTHER);
        launch.on(new VmEvent.Running(A, NODE));
        launch.on(new NodeEvent.StepPassed(NODE, OTHER, MacroStep.VERIFY, 1, Duration.ofSeconds(3)));
        launch.on(new ReservationEvent.Ended(OTHER));

        // then
        assertThat(launch.complete()).isFalse();
        assertThat(launch.ended()).isFalse();
        assertThat(launch.passed(MacroStep.VERIFY)).isZero();
    }

    @Test
    void itShowsNodesPerStepVmsPerStateAndRetries() {
        // given
        granted(2);
        launch.on(new NodeEvent.Booked(NODE, MINE));
        launch.on(new NodeEvent.StepRetried(NODE, MINE, MacroStep.BROADCAST_IMAGE, 1, 3, "no link"));
        launch.on(new NodeEvent.StepPassed(NODE, MINE, MacroStep.BROADCAST_IMAGE, 2, Duration.ofSeconds(3)));
        launch.on(new NodeEvent.Ready(description(), MINE));
        planned(A, MINE);
        planned(B, MINE);
        launch.on(new VmEvent.Booting(A, NODE, 1));
        launch.on(new VmEvent.PhaseFailed(A, NODE, VmPhase.BOOT, 1, 3, "kernel panic", null));

        // when
        String summary = LaunchView.summary(launch);

        // then
        assertThat(summary)
                .contains("nodes 1/1 ready", "broadcast image 1", "1 retries", "VMs 0/2 running", "1 booting");
        assertThat(LaunchView.lines(launch)).hasSize(MacroStep.values().length + 2);
    }

    @Test
    void aReservationThatIsOverSaysWhy() {
        launch.on(new ReservationEvent.Released(MINE, "only 3 of 7 nodes are ready"));

        assertThat(launch.over()).hasValueSatisfying(why -> assertThat(why).contains("only 3 of 7 nodes"));
    }

    private void planned(VmName vm, ReservationId reservation) {
        launch.on(planned(reservation, vm));
    }

    static VmEvent planned(ReservationId reservation, VmName vm) {
        VmDescription description =
                new VmDescription(vm, reservation, new VmSize(1, 1024), "debian", Ipv4.parse("10.128.0.2"));
        return new VmEvent.Planned(description, NODE, MacAddress.of(description.address()));
    }

    private void granted(int vms) {
        launch.on(granted(MINE, vms));
    }

    static ReservationEvent granted(ReservationId reservation, int vms) {
        Manifest manifest = new Manifest(
                "demo",
                null,
                Duration.ofHours(2),
                new Manifest.NodeRequest(1, 1, null),
                new Manifest.NetworkRequest(22, Vlan.Kind.GLOBAL),
                new Manifest.DeploymentRequest("debian-kvm", 2),
                new Manifest.VmRequest(vms, new VmSize(1, 1024), "debian", "demo-{n}", 2));
        return new ReservationEvent.Granted(new Booking(
                reservation,
                manifest,
                List.of(description()),
                Subnet.parse("10.128.0.0/22"),
                new Vlan(Vlan.Kind.GLOBAL, 10),
                Instant.EPOCH,
                Instant.EPOCH.plusSeconds(7200)));
    }

    private static NodeDescription description() {
        return new NodeDescription(
                new RingKey("rennes", "paravance", NODE),
                0,
                8,
                new Capacity(700, 32768),
                URI.create("emulated://127.0.0.1:17086/node-0"),
                Map.of());
    }
}
