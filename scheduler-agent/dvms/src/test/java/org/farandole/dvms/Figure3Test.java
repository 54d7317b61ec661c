package org.farandole.dvms;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.farandole.contracts.dvms.IspEvent;
import org.farandole.contracts.dvms.Outcome;
import org.farandole.contracts.node.NodeName;
import org.junit.jupiter.api.Test;

/**
 * Figure 3 of Balouek, Lèbre and Quesnel, SCALE 2013: three problems are solved at once by three partitions that share no
 * node; between two steps partition 1 grows by the next node of the ring, as its first members have no solution.
 */
class Figure3Test {

    @Test
    void threePartitionsSolveThreeProblemsAtOnceAndTheFirstGrows() {
        // given: n0, n4 and n8 want 120 of 100. n1 has 30 free, but no VM of n0 fits there; n5 and n9 have room
        VirtualRing ring = VirtualRing.of(12, 100)
                .vm(0, "a", 60)
                .vm(0, "b", 60)
                .vm(1, "c", 70)
                .vm(4, "d", 60)
                .vm(4, "e", 60)
                .vm(8, "f", 60)
                .vm(8, "g", 60)
                .begin();

        // step 1: three partitions of two
        boolean step1 = ring.runUntil(
                () -> partitions(ring).equals(List.of(nodes(0, 1), nodes(4, 5), nodes(8, 9))), Duration.ofSeconds(2));
        assertThat(step1).isTrue();

        // step 2: the first has grown, the others have not
        boolean step2 = ring.runUntil(
                () -> partitions(ring).equals(List.of(nodes(0, 1, 2), nodes(4, 5), nodes(8, 9))),
                Duration.ofSeconds(1));
        assertThat(step2).isTrue();

        // step 3: all three execute; n1, with which nothing is to be done, is free
        boolean step3 = ring.runUntil(
                () -> partitions(ring).equals(List.of(nodes(0, 2), nodes(4, 5), nodes(8, 9)))
                        && ring.state(1) instanceof AgentState.Free
                        && IntStream.of(0, 4, 8).allMatch(node -> ring.state(node) instanceof AgentState.Executing),
                Duration.ofSeconds(1));
        assertThat(step3).isTrue();

        // in the end: all solved, and nobody else was bothered
        ring.run(Duration.ofSeconds(12));
        assertThat(ring.ended())
                .extracting(IspEvent.Ended::outcome)
                .containsExactly(Outcome.SOLVED, Outcome.SOLVED, Outcome.SOLVED);
        assertThat(IntStream.of(0, 4, 8).noneMatch(ring::overloaded)).isTrue();
        assertThat(ring.allFree()).isTrue();
        assertThat(IntStream.of(3, 6, 7, 10, 11)
                        .mapToObj(ring::agent)
                        .map(agent -> agent.self().own().fence()))
                .allSatisfy(fence -> assertThat(fence.value()).isZero());
    }

    private static Set<NodeName> nodes(int... numbers) {
        return Set.copyOf(IntStream.of(numbers).mapToObj(VirtualRing::node).toList());
    }

    /** As the three leaders see them, while they lead or their plans run. */
    private static List<Set<NodeName>> partitions(VirtualRing ring) {
        return IntStream.of(0, 4, 8)
                .mapToObj(ring::state)
                .map(state -> switch (state) {
                    case AgentState.Leader leader -> leader.partition();
                    case AgentState.Executing executing -> executing.nodes();
                    case AgentState.Waking _, AgentState.Free _, AgentState.Member _, AgentState.Left _ ->
                        Set.<NodeName>of();
                })
                .toList();
    }
}
