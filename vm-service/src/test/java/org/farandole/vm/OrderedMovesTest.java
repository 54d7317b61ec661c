package org.farandole.vm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.farandole.contracts.dvms.Action;
import org.farandole.contracts.dvms.Decision;
import org.farandole.contracts.dvms.Fence;
import org.farandole.contracts.dvms.IspId;
import org.farandole.contracts.dvms.PlacedVm;
import org.farandole.contracts.dvms.RingMessage.Changed;
import org.farandole.contracts.dvms.RingMessage.Refused;
import org.farandole.contracts.node.NodeEvent;
import org.farandole.contracts.topic.Topics;
import org.farandole.contracts.vm.VmEvent;
import org.farandole.messaging.LocalServers;
import org.farandole.messaging.Sender;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(LocalServers.class)
class OrderedMovesTest {

    @Inject
    Sender sender;

    @Test
    void movesAVmAndTellsBothNodes() {
        Stage stage = new Stage(sender, 2, 2, 1).running();

        order(stage.vm(0).value(), stage.node(1).value()).statusCode(202);

        Stage.soon(() -> assertThat(stage.told(1, Changed.class)).hasSize(2));
        Changed there = stage.told(1, Changed.class).getLast();
        assertThat(there.fence()).isEqualTo(new Fence(4));
        assertThat(there.placement()).extracting(PlacedVm::vm).containsExactly(stage.vm(0), stage.vm(1));
        assertThat(stage.told(0, Changed.class).getLast().placement()).isEmpty();
        assertThat(TwinWorld.placesOf(stage.vm(0))).containsExactly(stage.node(1));
        assertThat(stage.events(VmEvent.Migrated.class)).singleElement().satisfies(migrated -> {
            assertThat(migrated.isp()).isNull();
            assertThat(migrated.node()).isEqualTo(stage.node(1));
        });
    }

    @Test
    void noPlanIsAcceptedOnItsNodesMeanwhile() {
        Stage stage = new Stage(sender, 2, 4, 1).running();
        CountDownLatch latch = new CountDownLatch(1);
        TwinWorld.HELD.put(stage.vm(0), latch);
        order(stage.vm(0).value(), stage.node(1).value()).statusCode(202);
        Stage.soon(() -> assertThat(stage.events(VmEvent.Migrating.class)).hasSize(1));

        stage.decide(plan(stage, new Fence(2)));

        Stage.soon(() -> assertThat(stage.told(0, Refused.class)).hasSize(1));
        Refused refused = stage.told(0, Refused.class).getFirst();
        assertThat(refused.reason()).isEqualTo(Refused.Reason.NODE);
        assertThat(refused.detail()).contains("as a person ordered");
        order(stage.vm(0).value(), stage.node(1).value()).statusCode(409).body(containsString("it is migrating"));
        latch.countDown();
        Stage.soon(() -> assertThat(stage.events(VmEvent.Migrated.class)).hasSize(1));
    }

    @Test
    void aReleaseMeanwhileWaitsForItAndThenGoesOn() {
        Stage stage = new Stage(sender, 2, 2, 1).running();
        CountDownLatch latch = new CountDownLatch(1);
        TwinWorld.HELD.put(stage.vm(0), latch);
        order(stage.vm(0).value(), stage.node(1).value()).statusCode(202);
        Stage.soon(() -> assertThat(stage.events(VmEvent.Migrating.class)).hasSize(1));

        stage.release();
        Stage.soon(() -> assertThat(stage.events(VmEvent.Destroyed.class)).hasSize(1));
        latch.countDown();

        Stage.soon(() -> assertThat(stage.events(VmEvent.Destroyed.class)).hasSize(2));
        assertThat(TwinWorld.placesOf(stage.vm(0))).isEmpty();
    }

    @Test
    void refusesWhatCannotBe() {
        Stage stage = new Stage(sender, 3, 3, 1, 1024).running();
        Stage other = new Stage(sender, 1, 1, 1).running();
        stage.send(Topics.NODE_EVENTS, stage.node(2).value(), new NodeEvent.Draining(stage.node(2), "disk"));
        String vm = stage.vm(0).value();

        order("nobody", stage.node(1).value()).statusCode(404).body(containsString("no VM nobody"));
        order("No_Name", stage.node(1).value()).statusCode(400).body(containsString("not a VM's name"));
        order(vm, "nowhere").statusCode(404).body(containsString("no node nowhere"));
        order(vm, stage.node(0).value()).statusCode(409).body(containsString("it runs there"));
        order(vm, stage.node(1).value()).statusCode(409).body(containsString("0 MiB left, the VM needs 1024"));
        order(vm, other.node(0).value()).statusCode(409).body(containsString("the VM is " + stage.reservation));
        Stage.soon(() -> order(vm, stage.node(2).value()).statusCode(409).body(containsString("is draining")));
        RestAssured.given()
                .contentType("application/json")
                .body("{}")
                .post("/vms/" + vm + "/migration")
                .then()
                .statusCode(400);
        assertThat(stage.events(VmEvent.Migrating.class)).isEmpty();
    }

    private static ValidatableResponse order(String vm, String destination) {
        return RestAssured.given()
                .contentType("application/json")
                .body(Map.of("destination", destination))
                .post("/vms/{vm}/migration", vm)
                .then();
    }

    private static Decision.Plan plan(Stage stage, Fence fence) {
        return new Decision.Plan(
                new IspId(stage.node(0), 1, 1),
                1,
                stage.position(0),
                Map.of(stage.node(0), fence, stage.node(1), fence),
                List.of(new Action.Migrate(
                        stage.vm(2), stage.node(0), stage.node(1), Duration.ofSeconds(10), List.of(), "test")),
                "test",
                Duration.ofSeconds(10),
                100,
                false);
    }
}
