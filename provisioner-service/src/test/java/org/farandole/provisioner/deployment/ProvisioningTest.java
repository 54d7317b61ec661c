package org.farandole.provisioner.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.farandole.provisioner.deployer.ScriptedDeployer.fails;
import static org.farandole.provisioner.deployer.ScriptedDeployer.hangs;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.farandole.contracts.json.Json;
import org.farandole.contracts.node.MacroStep;
import org.farandole.contracts.node.NodeDescription;
import org.farandole.contracts.node.NodeEvent;
import org.farandole.contracts.node.NodeEvent.StepEntered;
import org.farandole.contracts.node.NodeEvent.StepFailed;
import org.farandole.contracts.node.NodeEvent.StepPassed;
import org.farandole.contracts.node.NodeEvent.StepRetried;
import org.farandole.contracts.node.NodeName;
import org.farandole.contracts.reservation.ReservationEvent;
import org.farandole.contracts.reservation.ReservationId;
import org.farandole.contracts.topic.Topics;
import org.farandole.contracts.vm.VmEvent;
import org.farandole.messaging.LocalServers;
import org.farandole.messaging.TopicReader;
import org.farandole.provisioner.Given;
import org.farandole.provisioner.deployer.ScriptedDeployer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The service on a real broker and a real database, with nodes that follow a script. */
@QuarkusTest
@Timeout(60)
@QuarkusTestResource(LocalServers.class)
class ProvisioningTest {

    private static final AtomicInteger LAST = new AtomicInteger(100);

    private final ReservationId reservation = new ReservationId("r-" + LAST.incrementAndGet());
    private final Bus bus = new Bus();

    @Inject
    ScriptedDeployer deployer;

    @Inject
    Provisioner provisioner;

    @AfterEach
    void neverTwoCallsOnOneNode() {
        bus.close();
        assertThat(deployer.atOnce()).isEmpty();
    }

    @Test
    void aStartedReservationHasItsNodesDeployedAndTheOneThatCannotIsDroppedWithItsCause() {
        List<NodeDescription> nodes = nodes(8);
        NodeName hopeless = nodes.get(2).name();
        NodeName shaky = nodes.get(5).name();
        for (int i = 0; i < 3; i++) {
            deployer.next(hopeless, MacroStep.BROADCAST_IMAGE, fails("disk of " + hopeless + " is full"));
        }
        deployer.next(shaky, MacroStep.VERIFY, fails("no answer"));

        bus.say(new ReservationEvent.Started(Given.booking(reservation, nodes, 2)));

        for (NodeDescription node : nodes) {
            if (!node.name().equals(hopeless)) {
                List<NodeEvent> events = bus.eventsUntil(node.name(), NodeEvent.Ready.class);
                assertThat(words(events)).isEqualTo(node.name().equals(shaky) ? deployedAtSecondVerify() : deployed());
                assertThat(events.getLast()).isEqualTo(new NodeEvent.Ready(node, reservation));
            }
        }
        assertThat(bus.eventsUntil(hopeless, StepFailed.class))
                .endsWith(new StepFailed(
                        hopeless, reservation, MacroStep.BROADCAST_IMAGE, 3, "disk of " + hopeless + " is full"))
                .noneMatch(NodeEvent.Ready.class::isInstance);
    }

    @Test
    void aRepeatOfStartedChangesNothing() {
        List<NodeDescription> nodes = nodes(1);
        NodeName node = nodes.getFirst().name();
        var started = new ReservationEvent.Started(Given.booking(reservation, nodes, 0));

        bus.say(started);
        bus.say(started);
        bus.eventsUntil(node, NodeEvent.Ready.class);
        bus.say(new VmEvent.Cleared(node, reservation));
        bus.say(new VmEvent.Cleared(node, reservation));
        bus.eventsUntil(node, NodeEvent.Released.class);
        bus.say(started);
        afterAllThatWasSaid();

        assertThat(bus.events(node))
                .filteredOn(NodeEvent.Ready.class::isInstance)
                .hasSize(1);
        assertThat(bus.events(node))
                .filteredOn(NodeEvent.Released.class::isInstance)
                .hasSize(1);
        assertThat(deployer.calls(node)).hasSize(MacroStep.values().length + 1).endsWith("undo");
    }

