package org.farandole.provisioner.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.farandole.contracts.json.Json;
import org.farandole.contracts.node.NodeCommand;
import org.farandole.contracts.node.NodeDescription;
import org.farandole.contracts.node.NodeEvent;
import org.farandole.contracts.node.NodeEvent.StepEntered;
import org.farandole.contracts.node.NodeEvent.StepPassed;
import org.farandole.contracts.node.NodeName;
import org.farandole.contracts.reservation.ReservationEvent;
import org.farandole.contracts.reservation.ReservationId;
import org.farandole.contracts.topic.Topics;
import org.farandole.contracts.vm.VmEvent;
import org.farandole.hypervisor.emulated.EmulatorServer;
import org.farandole.hypervisor.emulation.Faults;
import org.farandole.hypervisor.emulation.Platform;
import org.farandole.hypervisor.emulation.WorldDescription;
import org.farandole.messaging.LocalServers;
import org.farandole.messaging.TopicReader;
import org.farandole.provisioner.Given;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The service with emulated nodes, over their HTTP, at the speed of the demo. */
@QuarkusTest
@Timeout(90)
@TestProfile(EmulatedNodesTest.AtTheDemosSpeed.class)
@QuarkusTestResource(LocalServers.class)
class EmulatedNodesTest {

    public static final class AtTheDemosSpeed implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("farandole.speed", "60", "farandole.provisioner.reboot-window", "64");
        }
    }

    private static final Logger LOG = Logger.getLogger(EmulatedNodesTest.class);
    private static final double SPEED = 60;

    private final Bus bus = new Bus();

    @AfterEach
    void close() {
        bus.close();
    }

    @Test
    void sixtyFourNodesAreDeployedAlthoughStepsFailOneIsDroppedAndAllAreReleased() throws IOException {
        NodeName hopeless = new NodeName("lyon-3");
        Faults faults = new Faults(0.03, 0, 0, Map.of(hopeless, 100), Map.of(), Map.of());
        WorldDescription world = WorldDescription.of(Platform.of(64, 4), 7).withFaults(faults);
        ReservationId reservation = new ReservationId("r-9001");
        try (EmulatorServer emulator = EmulatorServer.start(world, SPEED)) {
            List<NodeDescription> nodes = emulator.nodes();

            long began = System.nanoTime();
            bus.say(new ReservationEvent.Started(Given.booking(reservation, nodes, 4)));
            await().atMost(Duration.ofSeconds(60))
                    .until(() ->
                            nodesThatHeard(NodeEvent.Ready.class, reservation).size() == 63);
            LOG.infof("63 of 64 nodes ready after %d ms", (System.nanoTime() - began) / 1_000_000);
            LOG.infof("of which at most %d ms between the calls on a node", longestBetweenCalls(reservation));
            await().until(() ->
                    nodesThatHeard(NodeEvent.StepFailed.class, reservation).size() == 1);

            assertThat(nodesThatHeard(NodeEvent.StepFailed.class, reservation)).containsExactly(hopeless);
            nodes.forEach(node -> bus.say(new VmEvent.Cleared(node.name(), reservation)));
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> nodesThatHeard(NodeEvent.Released.class, reservation)
                                    .size()
                            == 64);
        }
    }

    @Test
    void aNodeThatAReservationLeftSwitchedOffIsSwitchedOnForTheNext() throws IOException {
        ReservationId first = new ReservationId("r-9002");
        ReservationId second = new ReservationId("r-9003");
        WorldDescription world = WorldDescription.of(Platform.of(1, 1), 8);
        try (EmulatorServer emulator = EmulatorServer.start(world, 1_000)) {
            List<NodeDescription> nodes = emulator.nodes();
            NodeName node = nodes.getFirst().name();
            bus.say(new ReservationEvent.Started(Given.booking(first, nodes, 0)));
            await().until(() -> nodesThatHeard(NodeEvent.Ready.class, first).contains(node));
            bus.send(Topics.NODE_COMMANDS, node.value(), Json.write(new NodeCommand.PowerOff(node, "under-used")));
            bus.eventsUntil(node, NodeEvent.Off.class);
            bus.say(new VmEvent.Cleared(node, first));
            await().until(() -> nodesThatHeard(NodeEvent.Released.class, first).contains(node));

            bus.say(new ReservationEvent.Started(Given.booking(second, nodes, 0)));

            await().until(() -> nodesThatHeard(NodeEvent.Ready.class, second).contains(node));
            assertThat(nodesThatHeard(NodeEvent.StepFailed.class, second)).isEmpty();
            bus.say(new VmEvent.Cleared(node, second));
            await().until(() -> nodesThatHeard(NodeEvent.Released.class, second).contains(node));
        }
    }

    /** From a node's first step to ready, by the broker's clock, without the calls that succeeded on it. */
    private static long longestBetweenCalls(ReservationId reservation) {
        Map<NodeName, Long> millis = new HashMap<>();
        for (ConsumerRecord<String, byte[]> record :
                TopicReader.read(LocalServers.bootstrapServers(), Topics.NODE_EVENTS)) {
            NodeEvent event = Json.read(record.value(), NodeEvent.class);
            if (event instanceof StepEntered entered
                    && entered.reservation().equals(reservation)
                    && entered.step().ordinal() == 0
                    && entered.attempt() == 1) {
                millis.put(event.node(), -record.timestamp());
            } else if (event instanceof StepPassed passed
                    && passed.reservation().equals(reservation)) {
                millis.merge(event.node(), -Math.round(passed.took().toMillis() / SPEED), Long::sum);
            } else if (event instanceof NodeEvent.StepRetried && millis.containsKey(event.node())) {
                // A try that failed has no duration of its own: leave the node out.
                millis.merge(event.node(), Long.MIN_VALUE / 4, Long::sum);
            } else if (event instanceof NodeEvent.Ready ready
                    && ready.reservation().equals(reservation)) {
                millis.merge(event.node(), record.timestamp(), Long::sum);
            }
        }
        return millis.values().stream()
                .mapToLong(Long::longValue)
                .filter(each -> each < 1_000_000)
                .max()
                .orElse(0);
    }

    private static Set<NodeName> nodesThatHeard(Class<? extends NodeEvent> type, ReservationId reservation) {
        return TopicReader.read(LocalServers.bootstrapServers(), Topics.NODE_EVENTS).stream()
                .map(ConsumerRecord::value)
                .map(value -> Json.read(value, NodeEvent.class))
                .filter(type::isInstance)
                .filter(event -> ofReservation(event, reservation))
                .map(NodeEvent::node)
                .collect(Collectors.toSet());
    }

    private static boolean ofReservation(NodeEvent event, ReservationId reservation) {
        return event instanceof NodeEvent.Ready ready && ready.reservation().equals(reservation)
                || event instanceof NodeEvent.StepFailed failed
                        && failed.reservation().equals(reservation)
                || event instanceof NodeEvent.Released released
                        && released.reservation().equals(reservation);
    }
}
