package org.farandole.cli.reasons;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.farandole.cli.FreePorts;
import org.farandole.cli.RecordedTerminal;
import org.farandole.cli.platform.Ports;
import org.farandole.cli.platform.Program;
import org.farandole.cli.terminal.JsonText;
import org.farandole.contracts.dvms.IspEvent;
import org.farandole.contracts.json.Json;
import org.farandole.contracts.topic.Topics;
import org.farandole.local.KafkaBroker;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code explain} and {@code replay}, on a real broker. */
class ReasonsCommandsTest {

    @TempDir
    static Path root;

    private static KafkaBroker broker;

    private final RecordedTerminal terminal = new RecordedTerminal(root);

    @BeforeAll
    static void aBrokerWithTwoIsps() throws Exception {
        Ports ports = FreePorts.free();
        broker = KafkaBroker.start(root.resolve("kafka"), ports.of(Program.KAFKA), ports.kafkaController());
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            admin.createTopics(Topics.all().stream()
                            .map(topic -> new NewTopic(topic.name(), topic.partitions(), (short) 1))
                            .toList())
                    .all()
                    .get();
        }
        Files.createDirectories(root.resolve(".farandole"));
        Files.writeString(
                root.resolve(".farandole/run.json"),
                "{\"started\": \"2026-11-01T00:00:00Z\", \"directory\": \"%s\", \"portBase\": %d, \"speed\": 60, \"expected\": [], \"programs\": []}"
                        .formatted(root, ports.base()));
        try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers()),
                new StringSerializer(),
                new ByteArraySerializer())) {
            for (String node : new String[] {"rennes-1", "rennes-2", "rennes-3", "rennes-4", "rennes-9"}) {
                producer.send(new ProducerRecord<>(Topics.MEMBERS, node, new byte[0]));
            }
            Recorded.neighbour().forEach(event -> tell(producer, event));
            tell(producer, Recorded.opened());
            tell(producer, Recorded.grown(2));
            tell(producer, Recorded.computed(2));
            tell(producer, Recorded.grown(3));
            tell(producer, Recorded.computed(3));
            producer.send(
                    new ProducerRecord<>(Topics.DECISIONS, Recorded.ISP.toString(), Json.write(Recorded.decision())));
            tell(producer, Recorded.ended());
            tell(producer, Recorded.forged());
            Recorded.evacuation().forEach(event -> tell(producer, event));
            tell(producer, Recorded.idle());
            producer.flush();
        }
    }

    private static void tell(KafkaProducer<String, byte[]> producer, IspEvent event) {
        producer.send(new ProducerRecord<>(Topics.PARTITIONS, event.isp().toString(), Json.write(event)));
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @Test
    void explainTellsTheStoryAndTheReasons() {
        // when
        int status = terminal.run("explain", "rennes-1:5:1");

        // then
        assertThat(terminal.err()).isEmpty();
        assertThat(status).isZero();
        assertThat(terminal.out())
                .contains("ISP rennes-1:5:1: solved after ")
                .contains("relieve rennes-1: its VMs demanded 120 of 100 % of a core")
                .contains("opened by rennes-1")
                .contains("joined by rennes-3: 3 nodes")
                .containsPattern("1  [0-9:.]{12}  +2  no plan ")
                .containsPattern("2  [0-9:.]{12}  +3  plan ")
                .contains("1 move of 10.3 s, 20 % of a core less above capacity: rennes-1 wants 120 of 100 %")
                .containsPattern("0  demo-2  rennes-1  rennes-3  10.3 s +-")
                .contains("solved: 1 of 1 actions done")
                .contains("Solve 2 of 2: 1 move of 10.3 s")
                .containsPattern("rennes-1 +120 → 80 of 100 +3072 → 2048 of 4096 +3 → 2")
                .contains("in cool-down for 40 s")
                .contains("seed 7")
                .contains("  learned from past migrations of 1 VM and between 1 pair of nodes")
                .contains("    demo-2 × 0.90, rennes-1→rennes-3 × 1.11 of the modelled time")
                .contains(", 0 s; seed 7")
                .doesNotContain("differs from the recorded answer");
    }

    @Test
    void aSolveWithoutAPlanShowsItsCause() {
        // when
        int status = terminal.run("explain", "rennes-1:5:1", "--solve", "1");

        // then
        assertThat(status).isZero();
        assertThat(terminal.out())
                .contains("Solve 1 of 2: no plan: " + cause())
                .contains("3 VMs stayed on nodes that had to lose some:")
                .contains("    demo-2, rennes-1: none of 1 other node takes it; nearest: rennes-2");
    }

    private static String cause() {
        return String.valueOf(Recorded.computed(2).account().cause());
    }

    @Test
    void anEvacuationThatGoesHalfTheWaySaysSo() {
        assertThat(terminal.run("explain", "rennes-1:6:1")).isZero();

        assertThat(terminal.out())
                .contains("ISP rennes-1:6:1: open")
                .contains("evacuate rennes-1: it was draining; its VMs demanded 120 % of a core")
                .contains("no plan, but a part of one")
                .contains(
                        "no plan: 120 % of CPU must leave rennes-1; the other nodes have room for 90 %; as far as it goes: 1 move")
                .containsPattern("rennes-1 +120 → 60 of 100 .* draining")
                .contains("none was published");
    }

    @Test
    void nothingToDoIsExplainedAndReplayed() {
        assertThat(terminal.run("explain", "rennes-2:6:1")).isZero();
        assertThat(terminal.run("replay", "rennes-2:6:1")).isZero();

        assertThat(terminal.out())
                .contains("Solve 1 of 1: nothing to do")
                .contains("relieve: nothing to do: the goal is reached as things are")
                .contains("  replayed  nothing to do; ")
                .endsWith("The same.\n");
    }

    @Test
    void explainIsJsonToo() throws Exception {
        // when
        int status = terminal.run("explain", "rennes-1:5:1", "--json");

        // then
        assertThat(status).isZero();
        JsonNode json = JsonText.parse(terminal.out());
        assertThat(json.at("/outcome").asText()).isEqualTo("SOLVED");
        assertThat(json.at("/growth").size()).isEqualTo(2);
        assertThat(json.at("/solves/0/verdict").asText()).isEqualTo("NO_PLAN");
        assertThat(json.at("/solves/0/account/cause").asText()).isEqualTo(cause());
        assertThat(json.at("/decision/actions/0/vm").asText()).isEqualTo("demo-2");
        assertThat(json.at("/detail/same").asBoolean()).isTrue();
        assertThat(json.at("/detail/notChosen/all").isArray()).isTrue();
    }

    @Test
    void onePairIsAskedOnDemand() {
        assertThat(terminal.run("explain", "rennes-1:5:1", "--vm", "demo-1", "--node", "rennes-3"))
                .isZero();
        assertThat(terminal.run("explain", "rennes-1:5:1", "--vm", "demo-2", "--node", "rennes-4"))
                .isZero();
        assertThat(terminal.run("explain", "rennes-1:5:1", "--vm", "demo-2", "--node", "rennes-9"))
                .isZero();

        assertThat(terminal.out().lines())
                .satisfiesExactly(
                        line -> assertThat(line)
                                .startsWith("demo-1 on rennes-3: ")
                                .contains("cool-down for 40 s"),
                        line -> assertThat(line)
                                .isEqualTo("demo-2 on rennes-4: rennes-4 reserved by ISP rennes-4:6:0 at that time"),
                        line -> assertThat(line).contains("rennes-9 was not in the partition"));
    }

    @Test
    void aVmIsAskedAboutEachNodeOfThePartition() throws Exception {
        assertThat(terminal.run("explain", "rennes-1:5:1", "--vm", "demo-2", "--json"))
                .isZero();

        JsonNode json = JsonText.parse(terminal.out());
        assertThat(json.findValuesAsText("node")).containsExactly("rennes-1", "rennes-2", "rennes-3");
    }

    @Test
    void whatIsNotThereIsRefusedWithWhatIs() {
        assertThat(terminal.run("explain", "rennes-1:5")).isEqualTo(2);
        assertThat(terminal.run("replay", "lille")).isEqualTo(2);
        assertThat(terminal.run("explain", "rennes-1:5:1", "--solve", "3")).isEqualTo(2);
        assertThat(terminal.run("explain", "rennes-1:5:1", "--vm", "demo-77")).isEqualTo(2);
        assertThat(terminal.run("explain", "rennes-1:5:1", "--vm", "demo-2", "--node", "lille-1"))
                .isEqualTo(2);
        assertThat(terminal.run("replay", "rennes-4")).isEqualTo(2);

        assertThat(terminal.err().lines())
                .satisfiesExactly(
                        line -> assertThat(line).contains("the beginning of 2 ISPs: rennes-1:5:1, rennes-1:5:2"),
                        line -> assertThat(line).contains("there is no ISP 'lille'; the latest are"),
                        line -> assertThat(line).contains("--solve is 1 to 2 for ISP rennes-1:5:1, not 3"),
                        line -> assertThat(line).contains("no VM 'demo-77' was in the partition"),
                        line -> assertThat(line).contains("no node 'lille-1' was ever on the ring"),
                        line -> assertThat(line).contains("ISP rennes-4:6:0 was never solved: it is open"));
    }

    @Test
    void replayDerivesTheSamePlan() {
        assertThat(terminal.run("replay", "rennes-1:5:1")).isZero();

        assertThat(terminal.out())
                .contains("ISP rennes-1:5:1, solve 2 of 2: relieve, 3 nodes, seed 7, at most 10,000 decisions")
                .contains("  recorded  1 move of 10.3 s; ")
                .contains("  replayed  1 move of 10.3 s; ")
                .endsWith("The same.\n");
    }

    @Test
    void replayDerivesTheSameWantOfAPlan() {
        assertThat(terminal.run("replay", "rennes-1:5:1", "--solve", "1")).isZero();

        assertThat(terminal.out())
                .contains("  recorded  no plan: " + cause())
                .contains("  replayed  no plan: " + cause())
                .endsWith("The same.\n");
    }

    @Test
    void anotherAnswerFailsUnlessItWasAskedFor() throws Exception {
        assertThat(terminal.run("replay", "rennes-1:5:2")).isEqualTo(1);
        assertThat(terminal.out()).contains("Not the same:", "the verdict was NOTHING_TO_DO and is PLAN");

        RecordedTerminal second = new RecordedTerminal(root);
        assertThat(second.run("replay", "rennes-1:5:2", "--json")).isEqualTo(1);
        JsonNode json = JsonText.parse(second.out());
        assertThat(json.at("/same").asBoolean()).isFalse();
        assertThat(json.at("/whatIf").asBoolean()).isFalse();
        assertThat(json.at("/replayed/actions/0/vm").asText()).isEqualTo("demo-2");
    }

    @Test
    void whatWouldHaveBeenIsToldByItsMoves() {
        assertThat(terminal.run("replay", "rennes-1:5:1", "--goal", "evacuate")).isZero();

        assertThat(terminal.out())
                .contains("ISP rennes-1:5:1, solve 2 of 2: evacuate, 3 nodes")
                .contains("  replayed  nothing to do; ")
                .contains("  only recorded  demo-2 rennes-1→rennes-3" + System.lineSeparator())
                .contains("  only replayed  no move");
    }

    @Test
    void replayAnswersWhatIf() throws Exception {
        assertThat(terminal.run(
                        "replay", "rennes-1:5:1", "--goal", "balance", "--limit", "5000", "--seconds", "2.5", "--json"))
                .isZero();

        JsonNode json = JsonText.parse(terminal.out());
        assertThat(json.at("/goal").asText()).isEqualTo("BALANCE");
        assertThat(json.at("/searchNodes").asLong()).isEqualTo(5_000);
        assertThat(json.at("/wallLimit").asText()).isEqualTo("PT2.5S");
        assertThat(json.at("/whatIf").asBoolean()).isTrue();
    }
}
