package org.farandole.monitor.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.farandole.contracts.node.Capacity;
import org.farandole.contracts.node.NodeDescription;
import org.farandole.contracts.node.NodeEvent;
import org.farandole.contracts.node.NodeName;
import org.farandole.contracts.node.RingKey;
import org.farandole.contracts.reservation.ReservationId;
import org.farandole.monitor.sampling.Watch.Health;
import org.junit.jupiter.api.Test;

class SampledNodesTest {

    private static final ReservationId RESERVATION = new ReservationId("r-1");
    private static final NodeName NODE = new NodeName("n1");

    private final List<String> said = new ArrayList<>();
    private final SampledNodes nodes = new SampledNodes(partition -> partition == 0, this::begin);

    @Test
    void asksNobodyBeforeThePastIsReadAndThenOnlyThoseThatAreReadyStill() {
        nodes.on(ready("n1", 1), 0);
        nodes.on(ready("n2", 2), 0);
        nodes.on(new NodeEvent.Released(new NodeName("n2"), RESERVATION), 0);
        assertThat(said).isEmpty();

        nodes.pastIsRead();

        assertThat(said).containsExactly("begin n1 at 1, Answers[failures=0]");
    }

    @Test
    void remembersWhatAnEarlierMonitorSaidOfANodesHealth() {
        nodes.on(ready("n1", 1), 0);
        nodes.on(new NodeEvent.Lost(NODE, "gone"), 0);
        nodes.on(ready("n2", 2), 0);
        nodes.on(new NodeEvent.Lost(new NodeName("n2"), "gone"), 0);
        nodes.on(new NodeEvent.Back(new NodeName("n2")), 0);

        nodes.pastIsRead();

        assertThat(said)
                .containsExactlyInAnyOrder("begin n1 at 1, Lost[cause=gone]", "begin n2 at 2, Answers[failures=0]");
    }

    @Test
    void samplesFromReadyToReleasedOrOff() {
        nodes.pastIsRead();

        nodes.on(ready("n1", 1), 0);
        nodes.on(new NodeEvent.Draining(NODE, "disk"), 0);
        nodes.on(new NodeEvent.Lost(NODE, "its own word comes back"), 0);
        nodes.on(new NodeEvent.Released(NODE, RESERVATION), 0);
        nodes.on(new NodeEvent.Released(NODE, RESERVATION), 0);
        nodes.on(ready("n1", 1), 0);
        nodes.on(new NodeEvent.Off(NODE), 0);

        assertThat(said)
                .containsExactly(
                        "begin n1 at 1, Answers[failures=0]", "end n1", "begin n1 at 1, Answers[failures=0]", "end n1");
    }

    @Test
    void aRepeatIsANoOpAndAChangedDescriptionBeginsAnew() {
        nodes.pastIsRead();

        nodes.on(ready("n1", 1), 0);
        nodes.on(ready("n1", 1), 0);
        nodes.on(new NodeEvent.Registered(description("n1", 5)), 0);
        nodes.on(new NodeEvent.Registered(description("n9", 9)), 0);

        assertThat(said)
                .containsExactly("begin n1 at 1, Answers[failures=0]", "end n1", "begin n1 at 5, Answers[failures=0]");
    }

    @Test
    void leavesTheNodesOfOtherReplicasAlone() {
        nodes.pastIsRead();

        nodes.on(ready("n1", 1), 1);
        nodes.changed(NODE);

        assertThat(said).isEmpty();
    }

    @Test
    void tellsASampledNodeThatItChanged() {
        nodes.pastIsRead();
        nodes.on(ready("n1", 1), 0);

        nodes.changed(NODE);
        nodes.close();
        nodes.changed(NODE);

        assertThat(said).containsExactly("begin n1 at 1, Answers[failures=0]", "changed n1", "end n1");
    }

    @Test
    void replicasShareThePartitionsAndEachPartitionHasOne() {
        for (int partition = 0; partition < 8; partition++) {
            int owned = partition;
            assertThat(List.of(0, 1, 2).stream()
                            .filter(replica -> Ownership.share(replica, 3).owns(owned)))
                    .hasSize(1);
        }
        assertThat(Ownership.share(0, 1).owns(7)).isTrue();
        assertThatThrownBy(() -> Ownership.share(3, 3)).hasMessageContaining("farandole.monitor.replica is 3 of 3");
    }

    private SampledNodes.SampledNode begin(NodeDescription description, Health health) {
        said.add("begin " + description.name() + " at " + description.slot() + ", " + health);
        return new SampledNodes.SampledNode() {
            @Override
            public void changed() {
                said.add("changed " + description.name());
            }

            @Override
            public void close() {
                said.add("end " + description.name());
            }
        };
    }

    private static NodeEvent ready(String node, int slot) {
        return new NodeEvent.Ready(description(node, slot), RESERVATION);
    }

    private static NodeDescription description(String node, int slot) {
        return new NodeDescription(
                new RingKey("rennes", "paravance", new NodeName(node)),
                slot,
                8,
                new Capacity(700, 32_768),
                URI.create("twin://" + node),
                Map.of());
    }
}