    @Test
    void aProvisionerThatWasKilledGoesOnWithTheSameTry() throws InterruptedException {
        NodeDescription description = nodes(1).getFirst();
        NodeName node = description.name();
        CountDownLatch reached = new CountDownLatch(1);
        deployer.next(node, MacroStep.CONFIGURE_HYPERVISOR, fails("not yet"));
        deployer.next(node, MacroStep.CONFIGURE_HYPERVISOR, hangs(reached));
        bus.say(new ReservationEvent.Started(Given.booking(reservation, List.of(description), 1)));
        assertThat(reached.await(30, TimeUnit.SECONDS)).isTrue();

        provisioner.stop();
        provisioner.start();

        List<NodeEvent> events = bus.eventsUntil(node, NodeEvent.Ready.class);
        assertThat(events)
                .filteredOn(event ->
                        event instanceof StepEntered entered && entered.step() == MacroStep.CONFIGURE_HYPERVISOR)
                .extracting(event -> ((StepEntered) event).attempt())
                .containsExactly(1, 2);
        assertThat(deployer.calls(node))
                .filteredOn(MacroStep.CONFIGURE_HYPERVISOR.name()::equals)
                .hasSize(3);
    }

    @Test
    void aNodeIsUndoneInTheMiddleOfAStepAfterThatWasCancelled() throws InterruptedException {
        NodeDescription description = nodes(1).getFirst();
        NodeName node = description.name();
        CountDownLatch reached = new CountDownLatch(1);
        deployer.next(node, MacroStep.BROADCAST_IMAGE, hangs(reached));
        bus.say(new ReservationEvent.Started(Given.booking(reservation, List.of(description), 1)));
        assertThat(reached.await(30, TimeUnit.SECONDS)).isTrue();

        bus.say(new VmEvent.Cleared(node, reservation));

        List<NodeEvent> events = bus.eventsUntil(node, NodeEvent.Released.class);
        assertThat(events).last().isEqualTo(new NodeEvent.Released(node, reservation));
        assertThat(deployer.calls(node))
                .containsExactly("SET_DEPLOYMENT_ENVIRONMENT", "REBOOT_INTO_VLAN", "BROADCAST_IMAGE", "undo");
    }

    @Test
    void aReservationThatIsOverStopsStepsAndAnUndoThatFailsIsRepeated() throws InterruptedException {
        NodeDescription description = nodes(1).getFirst();
        NodeName node = description.name();
        CountDownLatch reached = new CountDownLatch(1);
        deployer.next(node, MacroStep.BROADCAST_IMAGE, hangs(reached));
        deployer.next(node, "undo", fails("switch unreachable"));
        deployer.next(node, "undo", fails("switch unreachable"));
        bus.say(new ReservationEvent.Started(Given.booking(reservation, List.of(description), 1)));
        assertThat(reached.await(30, TimeUnit.SECONDS)).isTrue();

        bus.say(new ReservationEvent.Released(reservation, "changed my mind"));
        afterAllThatWasSaid();
        bus.say(new VmEvent.Cleared(node, reservation));

        bus.eventsUntil(node, NodeEvent.Released.class);
        assertThat(deployer.calls(node)).endsWith("BROADCAST_IMAGE", "undo", "undo", "undo");
        assertThat(bus.events(node)).noneMatch(StepRetried.class::isInstance);
    }

    @Test
    void aNodeClearedBeforeItsStartIsReleasedAndNeverTouched() {
        NodeDescription description = nodes(1).getFirst();
        NodeName node = description.name();

        bus.say(new VmEvent.Cleared(node, reservation));
        bus.eventsUntil(node, NodeEvent.Released.class);
        bus.say(new ReservationEvent.Started(Given.booking(reservation, List.of(description), 1)));
        afterAllThatWasSaid();

        assertThat(bus.events(node)).containsExactly(new NodeEvent.Released(node, reservation));
        assertThat(deployer.calls(node)).isEmpty();
    }

