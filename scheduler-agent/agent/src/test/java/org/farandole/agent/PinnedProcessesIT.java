package org.farandole.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.farandole.agent.AgentProcess.AgentLine;
import org.farandole.contracts.dvms.Action;
import org.farandole.contracts.dvms.Decision;
import org.farandole.contracts.dvms.Member;
import org.farandole.contracts.monitor.Sample;
import org.farandole.contracts.node.Capacity;
import org.farandole.contracts.node.NodeDescription;
import org.farandole.contracts.node.NodeEvent;
import org.farandole.contracts.node.NodeName;
import org.farandole.contracts.reservation.ReservationId;
import org.farandole.contracts.topic.Topics;
import org.farandole.contracts.vm.VmName;
import org.farandole.messaging.LocalServers;
import org.farandole.messaging.PlainSender;
import org.farandole.messaging.Sender;
import org.farandole.messaging.TopicReader;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Processes as they are shipped, on a real broker: node-1 and node-17 are pinned, node-33 and node-2 are the group's. The first three
 * share a partition of the ring.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PinnedProcessesIT {

    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final Map<String, Integer> SLOTS =
            new TreeMap<>(Map.of("node-1", 1, "node-17", 17, "node-33", 33, "node-2", 2));
    private static final ReservationId RESERVATION = new ReservationId("r-1");

    @TempDir
    static Path logs;

    private static Sender sender;
    private static ScriptedExecutor executor;
    private static final Map<VmName, Integer> DEMANDS = new HashMap<>();
    private static AgentProcess first;
    private static AgentProcess second;
    private static AgentProcess group;

    @BeforeAll
    static void aMixedPlatform() throws IOException {
        sender = PlainSender.to(LocalServers.bootstrapServers());
        first = pinned("node-1");
        second = pinned("node-17");
        group = AgentProcess.start(logs.resolve("group.log"), "farandole.agent.warm-up-rounds=0");
        await("the topics are made").atMost(PATIENCE).until(() -> answers(first));
        executor = new ScriptedExecutor(LocalServers.bootstrapServers(), sender);
        SLOTS.forEach((node, slot) -> {
            executor.knows(new NodeName(node), slot);
            tell(new NodeEvent.Ready(description(node, slot < 20 && slot != 2), RESERVATION));
        });
        // The executor mails nodes about their VMs: whoever has not heard of a node would report it.
        await("every process knows every node")
                .atMost(PATIENCE)
                .until(() -> group.agents().size() == 2
                        && Stream.of(first, second)
                                .allMatch(process -> process.agents().stream().anyMatch(agent -> agent.ring() == 4)));
        SLOTS.forEach((node, slot) -> {
            VmName vm = new VmName("vm-" + slot);
            DEMANDS.put(vm, 150);
            executor.places(new NodeName(node), vm);
        });
    }

    @AfterAll
    static void endThem() throws InterruptedException {
        for (AgentProcess process : List.of(first, second, group)) {
            process.close();
        }
        executor.close();
        PlainSender.close(sender);
    }

    @Test
    @Order(1)
    void eachNodeHasOneAgentWhereTheInventorySays() {
        awaitFree(first, "node-1");
        awaitFree(second, "node-17");
        awaitFree(group, "node-2", "node-33");
        await("all are of one ring")
                .atMost(PATIENCE)
                .until(() -> first.agents().stream().allMatch(agent -> agent.ring() == 4));
        assertThat(first.status("/q/health/ready")).isEqualTo(200);
        assertThat(TopicReader.read(LocalServers.bootstrapServers(), Topics.MEMBERS, "", Member.class))
                .extracting(Member::status)
                .containsOnly(Member.Status.ACTIVE)
                .hasSize(4);
    }

    @Test
    @Order(2)
    void anOverloadOfAPinnedNodeIsSolvedAcrossProcesses() {
        executor.places(new NodeName("node-1"), new VmName("vm-heavy"));
        DEMANDS.put(new VmName("vm-1"), 400);
        DEMANDS.put(new VmName("vm-heavy"), 400);

        await("a plan is carried out").atMost(PATIENCE).until(() -> {
            SLOTS.keySet().forEach(PinnedProcessesIT::sample);
            return !executor.accepted().isEmpty();
        });

        Decision.Plan plan = executor.accepted().getFirst();
        assertThat(plan.isp().initiator()).isEqualTo(new NodeName("node-1"));
        assertThat(plan.actions())
                .singleElement()
                .isInstanceOfSatisfying(
                        Action.Migrate.class,
                        migrate -> assertThat(migrate.source()).isEqualTo(new NodeName("node-1")));
        assertThat(deadLetters()).as("mail for other nodes of the partition").isEmpty();
    }

    @Test
    @Order(3)
    void aKilledAgentComesBackWaking() throws IOException, InterruptedException {
        awaitFree(first, "node-1");
        long earlier = first.agents().getFirst().incarnation();
        first.kill();

        first = pinned("node-1");

        await("it lives again").atMost(PATIENCE).until(() -> !first.agents().isEmpty());
        AgentLine anew = first.agents().getFirst();
        assertThat(anew.state()).isEqualTo("waking");
        assertThat(anew.incarnation()).isGreaterThan(earlier);
        awaitFree(first, "node-1");
    }

    @Test
    @Order(4)
    void aStoppedAgentIsGivenBackAndBeginsAtOnce() throws IOException, InterruptedException {
        assertThat(second.stop()).isEqualTo(143);
        assertThat(lastStatus("node-17")).isEqualTo(Member.Status.HANDED);

        second = pinned("node-17");

        await("it lives again").atMost(PATIENCE).until(() -> !second.agents().isEmpty());
        await("it need not wait for a lease")
                .atMost(Duration.ofSeconds(5))
                .until(() ->
                        second.agents().stream().allMatch(agent -> agent.state().equals("free")));
    }

    @Test
    @Order(5)
    void aNodeChangesHandsWhenTheInventorySaysSo() {
        tell(new NodeEvent.Registered(description("node-17", false)));
        awaitFree(group, "node-17", "node-2", "node-33");
        await().atMost(PATIENCE).until(() -> second.agents().isEmpty());
        assertThat(second.text("/q/health/ready")).contains("node node-17 is hosted by the group");

        tell(new NodeEvent.Registered(description("node-17", true)));

        awaitFree(second, "node-17");
        await().atMost(PATIENCE).until(() -> group.agents().size() == 2);
    }

    @Test
    @Order(6)
    void aPinnedProcessTellsOfItsMachine() {
        assertThat(first.text("/q/metrics")).contains("farandole_agents 1.0");
        if (Path.of("/proc/pressure/cpu").toFile().canRead()) {
            assertThat(first.text("/q/metrics"))
                    .contains("farandole_node_pressure_percent{kind=\"some\",resource=\"cpu\"}")
                    .contains("farandole_node_stalled_seconds_total{kind=\"some\",resource=\"cpu\"}");
        }
        assertThat(group.text("/q/metrics")).doesNotContain("farandole_node_pressure");
    }

    @Test
    @Order(7)
    void theLauncherStartsItAgainAndStopsItInOrder() throws IOException, InterruptedException {
        first.stop();
        first = AgentProcess.supervised(logs.resolve("agent.env"), logs.resolve("run.log"), "node-1");
        await("it lives").atMost(PATIENCE).until(() -> !first.agents().isEmpty());
        ProcessHandle killed = first.child().orElseThrow();

        killed.destroyForcibly();

        await("another one")
                .atMost(PATIENCE)
                .until(() -> first.child()
                        .filter(child -> child.pid() != killed.pid())
                        .isPresent());
        await("it lives again").atMost(PATIENCE).until(() -> !first.agents().isEmpty());
        assertThat(first.agents()).extracting(AgentLine::state).containsExactly("waking");
        ProcessHandle second = first.child().orElseThrow();
        assertThat(first.stop()).isZero();
        assertThat(second.isAlive()).isFalse();
        assertThat(lastStatus("node-1")).isEqualTo(Member.Status.HANDED);
        assertThat(Files.readString(logs.resolve("run.log")))
                .contains("the agent of node-1 ended with status 137: it starts again in 1 s");
    }

    @ParameterizedTest
    @Order(8)
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            FARANDOLE_AGENT_NODE=$(id)       | FARANDOLE_AGENT_NODE='$(id)' is not a node's name
            FARANDOLE_AGENT_NODE=Node_1      | FARANDOLE_AGENT_NODE='Node_1' is not a node's name
            FARANDOLE_AGENT_HEAP_MIB=64m     | FARANDOLE_AGENT_HEAP_MIB='64m' is not a number of MiB
            PATH=/tmp                        | 'PATH' is none of
            KAFKA_`id`=x                     | is not a setting's name
            nonsense                         | line 1 has no '='
            KAFKA_BOOTSTRAP_SERVERS=         | KAFKA_BOOTSTRAP_SERVERS is not set
            """)
    void theLauncherRefusesABadSetting(String line, String complaint) throws IOException, InterruptedException {
        Path settings = Files.writeString(logs.resolve("bad.env"), line + "\nKAFKA_BOOTSTRAP_SERVERS=127.0.0.1:1\n");

        Process run = new ProcessBuilder("../../deploy/agent/run", settings.toString())
                .redirectErrorStream(true)
                .start();

        assertThat(new String(run.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .contains(complaint)
                .hasLineCount(1);
        assertThat(run.waitFor()).isEqualTo(2);
    }

    private static AgentProcess pinned(String node) throws IOException {
        return AgentProcess.start(
                logs.resolve(node + ".log"), "farandole.agent.node=" + node, "farandole.agent.warm-up-rounds=0");
    }

    private static boolean answers(AgentProcess process) {
        try {
            return process.status("/q/health/live") == 200;
        } catch (Exception e) {
            if (e instanceof java.net.ConnectException) {
                return false;
            }
            throw e;
        }
    }

    private static void awaitFree(AgentProcess process, String... nodes) {
        await(String.join(", ", nodes) + " free")
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(process.agents())
                        .extracting(AgentLine::node, AgentLine::state)
                        .containsExactlyInAnyOrder(java.util.Arrays.stream(nodes)
                                .map(node -> org.assertj.core.groups.Tuple.tuple(node, "free"))
                                .toArray(org.assertj.core.groups.Tuple[]::new)));
    }

    private static Member.Status lastStatus(String node) {
        return TopicReader.read(LocalServers.bootstrapServers(), Topics.MEMBERS, node, Member.class)
                .getLast()
                .status();
    }

    private static List<?> deadLetters() {
        return TopicReader.read(LocalServers.bootstrapServers(), Topics.RING + ".dead-letter");
    }

    private static void tell(NodeEvent event) {
        sender.send(Topics.NODE_EVENTS, event.node().value(), event);
    }

    private static NodeDescription description(String node, boolean pinned) {
        return new NodeDescription(
                RingOfFour.key(node),
                SLOTS.get(node),
                8,
                new Capacity(700, 32_768),
                URI.create("emulated://localhost/" + node),
                pinned ? Map.of("agent", "pinned") : Map.of());
    }

    private static void sample(String node) {
        int slot = SLOTS.get(node);
        List<Sample.VmSample> vms = executor.vmsOn(new NodeName(node)).stream()
                .map(vm -> new Sample.VmSample(vm, 0, DEMANDS.getOrDefault(vm, 0), 1_024))
                .toList();
        int demand = vms.stream().mapToInt(Sample.VmSample::cpuDemandPercent).sum();
        Instant now = Instant.now();
        sender.send(
                Topics.SAMPLES,
                node,
                Topics.ringPartition(slot),
                new Sample(
                        new NodeName(node),
                        slot,
                        now,
                        now,
                        new Capacity(700, 32_768),
                        Math.min(demand, 700),
                        demand,
                        1_024 * vms.size(),
                        vms));
    }
}
