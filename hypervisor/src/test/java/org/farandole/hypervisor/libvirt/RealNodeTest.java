package org.farandole.hypervisor.libvirt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.farandole.contracts.monitor.Sample.VmSample;
import org.farandole.contracts.node.MacroStep;
import org.farandole.contracts.reservation.ReservationId;
import org.farandole.contracts.vm.Ipv4;
import org.farandole.contracts.vm.MacAddress;
import org.farandole.contracts.vm.VmDescription;
import org.farandole.contracts.vm.VmName;
import org.farandole.contracts.vm.VmSize;
import org.farandole.hypervisor.Domain;
import org.farandole.hypervisor.DomainChange;
import org.farandole.hypervisor.DomainChange.Kind;
import org.farandole.hypervisor.Hypervisor;
import org.farandole.hypervisor.HypervisorException;
import org.farandole.hypervisor.HypervisorException.Fault;
import org.farandole.hypervisor.Moved;
import org.farandole.hypervisor.NodeStats;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** On two real libvirtd with QEMU. */
class RealNodeTest {

    private static final ReservationId RESERVATION = new ReservationId("r-1");
    private static final Ipv4 ADDRESS = Ipv4.parse("127.0.0.9");
    private static final LibvirtSettings SETTINGS = LibvirtSettings.of(name -> switch (name) {
        case "farandole.libvirt.call-timeout-seconds" -> "20";
        case "farandole.libvirt.migration-mib-per-second" -> "1";
        default -> null;
    });
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
        deploy(east);
        deploy(west);
    }

    private static void deploy(LibvirtHost host) throws HypervisorException {
        LibvirtDeployment deployment = new LibvirtDeployment(SETTINGS);
        for (MacroStep step : MacroStep.values()) {
            deployment.runStep(host.description(), step, NETWORK, LibvirtHost.BUSY, LIMIT);
        }
    }

    @AfterAll
    static void stop() throws Exception {
        List<AutoCloseable> opened = new ArrayList<>();
        for (AutoCloseable each : new AutoCloseable[] {onEast, onWest, east, west}) {
            if (each != null) {
                opened.add(each);
            }
        }
        for (AutoCloseable each : opened) {
            each.close();
        }
    }

    @AfterEach
    void clear() throws HypervisorException {
        for (Hypervisor each : List.of(onEast, onWest)) {
            for (Domain domain : each.domains()) {
                each.destroy(domain.vm());
            }
        }
    }

    private static VmName defined(Hypervisor on, String name, String image) throws HypervisorException {
        VmDescription vm = new VmDescription(new VmName(name), RESERVATION, new VmSize(1, 48), image, ADDRESS);
        on.define(vm, MacAddress.of(ADDRESS));
        return vm.name();
    }

    private static VmName started(Hypervisor on, String name, String image) throws HypervisorException {
        VmName vm = defined(on, name, image);
        on.start(vm);
        return vm;
    }

    @Test
    void a_guest_lives_its_life_and_every_call_may_be_repeated() throws Exception {
        VmName vm = defined(onEast, "web-0", LibvirtHost.IDLE);
        defined(onEast, "web-0", LibvirtHost.IDLE);
        assertThat(onEast.domains()).containsExactly(new Domain(vm, Domain.State.DEFINED));
        onEast.start(vm);
        onEast.start(vm);
        assertThat(onEast.domains()).containsExactly(new Domain(vm, Domain.State.RUNNING));
        onEast.suspend(vm);
        onEast.suspend(vm);
        assertThat(onEast.domains()).containsExactly(new Domain(vm, Domain.State.SUSPENDED));
        onEast.resume(vm);
        onEast.resume(vm);
        onEast.stop(vm);
        onEast.stop(vm);
        assertThat(onEast.domains()).containsExactly(new Domain(vm, Domain.State.DEFINED));
        assertThat(east.files("disks")).containsExactly("web-0.qcow2", "web-0.seed.iso");
        onEast.destroy(vm);
        onEast.destroy(vm);
        assertThat(onEast.domains()).isEmpty();
        assertThat(east.files("disks")).isEmpty();
    }

    @Test
    void an_image_that_is_not_there_is_named_and_nothing_is_left() throws Exception {
        assertThatThrownBy(() -> defined(onEast, "web-0", "x'\"<&;$()"))
                .isInstanceOf(HypervisorException.class)
                .hasMessage("Define web-0 on east-1: the image 'x'\"<&;$()' is not there: put x'\"<&;$().qcow2 into the"
                        + " pool farandole-images");
        assertThat(onEast.domains()).isEmpty();
        assertThat(east.files("disks")).isEmpty();
    }

    @Test
    void a_guest_moves_live_with_its_disk_and_seed() throws Exception {
        VmName vm = started(onEast, "mover-0", LibvirtHost.BUSY);
        byte[] seed = Files.readAllBytes(seed(east));
        Moved moved = onEast.migrate(vm, west.uri(), LIMIT);
        assertThat(moved.downtime()).isPositive().isLessThan(Duration.ofSeconds(5));
        assertThat(moved.transferredMiB()).isPositive();
        assertThat(onEast.domains()).isEmpty();
        assertThat(onWest.domains()).containsExactly(new Domain(vm, Domain.State.RUNNING));
        assertThat(east.files("disks")).isEmpty();
        assertThat(west.files("disks")).containsExactly("mover-0.qcow2", "mover-0.seed.iso");
        assertThat(Files.readAllBytes(seed(west))).isEqualTo(seed);
        assertThat(onEast.migrate(vm, west.uri(), LIMIT)).isEqualTo(Moved.UNSAID);
    }

    private static Path seed(LibvirtHost host) {
        return host.folder().resolve("farandole/disks/mover-0.seed.iso");
    }

    @Test
    void a_migration_that_does_not_converge_is_let_through_as_its_time_runs_out() throws Exception {
        VmName vm = writing();
        long begun = System.nanoTime();
        onEast.migrate(vm, west.uri(), Duration.ofSeconds(20));
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThan(Duration.ofSeconds(5));
        assertThat(onWest.domains()).containsExactly(new Domain(vm, Domain.State.RUNNING));
    }

    @Test
    void a_migration_out_of_time_is_aborted_and_the_guest_stays() throws Exception {
        VmName vm = writing();
        assertThatThrownBy(() -> onEast.migrate(vm, west.uri(), Duration.ofMillis(1)))
                .isInstanceOf(HypervisorException.class)
                .hasMessageContaining("not done within")
                .hasNoCause()
                .extracting(e -> ((HypervisorException) e).fault())
                .isEqualTo(Fault.TIMEOUT);
        staysOnEast(vm);
    }

    /** Once it has touched the memory that it writes to. */
    private static VmName writing() throws HypervisorException {
        VmName vm = started(onEast, "writer-0", LibvirtHost.WRITING);
        int idle = onEast.stats().memoryUsedMiB();
        await("it writes").atMost(LIMIT).until(() -> onEast.stats().memoryUsedMiB() > idle + 12);
        return vm;
    }

    private static void staysOnEast(VmName vm) throws HypervisorException, IOException {
        assertThat(onEast.domains()).containsExactly(new Domain(vm, Domain.State.RUNNING));
        assertThat(onWest.domains()).isEmpty();
        assertThat(west.files("disks")).isEmpty();
    }

    @Test
    void an_interrupt_aborts_a_migration() throws Exception {
        VmName vm = writing();
        CompletableFuture<Throwable> failure = new CompletableFuture<>();
        Thread thread = Thread.ofVirtual().start(() -> {
            try {
                onEast.migrate(vm, west.uri(), LIMIT);
                failure.complete(new AssertionError("it was not aborted"));
            } catch (HypervisorException e) {
                failure.complete(e);
            }
        });
        awaitMigration();
        thread.interrupt();
        assertThat(failure.get(30, TimeUnit.SECONDS))
                .isInstanceOf(HypervisorException.class)
                .hasMessageContaining("interrupted")
                .hasNoCause();
        staysOnEast(vm);
    }

    private static void awaitMigration() {
        await("the migration is under way")
                .atMost(LIMIT)
                .until(() -> east.virsh("domjobinfo", "writer-0").contains("Unbounded"));
    }

    @Test
    void a_repeated_call_joins_and_so_does_another_process() throws Exception {
        VmName vm = writing();
        try (var calls = Executors.newVirtualThreadPerTaskExecutor();
                Hypervisor other = new LibvirtDriver(SETTINGS).connect(east.name(), east.uri())) {
            Duration limit = Duration.ofSeconds(20);
            Future<Moved> first = calls.submit(() -> onEast.migrate(vm, west.uri(), limit));
            awaitMigration();
            Future<Moved> second = calls.submit(() -> onEast.migrate(vm, west.uri(), limit));
            Future<Moved> third = calls.submit(() -> other.migrate(vm, west.uri(), limit));
            assertThat(first.get().transferredMiB()).isPositive();
            assertThat(second.get()).isEqualTo(first.get());
            assertThat(third.get().transferredMiB()).isPositive();
        }
        assertThat(onEast.domains()).isEmpty();
        assertThat(onWest.domains()).containsExactly(new Domain(vm, Domain.State.RUNNING));
    }

    @Test
    void post_copy_ends_what_would_not_converge() throws Exception {
        VmName vm = writing();
        LibvirtNode node = new LibvirtNode("east-1", LibvirtAddress.of(east.uri(), false), LIMIT);
        try (var calls = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Moved> moved = calls.submit(() -> onEast.migrate(vm, west.uri(), Duration.ofMinutes(2)));
            awaitMigration();
            MigrationControl control = new MigrationControl("Hurry", vm, node);
            await("memory is being sent").atMost(LIMIT).until(() -> control.take(Ladder.Step.POST_COPY));
            moved.get(30, TimeUnit.SECONDS);
        } finally {
            node.close();
        }
        assertThat(onWest.domains()).containsExactly(new Domain(vm, Domain.State.RUNNING));
        assertThat(onEast.domains()).isEmpty();
    }

    @Test
    void a_destination_that_does_not_answer_is_no_riddle() throws Exception {
        VmName vm = started(onEast, "web-0", LibvirtHost.IDLE);
        URI nowhere = URI.create("qemu+unix:///system?socket=" + west.folder().resolve("nobody"));
        assertThatThrownBy(() -> onEast.migrate(vm, nowhere, LIMIT))
                .isInstanceOf(HypervisorException.class)
                .hasMessageContaining("no connection to qemu+unix:///system?socket=")
                .hasNoCause();
        assertThat(onEast.domains()).containsExactly(new Domain(vm, Domain.State.RUNNING));
    }

    @Test
    void two_busy_guests_on_one_core_demand_two_cores() throws Exception {
        started(onEast, "busy-1", LibvirtHost.BUSY);
        started(onEast, "busy-2", LibvirtHost.BUSY);
        for (ProcessHandle guest : east.guests()) {
            LibvirtHost.run("taskset", "-acp", "0", Long.toString(guest.pid()));
        }
        await("demand shows what is lacking")
                .pollInterval(Duration.ofSeconds(1))
                .atMost(LIMIT)
                .untilAsserted(() -> {
                    NodeStats stats = onEast.stats();
                    assertThat(stats.vms()).hasSize(2);
                    assertThat(stats.vms().stream()
                                    .mapToInt(VmSample::cpuUsedPercent)
                                    .sum())
                            .isBetween(60, 110);
                    assertThat(stats.vms().stream()
                                    .mapToInt(VmSample::cpuDemandPercent)
                                    .sum())
                            .isBetween(180, 230);
                });
    }

    @Test
    void a_foreign_domain_is_counted_and_left_alone() throws Exception {
        Path xml = Files.writeString(
                east.folder().resolve("foreign.xml"),
                "<domain type='qemu'><name>x'\"&lt;&amp;;$()</name><memory unit='MiB'>32</memory><vcpu>1</vcpu>"
                        + "<os><type arch='x86_64' machine='pc'>hvm</type></os></domain>");
        east.virsh("create", xml.toString());
        try {
            assertThat(onEast.domains()).isEmpty();
            await("its CPU is counted")
                    .atMost(LIMIT)
                    .pollInterval(Duration.ofMillis(300))
                    .untilAsserted(() -> {
                        assertThat(onEast.stats().vms()).isEmpty();
                        assertThat(onEast.stats().memoryUsedMiB()).isPositive();
                    });
            new LibvirtDeployment(SETTINGS).undo(east.description(), RESERVATION, LIMIT);
            assertThat(east.virsh("list", "--name")).contains("x'\"<&;$()");
            assertThat(east.virsh("list", "--all", "--name")).doesNotContain("farandole-probe");
            assertThat(east.virsh("net-list", "--all", "--name")).doesNotContain("r-1");
        } finally {
            east.virsh("destroy", "x'\"<&;$()");
            deploy(east);
        }
    }

    @Test
    void an_undone_node_has_nothing_left_of_the_reservation() throws Exception {
        started(onWest, "web-0", LibvirtHost.IDLE);
        Files.createFile(west.folder().resolve("farandole/disks/half-made.seed.iso"));
        LibvirtDeployment deployment = new LibvirtDeployment(SETTINGS);
        deployment.undo(west.description(), RESERVATION, LIMIT);
        deployment.undo(west.description(), RESERVATION, LIMIT);
        assertThat(west.virsh("list", "--all", "--name")).isBlank();
        assertThat(west.files("disks")).isEmpty();
        assertThat(west.files("images")).contains("busy.qcow2");
        assertThatThrownBy(() ->
                        deployment.runStep(west.description(), MacroStep.VERIFY, NETWORK, LibvirtHost.BUSY, LIMIT))
                .hasMessage("VERIFY on west-1: the network r-1 is not active");
        deploy(west);
    }

    @Test
    void an_answer_is_a_connection() throws Exception {
        VmName vm = started(onWest, "answer-0", LibvirtHost.IDLE);
        try (ServerSocket guest = new ServerSocket(0, 1, InetAddress.getByName(ADDRESS.toString()))) {
            LibvirtSettings settings = LibvirtSettings.of(
                    name -> name.endsWith("answer-port") ? Integer.toString(guest.getLocalPort()) : null);
            try (Hypervisor hypervisor = new LibvirtDriver(settings).connect(west.name(), west.uri())) {
                hypervisor.awaitAnswer(vm, LIMIT);
            }
        }
        int closed = freePort();
        LibvirtSettings settings =
                LibvirtSettings.of(name -> name.endsWith("answer-port") ? Integer.toString(closed) : null);
        try (Hypervisor hypervisor = new LibvirtDriver(settings).connect(west.name(), west.uri())) {
            assertThatThrownBy(() -> hypervisor.awaitAnswer(vm, Duration.ofSeconds(1)))
                    .hasMessageContaining("nothing took a connection at 127.0.0.9:" + closed + " within 1 s");
            hypervisor.stop(vm);
            assertThatThrownBy(() -> hypervisor.awaitAnswer(vm, LIMIT)).hasMessageContaining("no longer runs");
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Test
    void what_becomes_of_guests_is_told_also_after_libvirtd_was_killed() throws Exception {
        BlockingQueue<DomainChange> changes = new LinkedBlockingQueue<>();
        try (AutoCloseable following = new LibvirtDriver(SETTINGS).follow(west.name(), west.uri(), changes::add)) {
            VmName vm = defined(onWest, "told-0", LibvirtHost.IDLE);
            awaitStart(vm, changes);
            west.killLibvirtd();
            awaitStart(vm, changes);
            west.guests().forEach(ProcessHandle::destroyForcibly);
            assertThat(next(changes)).isEqualTo(Kind.CRASHED);
            onWest.destroy(vm);
            assertThat(next(changes)).isEqualTo(Kind.UNDEFINED);
        }
    }

    /** Started again and again until it is told: the connection takes its time. */
    private static void awaitStart(VmName vm, BlockingQueue<DomainChange> changes) {
        await("a start is told")
                .atMost(LIMIT)
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> {
                    onWest.stop(vm);
                    changes.clear();
                    onWest.start(vm);
                    return changes.poll(1, TimeUnit.SECONDS) != null;
                });
        changes.clear();
    }

    private static Kind next(BlockingQueue<DomainChange> changes) throws InterruptedException {
        DomainChange change = changes.poll(30, TimeUnit.SECONDS);
        assertThat(change).isNotNull();
        return change.kind();
    }

    @Test
    void a_libvirtd_that_hangs_delays_its_own_calls_only() throws Exception {
        LibvirtSettings settings = LibvirtSettings.of(name -> name.endsWith("call-timeout-seconds") ? "3" : null);
        LibvirtDriver driver = new LibvirtDriver(settings);
        try (Hypervisor hung = driver.connect(east.name(), east.uri());
                var calls = Executors.newVirtualThreadPerTaskExecutor()) {
            hung.domains();
            east.stopLibvirtd();
            List<Future<List<Domain>>> waiting = new ArrayList<>();
            try {
                for (int i = 0; i < 100; i++) {
                    waiting.add(calls.submit(hung::domains));
                }
                long begun = System.nanoTime();
                assertThat(onWest.domains()).isEmpty();
                assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(2));
                List<String> failures = new ArrayList<>();
                for (Future<List<Domain>> each : waiting) {
                    failures.add(failure(each));
                }
                assertThat(failures)
                        .allMatch(each -> each.contains("did not answer within 3 s")
                                || each.contains("64 calls already wait for libvirt on east-1"))
                        .anyMatch(each -> each.contains("already wait"));
            } finally {
                east.continueLibvirtd();
            }
            await("it serves again")
                    .atMost(LIMIT)
                    .ignoreExceptions()
                    .until(() -> hung.domains().isEmpty());
        }
    }

    private static String failure(Future<?> call) throws InterruptedException {
        try {
            call.get();
            return "it was answered";
        } catch (ExecutionException e) {
            return String.valueOf(e.getCause().getMessage());
        }
    }
}