    @Test
    void aNodeInUseIsDiscardedWithAWordAndOnlyItsOwnerUndoesIt() {
        NodeDescription description = nodes(1).getFirst();
        NodeName node = description.name();
        ReservationId late = new ReservationId("r-" + LAST.incrementAndGet());
        bus.say(new ReservationEvent.Started(Given.booking(reservation, List.of(description), 1)));
        bus.eventsUntil(node, NodeEvent.Ready.class);

        bus.say(new ReservationEvent.Started(Given.booking(late, List.of(description), 1)));
        List<NodeEvent> events = bus.eventsUntil(node, StepFailed.class);
        bus.say(new VmEvent.Cleared(node, late));
        bus.eventsUntil(node, NodeEvent.Released.class);

        assertThat(events.getLast())
                .isEqualTo(new StepFailed(
                        node,
                        late,
                        MacroStep.SET_DEPLOYMENT_ENVIRONMENT,
                        1,
                        "Node " + node + " is still in use by " + reservation));
        assertThat(bus.events(node)).last().isEqualTo(new NodeEvent.Released(node, late));
        assertThat(deployer.calls(node)).doesNotContain("undo");
    }

    @Test
    void aRecordThatCannotBeReadGoesToTheDeadLettersAndTheNextIsHandled() {
        NodeDescription description = nodes(1).getFirst();
        byte[] garbage = "{\"type\":\"started\",\"booking\":17}".getBytes(StandardCharsets.UTF_8);

        bus.send(Topics.RESERVATION_EVENTS, reservation.value(), garbage);
        bus.say(new ReservationEvent.Started(Given.booking(reservation, List.of(description), 1)));

        bus.eventsUntil(description.name(), NodeEvent.Ready.class);
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(TopicReader.read(
                                LocalServers.bootstrapServers(), Topics.RESERVATION_EVENTS + ".dead-letter"))
                        .filteredOn(record -> reservation.value().equals(record.key()))
                        .singleElement()
                        .satisfies(record -> {
                            assertThat(record.value()).isEqualTo(garbage);
                            assertThat(record.headers().lastHeader("dead-letter-reason"))
                                    .isNotNull();
                        }));
    }

    private List<NodeDescription> nodes(int count) {
        return Given.nodes("n" + reservation.value().substring(2), count);
    }

    /** Returns when a later reservation of the same partition, and all before it, was handled. */
    private void afterAllThatWasSaid() {
        NodeDescription marker = Given.node("marker-" + LAST.incrementAndGet());
        ReservationId after = new ReservationId("r-" + LAST.incrementAndGet());
        bus.send(
                Topics.RESERVATION_EVENTS,
                reservation.value(),
                Json.write(new ReservationEvent.Started(Given.booking(after, List.of(marker), 0))));
        bus.eventsUntil(marker.name(), NodeEvent.Ready.class);
    }

    private static List<String> deployed() {
        List<String> words = new ArrayList<>();
        for (MacroStep step : MacroStep.values()) {
            words.add("entered " + step + " 1");
            words.add("passed " + step + " 1" + (step == MacroStep.VERIFY ? ": " + ScriptedDeployer.NOTE : ""));
        }
        words.add("ready");
        return words;
    }

    private static List<String> deployedAtSecondVerify() {
        List<String> words = new ArrayList<>(deployed().subList(0, 11));
        words.addAll(List.of(
                "retried VERIFY 1 of 3", "entered VERIFY 2", "passed VERIFY 2: " + ScriptedDeployer.NOTE, "ready"));
        return words;
    }

    private static List<String> words(List<NodeEvent> events) {
        return events.stream().map(ProvisioningTest::word).toList();
    }

    private static String word(NodeEvent event) {
        if (event instanceof StepEntered entered) {
            return "entered " + entered.step() + " " + entered.attempt();
        }
        if (event instanceof StepPassed passed) {
            return "passed " + passed.step() + " " + passed.attempt()
                    + (passed.note() == null ? "" : ": " + passed.note());
        }
        if (event instanceof StepRetried retried) {
            return "retried " + retried.step() + " " + retried.attempt() + " of " + retried.of();
        }
        return event instanceof NodeEvent.Ready ? "ready" : event.toString();
    }
}
