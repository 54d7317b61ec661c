package org.farandole.hypervisor.emulated;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static org.awaitility.Awaitility.await;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.farandole.contracts.node.NodeName;
import org.farandole.contracts.reservation.ReservationId;
import org.farandole.contracts.vm.Ipv4;
import org.farandole.contracts.vm.MacAddress;
import org.farandole.contracts.vm.VmDescription;
import org.farandole.contracts.vm.VmName;
import org.farandole.contracts.vm.VmSize;
import org.farandole.hypervisor.Domain;
import org.farandole.hypervisor.Hypervisor;
import org.farandole.hypervisor.HypervisorException;
import org.farandole.hypervisor.HypervisorException.Fault;
import org.farandole.hypervisor.Hypervisors;
import org.farandole.hypervisor.emulation.Faults;
import org.farandole.hypervisor.emulation.Platform;
import org.farandole.hypervisor.emulation.WorldDescription;
import org.junit.jupiter.api.Test;

class EmulatedDriverTest {

    private static final Duration LONG = Duration.ofSeconds(20);
    private static final NodeName FIRST = new NodeName("rennes-1");
    private static final NodeName SECOND = new NodeName("rennes-2");
    private static final WorldDescription TWO_NODES =
            WorldDescription.of(Platform.of(2, 1), 1).alreadyDeployed();

    @Test
    void aVmIsDefinedBootedAndMigrated() throws Exception {
        try (EmulatorServer emulator = EmulatorServer.start(TWO_NODES, 1_000);
                Hypervisor first = connect(emulator, FIRST);
                Hypervisor second = connect(emulator, SECOND)) {
            VmName vm = running(first, 0);

            first.migrate(vm, emulator.hypervisorOf(SECOND), LONG);

            assertThat(first.domains()).isEmpty();
            assertThat(second.domains()).containsExactly(new Domain(vm, Domain.State.RUNNING));
            assertThat(second.stats().memoryUsedMiB()).isEqualTo(1024);
            assertThat(second.stats().vms()).singleElement().satisfies(sample -> {
                assertThat(sample.cpuDemandPercent()).isEqualTo(60);
                assertThat(sample.cpuUsedPercent()).isEqualTo(60);
            });
        }
    }

    @Test
    void everyCallMayBeRepeated() throws Exception {
        try (EmulatorServer emulator = EmulatorServer.start(TWO_NODES, 1_000);
                Hypervisor first = connect(emulator, FIRST);
                Hypervisor second = connect(emulator, SECOND)) {
            VmName vm = running(first, 0);
            assertThat(running(first, 0)).isEqualTo(vm);
            first.suspend(vm);
            first.suspend(vm);
            first.resume(vm);
            first.resume(vm);
            first.migrate(vm, emulator.hypervisorOf(SECOND), LONG);
            first.migrate(vm, emulator.hypervisorOf(SECOND), LONG);
            second.stop(vm);
            second.stop(vm);
            second.destroy(vm);
            second.destroy(vm);

            assertThat(second.domains()).isEmpty();
        }
    }

    @Test
    void aMigrationThatTakesTooLongIsAbortedAndTheVmStays() throws Exception {
        try (EmulatorServer emulator = EmulatorServer.start(TWO_NODES, 1_000);
                Hypervisor first = connect(emulator, FIRST);
                Hypervisor second = connect(emulator, SECOND)) {
            VmName vm = running(first, 0);
            emulator.goAt(1);

            assertThatThrownBy(() -> first.migrate(vm, emulator.hypervisorOf(SECOND), Duration.ofMillis(50)))
                    .asInstanceOf(type(HypervisorException.class))
                    .satisfies(e -> assertThat(e.fault()).isEqualTo(Fault.TIMEOUT))
                    .satisfies(e -> assertThat(e).hasMessageContaining("vm-0 on rennes-1 to rennes-2"));

            assertThat(first.domains()).containsExactly(new Domain(vm, Domain.State.RUNNING));
            assertThat(second.stats().memoryUsedMiB()).isZero();
        }
    }

    @Test
    void anInterruptedMigrationIsAborted() throws Exception {
        try (EmulatorServer emulator = EmulatorServer.start(TWO_NODES, 1_000);
                Hypervisor first = connect(emulator, FIRST);
                Hypervisor second = connect(emulator, SECOND);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            VmName vm = running(first, 0);
            emulator.goAt(1);
            Future<?> migration = threads.submit(() -> {
                first.migrate(vm, emulator.hypervisorOf(SECOND), LONG);
                return null;
            });
            await().until(() -> emulator.summary().migrations() == 1);

            migration.cancel(true);

            await().untilAsserted(
                            () -> assertThat(emulator.summary().migrations()).isZero());
            assertThat(first.domains()).containsExactly(new Domain(vm, Domain.State.RUNNING));
            assertThat(second.domains()).isEmpty();
        }
    }

    @Test
    void aVmThatDoesNotBootIsItsOwnFault() throws Exception {
        Faults faults = new Faults(0, 0, 0, Map.of(), Map.of(name(3), 1), Map.of());
        try (EmulatorServer emulator = EmulatorServer.start(TWO_NODES.withFaults(faults), 1_000);
                Hypervisor first = connect(emulator, FIRST)) {
            first.define(description(3), MacAddress.of(address(3)));
            first.start(name(3));

            assertThatThrownBy(() -> first.awaitAnswer(name(3), LONG))
                    .asInstanceOf(type(HypervisorException.class))
                    .satisfies(e -> assertThat(e.fault()).isEqualTo(Fault.VM))
                    .satisfies(e -> assertThat(e).hasMessageContaining("vm-3 on rennes-1: vm-3 crashed"));

            first.start(name(3));
            first.awaitAnswer(name(3), LONG);
            assertThat(first.domains()).containsExactly(new Domain(name(3), Domain.State.RUNNING));
        }
    }

