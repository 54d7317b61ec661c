package org.farandole.vm;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.farandole.contracts.dvms.Action;
import org.farandole.contracts.dvms.Decision;
import org.farandole.contracts.dvms.Fence;
import org.farandole.contracts.dvms.IspId;
import org.farandole.contracts.dvms.RingMessage.Accepted;
import org.farandole.contracts.dvms.RingMessage.Finished;
import org.farandole.contracts.json.Json;
import org.farandole.contracts.node.NodeCommand;
import org.farandole.contracts.node.NodeEvent;
import org.farandole.contracts.node.NodeName;
import org.farandole.contracts.topic.Topics;
import org.farandole.messaging.LocalServers;
import org.farandole.messaging.Sender;
import org.junit.jupiter.api.Test;

/** A plan that powers an empty node off: the node is held until provisioner-service has said what became of it. */
@QuarkusTest
@QuarkusTestResource(LocalServers.class)
class PowerOffTest {

    private static final int EMPTY = 1;

    @Inject
    Sender sender;

    private static Decision.Plan powerOff(Stage stage, int node, long sequence, long fence) {
        return new Decision.Plan(
                new IspId(stage.node(node), 1, sequence),
                1,
                stage.position(node),
                Map.of(stage.node(node), new Fence(fence)),
                List.of(new Action.PowerOff(stage.node(node), Duration.ofSeconds(20), List.of(), "it is empty")),
                "it is empty",
                Duration.ofSeconds(20),
                0,
                false);
    }

    private static List<NodeCommand> commands(NodeName node) {
        return Tail.of(Topics.NODE_COMMANDS).stream()
                .map(record -> Json.read(record.value(), NodeCommand.class))
                .filter(command -> command.node().equals(node))
                .toList();
    }

    private void say(Stage stage, NodeEvent event) {
        stage.send(Topics.NODE_EVENTS, event.node().value(), event);
    }

    @Test
    void holdsTheNodeUntilItIsOff() {
        Stage stage = new Stage(sender, 2, 1, 1).running();
        stage.decide(powerOff(stage, EMPTY, 1, 0));

        Stage.soon(() -> assertThat(commands(stage.node(EMPTY)))
                .containsExactly(new NodeCommand.PowerOff(stage.node(EMPTY), "it is empty")));
        assertThat(stage.told(EMPTY, Accepted.class)).hasSize(1);
        assertThat(stage.told(EMPTY, Finished.class)).isEmpty();

        say(stage, new NodeEvent.Off(stage.node(EMPTY)));
        Stage.soon(() -> assertThat(stage.told(EMPTY, Finished.class))
                .singleElement()
                .satisfies(finished -> {
                    assertThat(finished.allDone()).isTrue();
                    assertThat(finished.fence()).isEqualTo(new Fence(2));
                }));
    }

    @Test
    void aNodeThatStayedOnIsFreeAgainAndTheActionFailed() {
        Stage stage = new Stage(sender, 2, 1, 1).running();
        stage.decide(powerOff(stage, EMPTY, 1, 0));
        Stage.soon(() -> assertThat(commands(stage.node(EMPTY))).hasSize(1));

        stage.ready(EMPTY);
        Stage.soon(() -> assertThat(stage.told(EMPTY, Finished.class))
                .singleElement()
                .satisfies(finished -> {
                    assertThat(finished.allDone()).isFalse();
                    assertThat(finished.results().getFirst().cause())
                            .isEqualTo("node " + stage.node(EMPTY) + " stayed on");
                }));
    }

    @Test
    void aNodeWithAVmIsNotPoweredOff() {
        Stage stage = new Stage(sender, 2, 2, 1).running();
        stage.decide(powerOff(stage, EMPTY, 1, 2));

        Stage.soon(() -> assertThat(stage.told(EMPTY, Finished.class))
                .singleElement()
                .satisfies(finished -> {
                    assertThat(finished.allDone()).isFalse();
                    assertThat(finished.results().getFirst().cause())
                            .isEqualTo("node " + stage.node(EMPTY) + " has VM " + stage.vm(1));
                }));
        assertThat(commands(stage.node(EMPTY))).isEmpty();
    }
}
