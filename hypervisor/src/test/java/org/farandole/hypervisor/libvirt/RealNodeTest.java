package org.farandole.hypervisor.libvirt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import org.farandole.contracts.node.MacroStep;
import org.farandole.contracts.reservation.ReservationId;
import org.farandole.contracts.vm.Ipv4;
import org.farandole.contracts.vm.MacAddress;
import org.farandole.contracts.vm.VmDescription;
import org.farandole.contracts.vm.VmName;
import org.farandole.contracts.vm.VmSize;
import org.farandole.hypervisor.Domain;
import org.farandole.hypervisor.Hypervisor;
import org.farandole.hypervisor.HypervisorException;
import org.farandole.hypervisor.Moved;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** On two real libvirtd with QEMU. */
class RealNodeTest {

    private static final ReservationId RESERVATION = new ReservationId("r-1");
    private static final Ipv4 ADDRESS = Ipv4.parse("127.0.0.9");
    private static final LibvirtSettings SETTINGS = LibvirtSettings.of(name -> null);
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private static final GuestNetwork NETWORK = new GuestNetwork(
            RESERVATION,
            Ipv4.parse("10.147.255.253"),
            14,
            Ipv4.parse("10.147.255.254"),
            List.of(new GuestNetwork.Guest(new VmName("web-0"), Ipv4.parse("10.144.0.2"))));

    private static LibvirtHost east;
    private static LibvirtHost west;
    private static Hypervisor onEast;
    private static Hypervisor onWest;

    @BeforeAll
    static void start() throws HypervisorException {
        east = LibvirtHost.start("east-1");
        west = LibvirtHost.start("west-1");
        LibvirtDriver driver = new LibvirtDriver(SETTINGS);
        onEast = driver.connect(east.name(), east.uri());
        onWest = driver.connect(west.name(), west.uri());
        for (LibvirtHost host : List.of(east, west)) {
            deploy(host);
        }
    }

    private static void deploy(LibvirtHost host) throws HypervisorException {
        LibvirtDeployment deployment = new LibvirtDeployment(SETTINGS);
        for (MacroStep step : MacroStep.values()) {
            System.out.println(
                    step + " " + deployment.runStep(host.description(), step, NETWORK, LibvirtHost.BUSY, LIMIT));
        }
    }

    @AfterAll
    static void stop() {
        for (AutoCloseable each : java.util.Arrays.asList(onEast, onWest, east, west)) {
            if (each != null) {
                try {
                    each.close();
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            }
        }
    }

    private static VmDescription vm(String name, String image) {
        return new VmDescription(new VmName(name), RESERVATION, new VmSize(1, 48), image, ADDRESS);
    }

    private static VmName defined(Hypervisor on, String name, String image) throws HypervisorException {
        VmDescription vm = vm(name, image);
        on.define(vm, MacAddress.of(ADDRESS));
        return vm.name();
    }

    @Test
    void a_guest_lives_its_life() throws Exception {
        VmName vm = defined(onEast, "web-0", LibvirtHost.IDLE);
        defined(onEast, "web-0", LibvirtHost.IDLE);
        assertThat(onEast.domains()).contains(new Domain(vm, Domain.State.DEFINED));
        onEast.start(vm);
        onEast.start(vm);
        assertThat(onEast.domains()).contains(new Domain(vm, Domain.State.RUNNING));
        onEast.suspend(vm);
        onEast.suspend(vm);
        assertThat(onEast.domains()).contains(new Domain(vm, Domain.State.SUSPENDED));
        onEast.resume(vm);
        onEast.stop(vm);
        assertThat(onEast.domains()).contains(new Domain(vm, Domain.State.DEFINED));
        assertThat(east.files("disks")).contains("web-0.qcow2", "web-0.seed.iso");
        onEast.destroy(vm);
        onEast.destroy(vm);
        assertThat(onEast.domains()).extracting(Domain::vm).doesNotContain(vm);
        assertThat(east.files("disks")).noneMatch(file -> file.startsWith("web-0."));
    }

    @Test
    void a_guest_moves_live_with_its_disk_and_seed() throws Exception {
        VmName vm = defined(onEast, "mover-0", LibvirtHost.BUSY);
        onEast.start(vm);
        Moved moved = onEast.migrate(vm, west.uri(), LIMIT);
        System.out.println(moved);
        assertThat(moved.downtime()).isNotNull().isLessThan(Duration.ofSeconds(5));
        assertThat(moved.transferredMiB()).isNotNull().isNotNegative();
        assertThat(onEast.domains()).extracting(Domain::vm).doesNotContain(vm);
        assertThat(onWest.domains()).contains(new Domain(vm, Domain.State.RUNNING));
        assertThat(east.files("disks")).noneMatch(file -> file.startsWith("mover-0."));
        assertThat(west.files("disks")).contains("mover-0.qcow2", "mover-0.seed.iso");
        assertThat(onEast.migrate(vm, west.uri(), LIMIT)).isEqualTo(Moved.UNSAID);
        onWest.destroy(vm);
        assertThat(west.files("disks")).noneMatch(file -> file.startsWith("mover-0."));
    }

    @Test
    void two_busy_guests_on_one_core_demand_two() throws Exception {
        VmName one = defined(onEast, "busy-1", LibvirtHost.BUSY);
        VmName two = defined(onEast, "busy-2", LibvirtHost.BUSY);
        onEast.start(one);
        onEast.start(two);
        for (ProcessHandle guest : east.guests()) {
            LibvirtHost.run("taskset", "-acp", "0", Long.toString(guest.pid()));
        }
        onEast.stats();
        for (int i = 0; i < 3; i++) {
            Thread.sleep(1000);
            System.out.println(onEast.stats());
        }
        onEast.destroy(one);
        onEast.destroy(two);
    }

    @Test
    void an_answer_is_a_connection() throws Exception {
        VmName vm = defined(onWest, "answer-0", LibvirtHost.IDLE);
        onWest.start(vm);
        try (ServerSocket guest = new ServerSocket(0, 1, InetAddress.getByName(ADDRESS.toString()))) {
            LibvirtSettings settings = LibvirtSettings.of(
                    name -> name.endsWith("answer-port") ? Integer.toString(guest.getLocalPort()) : null);
            try (Hypervisor hypervisor = new LibvirtDriver(settings).connect(west.name(), west.uri())) {
                hypervisor.awaitAnswer(vm, LIMIT);
            }
        }
        assertThatThrownBy(() -> onWest.awaitAnswer(vm, Duration.ofSeconds(1)))
                .isInstanceOf(HypervisorException.class)
                .hasMessageContaining("nothing took a connection at 127.0.0.9:22 within 1 s");
        onWest.stop(vm);
        assertThatThrownBy(() -> onWest.awaitAnswer(vm, LIMIT)).hasMessageContaining("no longer runs");
        onWest.destroy(vm);
    }
}