    @Test
    void aNodeThatIsNotDeployedDoesNotAnswer() throws Exception {
        try (EmulatorServer emulator = EmulatorServer.start(WorldDescription.of(Platform.of(2, 1), 1), 1_000);
                Hypervisor first = connect(emulator, FIRST)) {
            assertThatThrownBy(first::stats)
                    .asInstanceOf(type(HypervisorException.class))
                    .satisfies(e -> assertThat(e.fault()).isEqualTo(Fault.NODE))
                    .satisfies(e -> assertThat(e).hasMessageContaining("which is bare"));
        }
    }

    @Test
    void anEmulatorThatIsAwayIsTheNodesFault() throws Exception {
        URI gone;
        try (EmulatorServer emulator = EmulatorServer.start(TWO_NODES, 1)) {
            gone = emulator.hypervisorOf(FIRST);
        }
        try (Hypervisor first = Hypervisors.driverFor(gone).connect(FIRST, gone)) {
            assertThatThrownBy(first::domains)
                    .asInstanceOf(type(HypervisorException.class))
                    .satisfies(e -> assertThat(e.fault()).isEqualTo(Fault.NODE));
        }
    }

    @Test
    void aWatcherHearsOfItsOwnNodeOnly() throws Exception {
        try (EmulatorServer emulator = EmulatorServer.start(TWO_NODES, 1_000);
                Hypervisor first = connect(emulator, FIRST);
                Hypervisor second = connect(emulator, SECOND)) {
            CountDownLatch heard = new CountDownLatch(1);
            Set<NodeName> nodes = ConcurrentHashMap.newKeySet();
            URI uri = emulator.hypervisorOf(SECOND);
            try (AutoCloseable watch = Hypervisors.driverFor(uri).watch(uri, node -> {
                nodes.add(node);
                heard.countDown();
            })) {
                await().atMost(LONG).untilAsserted(() -> {
                    comeAndGo(first);
                    comeAndGo(second);
                    assertThat(heard.getCount()).isZero();
                });
                assertThat(nodes).containsOnly(SECOND);
                assertThat(watch).isNotNull();
            }
        }
    }

    @Test
    void aWatchGoesOnWhenTheEmulatorComesBack() throws Exception {
        EmulatorServer gone = EmulatorServer.start(TWO_NODES, 1_000);
        URI uri = gone.hypervisorOf(FIRST);
        CountDownLatch heard = new CountDownLatch(1);
        try (AutoCloseable watch = Hypervisors.driverFor(uri).watch(uri, node -> heard.countDown())) {
            gone.close();
            try (EmulatorServer back = EmulatorServer.start("127.0.0.1", uri.getPort(), TWO_NODES, 1_000);
                    Hypervisor first = connect(back, FIRST)) {
                await().atMost(LONG).untilAsserted(() -> {
                    comeAndGo(first);
                    assertThat(heard.getCount()).isZero();
                });
                assertThat(watch).isNotNull();
            }
        }
    }

    @Test
    void aWatchThatNobodyAnswersIsGivenUpAndOpenedAgain() throws Exception {
        CountDownLatch heard = new CountDownLatch(1);
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            URI uri = URI.create("emulated://127.0.0.1:" + server.getLocalPort() + "/" + FIRST);
            try (AutoCloseable watch = Hypervisors.driverFor(uri).watch(uri, node -> heard.countDown());
                    Socket silent = server.accept();
                    Socket second = server.accept()) {
                second.getOutputStream().write(("HTTP/1.1 200 OK\r\n\r\n" + FIRST + "\n").getBytes(US_ASCII));

                assertThat(heard.await(20, TimeUnit.SECONDS)).isTrue();
                assertThat(silent.isConnected()).isTrue();
                assertThat(watch).isNotNull();
            }
        }
    }

    @Test
    void manyVmsBootAtOnce() throws Exception {
        WorldDescription description =
                WorldDescription.of(Platform.of(64, 4), 1).alreadyDeployed();
        try (EmulatorServer emulator = EmulatorServer.start(description, 1_000);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<VmName>> boots = IntStream.range(0, 640)
                    .mapToObj(i -> threads.submit(() -> running(
                            connect(emulator, emulator.nodes().get(i % 64).name()), i)))
                    .toList();
            for (Future<VmName> boot : boots) {
                boot.get(60, TimeUnit.SECONDS);
            }

            assertThat(emulator.summary().vms()).isEqualTo(Map.of("running", 640));
            assertThat(emulator.summary().duplicateVms()).isZero();
        }
    }

    private static Hypervisor connect(EmulatorServer emulator, NodeName node) {
        URI uri = emulator.hypervisorOf(node);
        return Hypervisors.driverFor(uri).connect(node, uri);
    }

    private static VmName running(Hypervisor node, int... numbers) throws HypervisorException {
        for (int number : numbers) {
            node.define(description(number), MacAddress.of(address(number)));
            node.start(name(number));
        }
        for (int number : numbers) {
            node.awaitAnswer(name(number), LONG);
        }
        return name(numbers[0]);
    }

    /** The demand on the node moves by more than a watcher is spared. */
    private static void comeAndGo(Hypervisor node) throws HypervisorException {
        int[] numbers = {0, 1, 2};
        running(node, numbers);
        for (int number : numbers) {
            node.destroy(name(number));
        }
    }

    private static VmName name(int number) {
        return new VmName("vm-" + number);
    }

    private static Ipv4 address(int number) {
        return Ipv4.parse("10.0.0.1").plus(number);
    }

    private static VmDescription description(int number) {
        return new VmDescription(
                name(number), new ReservationId("r-1"), new VmSize(1, 1024), "debian", address(number));
    }
}
