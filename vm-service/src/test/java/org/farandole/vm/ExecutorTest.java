package org.farandole.vm;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.farandole.contracts.dvms.Action;
import org.farandole.contracts.dvms.Decision;
import org.farandole.contracts.dvms.Fence;
import org.farandole.contracts.dvms.IspId;
import org.farandole.contracts.dvms.Mode;
import org.farandole.contracts.dvms.PlacedVm;
import org.farandole.contracts.dvms.RingMessage;
import org.farandole.contracts.dvms.RingMessage.Accepted;
import org.farandole.contracts.dvms.RingMessage.ActionResult;
import org.farandole.contracts.dvms.RingMessage.Finished;
import org.farandole.contracts.dvms.RingMessage.Refused;
import org.farandole.contracts.dvms.RingMessage.Status;
import org.farandole.contracts.node.NodeEvent;
import org.farandole.contracts.node.NodeName;
import org.farandole.contracts.topic.Topics;
import org.farandole.contracts.vm.VmEvent;
import org.farandole.contracts.vm.VmName;
import org.farandole.contracts.vm.VmPhase;
import org.farandole.messaging.LocalServers;
import org.farandole.messaging.Sender;
import org.farandole.vm.lane.LanesSwitch;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(LocalServers.class)
class ExecutorTest {

    @Inject
    Sender sender;

    @Inject
    LanesSwitch lanes;

    @Test
    void carriesOutAPlanAndFreesItsNodes() {
        Stage stage = new Stage(sender, 2, 2, 1).running();

        Decision.Plan plan = plan(stage, 0, 1, fences(stage, 2, 2), move(stage, 0, 0, 1));
        stage.decide(plan);

        Stage.soon(() -> assertThat(stage.told(0, Finished.class)).hasSize(1));
        assertThat(stage.told(0, Accepted.class)).containsExactly(new Accepted(plan.isp(), nodes(stage), new Fence(3)));
        assertThat(stage.told(0, Finished.class).getFirst().fence()).isEqualTo(new Fence(4));
        assertThat(stage.told(0, Finished.class).getFirst().placement()).isEmpty();
        Finished there = stage.told(1, Finished.class).getFirst();
        assertThat(there.allDone()).isTrue();
        assertThat(there.placement()).extracting(PlacedVm::vm).containsExactly(stage.vm(0), stage.vm(1));
        assertThat(there.placement().getFirst().arrival()).isNotNull();
        assertThat(TwinWorld.placesOf(stage.vm(0))).containsExactly(stage.node(1));
        assertThat(stage.events(VmEvent.Migrated.class)).hasSize(1);
    }

    @Test
    void acceptsOneOfTwoPlansThatShareANode() {
        Stage stage = new Stage(sender, 3, 3, 1).running();

        stage.decide(plan(stage, 0, 1, fences(stage, 2, 2), move(stage, 0, 0, 1)));
        stage.decide(plan(
                stage, 2, 1, Map.of(stage.node(1), new Fence(2), stage.node(2), new Fence(2)), move(stage, 2, 2, 1)));

        Stage.soon(() -> {
            assertThat(answers(stage, 0, 2)).isEqualTo(2);
            assertThat(stage.told(1, Finished.class)).hasSize(1);
        });
        assertThat(stage.told(1, Accepted.class)).hasSize(1);
        boolean firstWon = !stage.told(0, Accepted.class).isEmpty();
        Refused refused = stage.told(firstWon ? 2 : 0, Refused.class).getFirst();
        assertThat(refused.reason()).isEqualTo(Refused.Reason.FENCE);
        assertThat(refused.fences().get(stage.node(1)).newerThan(new Fence(2))).isTrue();
        assertThat(stage.told(1, Status.class)).hasSize(1);
    }

    private static long answers(Stage stage, int... leaders) {
        long count = 0;
        for (int leader : leaders) {
            count += stage.told(leader, Accepted.class).size()
                    + stage.told(leader, Refused.class).size();
        }
        return count;
    }

