package org.farandole.vm;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.farandole.contracts.node.MacroStep;
import org.farandole.contracts.node.NodeEvent;
import org.farandole.contracts.topic.Topics;
import org.farandole.contracts.vm.VmEvent;
import org.farandole.contracts.vm.VmPhase;
import org.farandole.messaging.LocalServers;
import org.farandole.messaging.Sender;
import org.farandole.messaging.TopicReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(LocalServers.class)
class FaultsTest {

    @Inject
    Sender sender;

    @Test
    void launchesFortyVmsAroundADroppedNodeAFailingNodeAndAFailingVm() {
        Stage stage = new Stage(sender, 5, 40, 2);
        TwinWorld.REFUSING_TO_DEFINE.add(stage.node(1));
        TwinWorld.NEVER_ANSWERING.add(stage.vm(0));
        stage.start();
        IntStream.range(0, 4).forEach(stage::ready);
        stage.send(
                Topics.NODE_EVENTS,
                stage.node(4).value(),
                new NodeEvent.StepFailed(stage.node(4), stage.reservation, MacroStep.BROADCAST_IMAGE, 2, "no route"));

        Stage.soon(() -> assertThat(stage.events(VmEvent.Running.class)).hasSize(39));
        Stage.soon(() -> assertThat(stage.events(VmEvent.GivenUp.class))
                .singleElement()
                .satisfies(givenUp -> {
                    assertThat(givenUp.vm()).isEqualTo(stage.vm(0));
                    assertThat(givenUp.cause()).contains("3 tries").contains("does not answer");
                }));
        assertThat(TwinWorld.placesOf(stage.vm(0))).isEmpty();
        IntStream.range(1, 40)
                .forEach(i -> assertThat(TwinWorld.placesOf(stage.vm(i)))
                        .singleElement()
                        .isIn(stage.node(0), stage.node(2), stage.node(3)));
        assertThat(stage.events(VmEvent.PhaseFailed.class))
                .filteredOn(failed -> failed.vm().equals(stage.vm(0)))
                .extracting(VmEvent.PhaseFailed::phase, VmEvent.PhaseFailed::attempt, VmEvent.PhaseFailed::of)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(VmPhase.CHECK, 1, 3),
                        org.assertj.core.groups.Tuple.tuple(VmPhase.CHECK, 2, 3),
                        org.assertj.core.groups.Tuple.tuple(VmPhase.CHECK, 3, 3));
        assertThat(TwinWorld.MOST_BOOTS_AT_ONCE.get()).isLessThanOrEqualTo(10);
    }

    @Test
    void delaysNobodyForAHungHypervisor() {
        Stage stage = new Stage(sender, 2, 8, 1);
        TwinWorld.HANGING.add(stage.node(0));
        stage.start();
        stage.ready(0);
        stage.ready(1);

        Stage.soon(() -> assertThat(stage.events(VmEvent.Running.class)).hasSize(4));
        assertThat(stage.events(VmEvent.Running.class))
                .extracting(VmEvent.Running::node)
                .containsOnly(stage.node(1));

        TwinWorld.HANGING.remove(stage.node(0));
        stage.release();
        Stage.soon(() -> assertThat(stage.events(VmEvent.Cleared.class)).hasSize(2));
    }

    @Test
    void releasesInTheMiddleOfALaunch() {
        Stage stage = new Stage(sender, 3, 30, 1);
        IntStream.range(0, 15).forEach(i -> TwinWorld.NEVER_ANSWERING.add(stage.vm(i)));
        stage.start();
        stage.ready(0);
        stage.ready(1);
        Stage.soon(() -> assertThat(stage.events(VmEvent.Booting.class)).isNotEmpty());

        stage.release();

        Stage.soon(() -> assertThat(stage.events(VmEvent.Cleared.class))
                .extracting(VmEvent.Cleared::node)
                .containsExactlyInAnyOrder(stage.node(0), stage.node(1), stage.node(2)));
        IntStream.range(0, 30)
                .forEach(i -> assertThat(TwinWorld.placesOf(stage.vm(i))).isEmpty());
        long ended = stage.events(VmEvent.Destroyed.class).size()
                + stage.events(VmEvent.GivenUp.class).size();
        assertThat(ended).isEqualTo(30);

        stage.ready(2);
        stage.release();
        RestAssured.get("/vms?reservation=" + stage.reservation)
                .then()
                .statusCode(200)
                .body(
                        "findAll { it.phase != 'destroyed' && it.phase != 'given-up' }.size()",
                        org.hamcrest.Matchers.is(0));
        assertThat(stage.events(VmEvent.Cleared.class)).hasSize(3);
    }

    @Test
    void givesUpWhatNoNodeHasMemoryFor() {
        Stage stage = new Stage(sender, 2, 5, 1, 2048);
        stage.start();
        stage.ready(0);
        stage.ready(1);

        Stage.soon(() -> assertThat(stage.events(VmEvent.Running.class)).hasSize(4));
        Stage.soon(() -> assertThat(stage.events(VmEvent.GivenUp.class))
                .singleElement()
                .satisfies(givenUp -> assertThat(givenUp.cause()).contains("1024 MiB")));
    }

    @ParameterizedTest
    @ValueSource(strings = {Topics.RESERVATION_EVENTS, Topics.NODE_EVENTS, Topics.DECISIONS, Topics.VM_COMMANDS})
    void putsAnUnreadableRecordOnTheDeadLetterTopicAndGoesOn(String topic) {
        byte[] unreadable = ("{\"type\": \"nonsense\", \"of\": \"" + topic + "\"}").getBytes(StandardCharsets.UTF_8);
        try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", LocalServers.bootstrapServers()),
                new StringSerializer(),
                new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(topic, "nobody", unreadable));
        }

        Stage.soon(() -> assertThat(TopicReader.read(LocalServers.bootstrapServers(), topic + ".dead-letter"))
                .anySatisfy(record -> {
                    assertThat(record.value()).isEqualTo(unreadable);
                    assertThat(new String(
                                    record.headers()
                                            .lastHeader("dead-letter-reason")
                                            .value(),
                                    StandardCharsets.UTF_8))
                            .isNotBlank();
                }));
        new Stage(sender, 1, 1, 1).running();
    }

    @Test
    void refusesANameThatIsNone() {
        RestAssured.get("/vms/NO_NAME").then().statusCode(400);
        RestAssured.get("/vms/nobody").then().statusCode(404);
        RestAssured.get("/vms?reservation=mine").then().statusCode(400);
    }
}
