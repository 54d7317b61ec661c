package org.farandole.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import org.farandole.contracts.monitor.Sample;
import org.farandole.contracts.node.NodeDescription;
import org.farandole.contracts.node.NodeEvent;
import org.farandole.contracts.reservation.ReservationId;
import org.farandole.contracts.topic.Topics;
import org.farandole.contracts.vm.Ipv4;
import org.farandole.contracts.vm.MacAddress;
import org.farandole.contracts.vm.VmDescription;
import org.farandole.contracts.vm.VmName;
import org.farandole.contracts.vm.VmSize;
import org.farandole.hypervisor.Hypervisor;
import org.farandole.hypervisor.Hypervisors;
import org.farandole.hypervisor.emulated.EmulatorServer;
import org.farandole.hypervisor.emulation.Platform;
import org.farandole.hypervisor.emulation.WorldDescription;
import org.farandole.messaging.LocalServers;
import org.farandole.messaging.Sender;
import org.farandole.messaging.TopicReader;
import org.junit.jupiter.api.Test;

/** The driver that the platform runs with, over HTTP. */
@QuarkusTest
@QuarkusTestResource(LocalServers.class)
class EmulatedNodesTest {

    private static final ReservationId RESERVATION = new ReservationId("r-3");

    @Inject
    Sender sender;

    @Test
    void anEmulatedNodeIsSampledWithItsVmsByItsOwnClock() throws Exception {
        WorldDescription world = WorldDescription.of(Platform.of(1, 1), 7).alreadyDeployed();
        try (EmulatorServer emulator = EmulatorServer.start(world, 1000)) {
            NodeDescription node = emulator.nodes().getFirst();
            startVm(node, new VmName("emulated-1"));

            sender.send(Topics.NODE_EVENTS, node.name().value(), new NodeEvent.Ready(node, RESERVATION));

            await().atMost(Duration.ofSeconds(30))
                    .until(() -> samples(node).stream()
                                    .filter(sample -> !sample.vms().isEmpty())
                                    .count()
                            >= 2);
            Sample first = samples(node).getFirst();
            Sample last = samples(node).getLast();
            assertThat(last.capacity()).isEqualTo(node.capacity());
            assertThat(last.vms()).extracting(Sample.VmSample::vm).containsExactly(new VmName("emulated-1"));
            assertThat(Duration.between(first.nodeTime(), last.nodeTime()))
                    .isGreaterThan(Duration.between(first.at(), last.at()).multipliedBy(100));
            sender.send(Topics.NODE_EVENTS, node.name().value(), new NodeEvent.Released(node.name(), RESERVATION));
        }
    }

    private static void startVm(NodeDescription node, VmName name) throws Exception {
        Ipv4 address = Ipv4.parse("10.128.0.2");
        try (Hypervisor hypervisor = Hypervisors.driverFor(node.hypervisor()).connect(node.name(), node.hypervisor())) {
            hypervisor.define(
                    new VmDescription(name, RESERVATION, new VmSize(1, 1024), "debian12", address),
                    MacAddress.of(address));
            hypervisor.start(name);
        }
    }

    private static List<Sample> samples(NodeDescription node) {
        return TopicReader.read(
                LocalServers.bootstrapServers(), Topics.SAMPLES, node.name().value(), Sample.class);
    }
}