    @Test
    void answersARepeatFromTheRecord() {
        Stage stage = new Stage(sender, 2, 2, 1).running();
        Decision.Plan plan = plan(stage, 0, 1, fences(stage, 2, 2), move(stage, 0, 0, 1));
        stage.decide(plan);
        Stage.soon(() -> assertThat(stage.told(0, Finished.class)).hasSize(1));

        stage.decide(plan);

        Stage.soon(() -> assertThat(stage.told(0, Finished.class)).hasSize(2));
        assertThat(stage.told(0, Finished.class).get(1))
                .isEqualTo(stage.told(0, Finished.class).get(0));
        assertThat(stage.told(0, Accepted.class)).hasSize(1);
        assertThat(stage.events(VmEvent.Migrated.class)).hasSize(1);
    }

    @Test
    void refusesAStaleFenceAndSaysWhatHoldsNow() {
        Stage stage = new Stage(sender, 2, 2, 1).running();

        Decision.Plan plan = plan(stage, 0, 1, fences(stage, 2, 0), move(stage, 0, 0, 1));
        stage.decide(plan);
        stage.decide(plan);

        Stage.soon(() -> assertThat(stage.told(0, Refused.class)).hasSize(2));
        Refused refused = stage.told(0, Refused.class).getFirst();
        assertThat(refused).isEqualTo(stage.told(0, Refused.class).get(1));
        assertThat(refused.fences()).isEqualTo(fences(stage, 2, 2));
        Status status = stage.told(1, Status.class).getFirst();
        assertThat(status.fence()).isEqualTo(new Fence(2));
        assertThat(status.placement()).extracting(PlacedVm::vm).containsExactly(stage.vm(1));
        assertThat(stage.told(0, Status.class)).isEmpty();
        assertThat(stage.told(0, Accepted.class)).isEmpty();
    }

    @Test
    void cancelsWhatWaitsForAMigrationThatFails() {
        Stage stage = new Stage(sender, 2, 2, 1).running();
        TwinWorld.FAILING_TO_MIGRATE.add(stage.vm(0));

        stage.decide(plan(stage, 0, 1, fences(stage, 2, 2), move(stage, 0, 0, 1), move(stage, 1, 1, 0, 0)));

        Stage.soon(() -> assertThat(stage.told(1, Finished.class)).hasSize(1));
        assertThat(stage.told(1, Finished.class).getFirst().results())
                .extracting(ActionResult::done)
                .containsExactly(false, false);
        assertThat(stage.events(VmEvent.PhaseFailed.class))
                .singleElement()
                .satisfies(failed -> assertThat(failed.phase()).isEqualTo(VmPhase.MIGRATE));
        assertThat(TwinWorld.placesOf(stage.vm(0))).containsExactly(stage.node(0));
        assertThat(TwinWorld.placesOf(stage.vm(1))).containsExactly(stage.node(1));
    }

    @Test
    void readsThePlaceOfAVmWhoseMigrationWasNotHeardOf() {
        Stage stage = new Stage(sender, 2, 2, 1).running();
        TwinWorld.ARRIVING_UNHEARD.add(stage.vm(0));

        stage.decide(plan(stage, 0, 1, fences(stage, 2, 2), move(stage, 0, 0, 1)));

        Stage.soon(() -> assertThat(stage.told(1, Finished.class)).hasSize(1));
        assertThat(stage.told(1, Finished.class).getFirst().placement())
                .extracting(PlacedVm::vm)
                .containsExactly(stage.vm(0), stage.vm(1));
    }

    @Test
    void goesOnAfterARestartInTheMiddleOfAMigration() throws Exception {
        Stage stage = new Stage(sender, 2, 2, 1).running();
        CountDownLatch latch = new CountDownLatch(1);
        TwinWorld.HELD.put(stage.vm(0), latch);
        stage.decide(plan(stage, 0, 1, fences(stage, 2, 2), move(stage, 0, 0, 1)));
        Stage.soon(() -> assertThat(stage.events(VmEvent.Migrating.class)).hasSize(1));

        lanes.restart();
        assertThat(stage.told(0, Finished.class)).isEmpty();
        latch.countDown();

        Stage.soon(() -> assertThat(stage.told(0, Finished.class)).hasSize(1));
        assertThat(TwinWorld.placesOf(stage.vm(0))).containsExactly(stage.node(1));
        assertThat(stage.told(1, Finished.class)).hasSize(1);
        assertThat(stage.told(1, Finished.class).getFirst().allDone()).isTrue();
    }

