package org.farandole.provisioner.deployment;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.farandole.provisioner.deployer.ScriptedDeployer.fails;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.farandole.contracts.json.Json;
import org.farandole.contracts.node.MacroStep;
import org.farandole.contracts.node.NodeCommand;
import org.farandole.contracts.node.NodeDescription;
import org.farandole.contracts.node.NodeEvent;
import org.farandole.contracts.node.NodeName;
import org.farandole.contracts.reservation.ReservationEvent;
import org.farandole.contracts.reservation.ReservationId;
import org.farandole.contracts.topic.Topics;
import org.farandole.messaging.LocalServers;
import org.farandole.provisioner.Given;
import org.farandole.provisioner.deployer.ScriptedDeployer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What people ask of the service, and the commands to switch nodes. */
@QuarkusTest
@Timeout(60)
@QuarkusTestResource(LocalServers.class)
class PowerAndReportTest {

    private static final AtomicInteger LAST = new AtomicInteger(5_000);

    private final ReservationId reservation = new ReservationId("r-" + LAST.incrementAndGet());
    private final NodeDescription description = Given.node("p" + LAST.incrementAndGet());
    private final NodeName node = description.name();
    private final Bus bus = new Bus();

    @Inject
    ScriptedDeployer deployer;

    @AfterEach
    void close() {
        bus.close();
    }

    @Test
    void aReadyNodeIsDrainedOnceAndForAReason() {
        ready();

        drain(node.value(), "{}").statusCode(400).body("why", containsString("Say why"));
        drain(node.value(), "{\"why\":\"  \"}").statusCode(400);
        drain(node.value(), "{\"why\":\"new kernel\"}").statusCode(202);
        drain(node.value(), "{\"why\":\"new kernel\"}").statusCode(409).body("why", containsString("draining"));

        assertThat(bus.eventsUntil(node, NodeEvent.Draining.class))
                .endsWith(new NodeEvent.Draining(node, "new kernel"));
    }

    @Test
    void anUnknownNodeCannotBeDrained() {
        drain("nowhere-1", "{\"why\":\"new kernel\"}").statusCode(404).body("why", containsString("GET /nodes"));
        drain("No%20Name!", "{\"why\":\"new kernel\"}").statusCode(404);
    }

    @Test
    void aNodeIsSwitchedOffAndComesBackDeployed() {
        ready();

        command(new NodeCommand.PowerOff(node, "under-used"));
        bus.eventsUntil(node, NodeEvent.Off.class);
        command(new NodeCommand.PowerOn(node, "wanted"));

        await().until(() -> bus.events(node).stream()
                        .filter(NodeEvent.Ready.class::isInstance)
                        .count()
                == 2);
        assertThat(deployer.calls(node))
                .containsSubsequence("VERIFY", "power-off", "power-on", "SET_DEPLOYMENT_ENVIRONMENT", "VERIFY");
    }

    @Test
    void aDeploymentIsReportedStepByStepAndNodeByNode() {
        NodeDescription broken = Given.node("p" + LAST.incrementAndGet());
        deployer.next(broken.name(), MacroStep.BROADCAST_IMAGE, fails("disk full"));
        deployer.next(broken.name(), MacroStep.BROADCAST_IMAGE, fails("disk full"));
        deployer.next(node, MacroStep.VERIFY, fails("no answer"));
        bus.say(new ReservationEvent.Started(Given.booking(reservation, List.of(description, broken), 1)));
        bus.eventsUntil(node, NodeEvent.Ready.class);
        bus.eventsUntil(broken.name(), NodeEvent.StepFailed.class);

        String ours = "find { it.reservation == '" + reservation + "' }.";
        given().get("/deployments")
                .then()
                .statusCode(200)
                .body(ours + "nodes.all", equalTo(2))
                .body(ours + "nodes.ready", equalTo(1))
                .body(ours + "nodes.dropped", equalTo(1))
                .body(ours + "steps.step", hasItem("VERIFY"))
                .body(ours + "steps.find { it.step == 'BROADCAST_IMAGE' }.tries", equalTo(3))
                .body(ours + "steps.find { it.step == 'BROADCAST_IMAGE' }.ok", equalTo(1))
                .body(ours + "steps.find { it.step == 'BROADCAST_IMAGE' }.ko", equalTo(1))
                .body(ours + "steps.find { it.step == 'VERIFY' }.tries", equalTo(2))
                .body(ours + "totals.tries", equalTo(4 + 3 + 2 + 2))
                .body(ours + "totals.ok", equalTo(1))
                .body(ours + "totals.ko", equalTo(1));
        given().get("/nodes")
                .then()
                .statusCode(200)
                .body("find { it.node == '" + node + "' }.state", equalTo("READY"))
                .body("find { it.node == '" + broken.name() + "' }.state", equalTo("FAILED"))
                .body("find { it.node == '" + broken.name() + "' }.cause", equalTo("disk full"))
                .body("find { it.node == '" + broken.name() + "' }.attempt", equalTo(2));
    }

    @Test
    void itIsAliveWhileItsWriterIs() {
        given().get("/q/health/live")
                .then()
                .statusCode(200)
                .body("checks.find { it.name == 'deployment-journal' }.status", equalTo("UP"));
    }

    private void ready() {
        bus.say(new ReservationEvent.Started(Given.booking(reservation, List.of(description), 0)));
        bus.eventsUntil(node, NodeEvent.Ready.class);
    }

    private void command(NodeCommand command) {
        bus.send(Topics.NODE_COMMANDS, command.node().value(), Json.write(command));
    }

    private static io.restassured.response.ValidatableResponse drain(String node, String body) {
        return given().contentType("application/json")
                .body(body)
                .urlEncodingEnabled(false)
                .post("/nodes/" + node + "/drain")
                .then();
    }
}
