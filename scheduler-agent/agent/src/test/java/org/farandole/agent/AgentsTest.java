package org.farandole.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.RangeAssignor;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.farandole.contracts.dvms.Action;
import org.farandole.contracts.dvms.Decision;
import org.farandole.contracts.dvms.IspEvent;
import org.farandole.contracts.dvms.IspId;
import org.farandole.contracts.dvms.Member;
import org.farandole.contracts.dvms.Mode;
import org.farandole.contracts.dvms.Outcome;
import org.farandole.contracts.dvms.RingPosition;
import org.farandole.contracts.node.NodeEvent;
import org.farandole.contracts.node.NodeName;
import org.farandole.contracts.topic.Topics;
import org.farandole.contracts.vm.VmName;
import org.farandole.messaging.LocalServers;
import org.farandole.messaging.Sender;
import org.farandole.messaging.TopicReader;
import org.farandole.solving.Replay;
import org.farandole.solving.SolveInput;
import org.farandole.solving.WhatIf;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** The agents of four nodes in one process, on a real broker, with an executor that obeys at once. */
@QuarkusTest
@QuarkusTestResource(LocalServers.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class AgentsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static ScriptedExecutor executor;
    private static RingOfFour ring;
    private static int agentsExpected = 4;

    @Inject
    Sender sender;

    @BeforeEach
    void fourQuietNodes() {
        if (executor == null) {
            executor = new ScriptedExecutor(LocalServers.bootstrapServers(), sender);
            ring = new RingOfFour(sender, executor);
            ring.launch();
        }
        await("all agents are free")
                .atMost(PATIENCE)
                .until(() ->
                        states().size() >= agentsExpected && states().stream().allMatch("free"::equals));
        ring.sample();
    }

    @AfterAll
    static void stopExecutor() throws InterruptedException {
        executor.close();
        executor = null;
    }

    @Test
    @Order(1)
    void anOverloadIsSolvedWithANeighbour() {
        ring.demand("vm-10", 400);
        ring.demand("vm-11", 350);

        ring.sample();

        await().atMost(PATIENCE).until(() -> !executor.accepted().isEmpty());
        Decision.Plan plan = executor.accepted().getFirst();
        assertThat(plan.isp().initiator()).isEqualTo(node(1));
        assertThat(plan.fences().keySet()).containsExactlyInAnyOrder(node(1), node(2));
        assertThat(plan.actions()).singleElement().isInstanceOfSatisfying(Action.Migrate.class, migrate -> {
            assertThat(migrate.source()).isEqualTo(node(1));
            assertThat(migrate.destination()).isEqualTo(node(2));
            assertThat(migrate.why()).startsWith("node-1 is overloaded");
        });
        assertThat(plan.partial()).isFalse();
        List<IspEvent> life = life(plan.isp(), Outcome.SOLVED);
        assertThat(life)
                .extracting(event -> event.getClass().getSimpleName())
                .containsExactly("Opened", "Grown", "Computed", "Ended");
        assertThat(((IspEvent.Opened) life.getFirst()).sampledAt().toEpochMilli())
                .isEqualTo(lastSampleOf(node(1)).timestamp());
        SolveInput input = SolveInput.fromGzippedJson(((IspEvent.Computed) life.get(2)).input());
        assertThat(input.states()).extracting(state -> state.node()).containsExactlyInAnyOrder(node(1), node(2));
        assertThat(executor.refused()).isEmpty();
        ring.demand("vm-10", 150);
        ring.demand("vm-11", 150);
    }

    @Test
    @Order(2)
    void anOverloadThatVanishesEndsItsIsp() {
        RingPosition silent = new RingPosition(RingOfFour.key("node-3a"), 16 + 3);
        sender.send(Topics.MEMBERS, "node-3a", new Member(silent, Member.Status.ACTIVE, null));
        await().atMost(PATIENCE).until(() -> agents().getInt("find { it.node == 'node-3' }.ring") == 5);
        ring.demand("vm-30", 750);
        ring.sample();
        await("the silent node is asked").atMost(PATIENCE).until(() -> state(3).equals("asking"));

        ring.demand("vm-30", 150);
        ring.sample();

        await().atMost(PATIENCE).until(() -> state(3).equals("free"));
        IspEvent.Opened opened = lastOpenedBy(node(3));
        assertThat(life(opened.isp(), Outcome.VANISHED)).hasSizeGreaterThanOrEqualTo(2);
        sender.send(Topics.MEMBERS, "node-3a", new Member(silent, Member.Status.LEFT, 0L));
        await().atMost(PATIENCE).until(() -> agents().getInt("find { it.node == 'node-3' }.ring") == 4);
        await("mail for an unknown node")
                .atMost(PATIENCE)
                .until(() -> deadLetterCauses().contains("node node-3a is not known here"));
    }

    @Test
    @Order(3)
    void noIspIsOpenedWhilePaused() {
        int before = executor.accepted().size();
        ring.tell(Mode.Kind.PAUSE);
        ring.demand("vm-40", 650);
        await("the mode has come").atMost(PATIENCE).until(this::modeIsRead);
        ring.sample();
        await().atMost(PATIENCE)
                .until(() -> "RELIEVE".equals(agents().getString("find { it.node == 'node-4' }.trigger")));
        assertThat(state(4)).isEqualTo("free");
        assertThat(executor.accepted()).hasSize(before);

        ring.tell(Mode.Kind.ACT);

        await().atMost(PATIENCE).until(() -> executor.accepted().size() > before);
        assertThat(executor.accepted().getLast().isp().initiator()).isEqualTo(node(4));
        ring.demand("vm-40", 150);
    }

    @Test
    @Order(4)
    void anUnreadableRecordGoesToTheDeadLetterTopicAndTheNextIsRead() {
        try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", LocalServers.bootstrapServers()),
                new StringSerializer(),
                new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(Topics.RING, 1, "1", "{broken".getBytes(StandardCharsets.UTF_8)));
            producer.flush();
        }

        executor.places(node(1), new VmName("vm-12"));

        await().atMost(PATIENCE)
                .until(() -> agents().getLong("find { it.node == 'node-1' }.fence")
                        == executor.fence(node(1)).value());
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(deadLetterCauses())
                        .anySatisfy(cause -> assertThat(cause).startsWith("not a RingMail")));
    }

    @Test
    @Order(5)
    void aDrainedNodeIsEmptiedAndLeavesWhenItIsReleased() {
        ring.tell(new NodeEvent.Draining(node(2), "memory errors"));

        await().atMost(PATIENCE).until(() -> executor.vmsOn(node(2)).isEmpty());
        assertThat(executor.accepted().getLast().isp().initiator()).isEqualTo(node(2));
        ring.release(2);
        agentsExpected = 3;

        await().atMost(PATIENCE).until(() -> states().size() == 3);
        assertThat(lastMemberStatus(node(2))).isEqualTo(Member.Status.LEFT);
    }

    @Test
    @Order(6)
    void anotherProcessTakesItsShareAndGivesItBack() {
        long livesBefore = memberStatuses().filter(Member.Status.ACTIVE::equals).count();
        try (KafkaConsumer<String, byte[]> other = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers", LocalServers.bootstrapServers(),
                        "group.id", "scheduler-agent",
                        "partition.assignment.strategy", RangeAssignor.class.getName()),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            other.subscribe(List.of(Topics.RING, Topics.SAMPLES));
            await("half of the inboxes").atMost(PATIENCE).until(() -> {
                other.poll(Duration.ofMillis(50));
                return other.assignment().size() == Topics.RING_PARTITIONS;
            });
        }

        await("all agents live again")
                .atMost(PATIENCE)
                .until(() -> states().size() == 3
                        && states().stream().allMatch("free"::equals)
                        && memberStatuses().filter(Member.Status.ACTIVE::equals).count() > livesBefore);
        assertThat(memberStatuses()).contains(Member.Status.HANDED);
    }

    @Test
    @Order(7)
    void everySolveIsDerivedAgainFromItsRecord() {
        Replay replay = new Replay(System::nanoTime);
        List<IspEvent.Computed> solves =
                TopicReader.read(LocalServers.bootstrapServers(), Topics.PARTITIONS, "", IspEvent.class).stream()
                        .filter(IspEvent.Computed.class::isInstance)
                        .map(IspEvent.Computed.class::cast)
                        .toList();

        assertThat(solves)
                .hasSizeGreaterThanOrEqualTo(3)
                .allSatisfy(
                        solve -> assertThat(replay.again(solve, WhatIf.NOTHING).differences())
                                .isEmpty());
    }

    @Test
    @Order(8)
    void healthAndMetricsTellOfTheAgents() {
        assertThat(RestAssured.get("/q/health/ready").statusCode()).isEqualTo(200);
        String metrics = RestAssured.get("/q/metrics").asString();
        assertThat(metrics)
                .contains("farandole_isps_total{outcome=\"solved\"}")
                .contains("farandole_agent_inputs_total{type=\"granted\"}")
                .contains("farandole_agent_solve_seconds_count");
    }

    private static NodeName node(int number) {
        return RingOfFour.node(number);
    }

    private static JsonPath agents() {
        return RestAssured.get("/agents").jsonPath();
    }

    private static List<String> states() {
        return agents().getList("state");
    }

    private static String state(int number) {
        return agents().getString("find { it.node == 'node-" + number + "' }.state");
    }

    private boolean modeIsRead() {
        return RestAssured.get("/q/metrics")
                .asString()
                .contains("farandole_agent_inputs_total{type=\"mode-changed\"} 8");
    }

    private static List<IspEvent> life(IspId isp, Outcome outcome) {
        await().atMost(PATIENCE)
                .until(() -> events(isp).stream()
                        .anyMatch(event -> event instanceof IspEvent.Ended ended && ended.outcome() == outcome));
        return events(isp);
    }

    private static List<IspEvent> events(IspId isp) {
        return TopicReader.read(LocalServers.bootstrapServers(), Topics.PARTITIONS, isp.toString(), IspEvent.class);
    }

    private static IspEvent.Opened lastOpenedBy(NodeName node) {
        return TopicReader.read(LocalServers.bootstrapServers(), Topics.PARTITIONS, "", IspEvent.class).stream()
                .filter(event -> event instanceof IspEvent.Opened
                        && event.isp().initiator().equals(node))
                .map(IspEvent.Opened.class::cast)
                .reduce((_, later) -> later)
                .orElseThrow();
    }

    private static ConsumerRecord<String, byte[]> lastSampleOf(NodeName node) {
        return TopicReader.read(LocalServers.bootstrapServers(), Topics.SAMPLES).stream()
                .filter(record -> node.value().equals(record.key()))
                .reduce((_, later) -> later)
                .orElseThrow();
    }

    private static Member.Status lastMemberStatus(NodeName node) {
        return TopicReader.read(LocalServers.bootstrapServers(), Topics.MEMBERS, node.value(), Member.class)
                .getLast()
                .status();
    }

    private static Stream<Member.Status> memberStatuses() {
        return TopicReader.read(LocalServers.bootstrapServers(), Topics.MEMBERS, "", Member.class).stream()
                .map(Member::status);
    }

    private static Set<String> deadLetterCauses() {
        return TopicReader.read(LocalServers.bootstrapServers(), Topics.RING + ".dead-letter").stream()
                .map(record -> new String(
                        record.headers().lastHeader("dead-letter-reason").value(), StandardCharsets.UTF_8))
                .collect(java.util.stream.Collectors.toSet());
    }
}