    @Test
    void findsAMigrationThatArrivedWhileTheExecutorWasDown() throws Exception {
        Stage stage = new Stage(sender, 2, 2, 1).running();
        TwinWorld.HELD.put(stage.vm(0), new CountDownLatch(1));
        stage.decide(plan(stage, 0, 1, fences(stage, 2, 2), move(stage, 0, 0, 1)));
        Stage.soon(() -> assertThat(stage.events(VmEvent.Migrating.class)).hasSize(1));

        lanes.restart(() -> {
            TwinWorld.node(stage.node(0)).domains.remove(stage.vm(0));
            TwinWorld.node(stage.node(1)).domains.put(stage.vm(0), org.farandole.hypervisor.Domain.State.RUNNING);
        });

        Stage.soon(() -> assertThat(stage.told(0, Finished.class)).hasSize(1));
        assertThat(stage.told(1, Finished.class).getFirst().allDone()).isTrue();
        assertThat(stage.events(VmEvent.Migrated.class)).hasSize(1);
    }

    @Test
    void failsTheActionsOfALostNodeAndFreesTheRest() {
        Stage stage = new Stage(sender, 2, 2, 1).running();
        TwinWorld.HELD.put(stage.vm(0), new CountDownLatch(1));
        stage.decide(plan(stage, 0, 1, fences(stage, 2, 2), move(stage, 0, 0, 1)));
        Stage.soon(() -> assertThat(stage.events(VmEvent.Migrating.class)).hasSize(1));

        TwinWorld.HANGING.add(stage.node(1));
        stage.send(Topics.NODE_EVENTS, stage.node(1).value(), new NodeEvent.Lost(stage.node(1), "no answer"));

        Stage.soon(() -> assertThat(stage.told(0, Finished.class)).hasSize(1));
        assertThat(stage.told(0, Finished.class).getFirst().placement())
                .extracting(PlacedVm::vm)
                .containsExactly(stage.vm(0));
        assertThat(stage.told(1, Finished.class).getFirst().placement()).isEmpty();
        assertThat(stage.events(VmEvent.Lost.class))
                .extracting(VmEvent.Lost::vm)
                .containsExactly(stage.vm(1));

        TwinWorld.HANGING.remove(stage.node(1));
        stage.send(Topics.NODE_EVENTS, stage.node(1).value(), new NodeEvent.Back(stage.node(1)));
        Stage.soon(() -> assertThat(stage.told(1, RingMessage.Changed.class)).hasSize(2));
        assertThat(stage.told(1, RingMessage.Changed.class).getLast().placement())
                .extracting(PlacedVm::vm)
                .containsExactly(stage.vm(1));
        assertThat(stage.told(1, RingMessage.Changed.class).getLast().fence()).isEqualTo(new Fence(6));
    }

    @Test
    void answersAQueryOfANodeThatAPlanHolds() {
        Stage stage = new Stage(sender, 2, 2, 1).running();
        CountDownLatch latch = new CountDownLatch(1);
        TwinWorld.HELD.put(stage.vm(0), latch);
        Decision.Plan plan = plan(stage, 0, 1, fences(stage, 2, 2), move(stage, 0, 0, 1));
        stage.decide(plan);
        Stage.soon(() -> assertThat(stage.events(VmEvent.Migrating.class)).hasSize(1));

        stage.decide(new Decision.Query(stage.position(1)));

        Stage.soon(() -> assertThat(stage.told(1, Status.class)).singleElement().satisfies(status -> {
            assertThat(status.isp()).isEqualTo(plan.isp());
            assertThat(status.nodes()).isEqualTo(nodes(stage));
            assertThat(status.fence()).isEqualTo(new Fence(3));
        }));
        latch.countDown();
        Stage.soon(() -> assertThat(stage.told(0, Finished.class)).hasSize(1));
    }

    @Test
    void carriesNothingOutInAdviseMode() {
        Stage stage = new Stage(sender, 2, 2, 1).running();
        putMode("ADVISE");
        try {
            stage.decide(plan(stage, 0, 1, fences(stage, 2, 2), move(stage, 0, 0, 1)));

            Stage.soon(() -> assertThat(stage.told(0, Refused.class))
                    .extracting(Refused::reason)
                    .containsExactly(Refused.Reason.ADVISED));
        } finally {
            putMode("ACT");
        }
        assertThat(stage.told(0, Accepted.class)).isEmpty();
        Stage.soon(() -> assertThat(org.farandole.messaging.TopicReader.read(
                        LocalServers.bootstrapServers(), Topics.MODE, "mode", Mode.class))
                .extracting(Mode::kind)
                .endsWith(Mode.Kind.ACT));
    }

    @Test
    void countsTheAnswerToEachPlanOnce() {
        Stage stage = new Stage(sender, 2, 2, 1).running();
        double accepted = plans("accepted");
        double fence = plans("refused_fence");
        double node = plans("refused_node");
        double advised = plans("refused_advised");

        Decision.Plan stale = plan(stage, 0, 1, fences(stage, 2, 0), move(stage, 0, 0, 1));
        stage.decide(stale);
        stage.decide(stale);
        stage.decide(plan(stage, 0, 2, fences(stage, 2, 2), move(stage, 0, 1, 0)));
        Stage.soon(() -> assertThat(stage.told(0, Refused.class)).hasSize(3));
        putMode("ADVISE");
        try {
            stage.decide(plan(stage, 0, 3, fences(stage, 2, 2), move(stage, 0, 0, 1)));
            Stage.soon(() -> assertThat(stage.told(0, Refused.class)).hasSize(4));
        } finally {
            putMode("ACT");
        }
        stage.decide(plan(stage, 0, 4, fences(stage, 2, 2), move(stage, 0, 0, 1)));

        Stage.soon(() -> assertThat(plans("accepted")).isEqualTo(accepted + 1));
        assertThat(plans("refused_fence")).isEqualTo(fence + 1);
        assertThat(plans("refused_node")).isEqualTo(node + 1);
        assertThat(plans("refused_advised")).isEqualTo(advised + 1);
    }

    private static double plans(String answer) {
        String series = "farandole_plans_total{answer=\"" + answer + "\"} ";
        return RestAssured.get("/q/metrics")
                .asString()
                .lines()
                .filter(line -> line.startsWith(series))
                .mapToDouble(line -> Double.parseDouble(line.substring(series.length())))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + series));
    }

    private static void putMode(String kind) {
        RestAssured.given()
                .contentType("application/json")
                .body("{\"kind\": \"" + kind + "\"}")
                .put("/mode")
                .then()
                .statusCode(200);
    }

    @Test
    void refusesAModeThatDoesNotExist() {
        RestAssured.given()
                .contentType("application/json")
                .body("{\"kind\": \"DREAM\"}")
                .put("/mode")
                .then()
                .statusCode(400);
    }

    private static Set<NodeName> nodes(Stage stage) {
        return Set.of(stage.node(0), stage.node(1));
    }

    private static Map<NodeName, Fence> fences(Stage stage, long first, long second) {
        return Map.of(stage.node(0), new Fence(first), stage.node(1), new Fence(second));
    }

    private static Action move(Stage stage, int vm, int source, int destination, Integer... after) {
        VmName name = stage.vm(vm);
        return new Action.Migrate(
                name, stage.node(source), stage.node(destination), Duration.ofSeconds(10), List.of(after), "test");
    }

    private static Decision.Plan plan(
            Stage stage, int leader, long sequence, Map<NodeName, Fence> fences, Action... actions) {
        return new Decision.Plan(
                new IspId(stage.node(leader), 1, sequence),
                1,
                stage.position(leader),
                fences,
                List.of(actions),
                "test",
                Duration.ofSeconds(10),
                100,
                false);
    }
}
