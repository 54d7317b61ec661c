package org.farandole.dvms;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.farandole.contracts.dvms.IspEvent;
import org.farandole.contracts.dvms.Outcome;
import org.farandole.contracts.dvms.RingMessage.Claim;
import org.farandole.contracts.node.NodeName;
import org.junit.jupiter.api.Test;

/** Several ISPs that want the same nodes: the older gets them, nobody waits for ever. */
class MergingTest {

    private static VirtualRing ring(int nodes) {
        VirtualRing ring = VirtualRing.of(nodes, 100);
        Invariants.always().forEach(ring::watchedBy);
        return ring.watchedBy(new Invariants.NoTwoLeadersCountOnANode());
    }

    /** 30 too much; two VMs of 15 have to go. */
    private static void needsTwoNeighbours(VirtualRing ring, int node) {
        ring.vm(node, "s" + node, 15)
                .vm(node, "t" + node, 15)
                .vm(node, "u" + node, 50)
                .vm(node, "v" + node, 50);
    }

    /** Room for one VM of 15. */
    private static void roomForOne(VirtualRing ring, int node) {
        ring.vm(node, "w" + node, 80);
    }

    @Test
    void ofTwoThatHoldWhatTheOtherNeedsTheYoungerYields() {
        // given: n0 holds n1, n2 holds n3, and each of the two needs both
        VirtualRing ring = ring(4);
        needsTwoNeighbours(ring, 0);
        roomForOne(ring, 1);
        needsTwoNeighbours(ring, 2);
        roomForOne(ring, 3);
        ring.begin();
        // when
        ring.run(Duration.ofSeconds(20));
        // then
        IspEvent.Ended younger = ring.ended().getFirst();
        assertThat(younger.outcome()).isEqualTo(Outcome.MERGED);
        assertThat(younger.isp().initiator()).isEqualTo(VirtualRing.node(2));
        IspEvent.Ended older = ring.ended().get(1);
        assertThat(older.outcome()).isEqualTo(Outcome.SOLVED);
        assertThat(older.isp().initiator()).isEqualTo(VirtualRing.node(0));
        assertThat(older.members()).hasSize(4);
        assertThat(ring.overloaded(0)).isFalse();
    }

    @Test
    void aLineOfFourPartitionsOfTwoComesToAnEnd() {
        VirtualRing ring = ring(8);
        IntStream.of(0, 2, 4, 6).forEach(node -> needsTwoNeighbours(ring, node));
        IntStream.of(1, 3, 5, 7).forEach(node -> roomForOne(ring, node));
        ring.begin();
        ring.run(Duration.ofSeconds(100));
        assertThat(ring.sent(Claim.class::isInstance)).isNotEmpty();
        // there is room for two of the four problems
        assertThat(IntStream.of(0, 2, 4, 6).filter(ring::overloaded).count()).isEqualTo(2);
        assertThat(ring.ended()).extracting(IspEvent.Ended::outcome).contains(Outcome.MERGED, Outcome.SOLVED);
        assertThat(ring.runUntil(ring::allFree, Duration.ofSeconds(100))).isTrue();
    }

    @Test
    void whereAllAreInitiatorsAtOnceAllEnd() {
        VirtualRing ring = ring(8);
        IntStream.range(0, 8).forEach(node -> needsTwoNeighbours(ring, node));
        ring.begin();
        ring.run(Duration.ofSeconds(60));
        assertThat(ring.opened()).hasSizeGreaterThanOrEqualTo(8);
        assertThat(ring.ended())
                .extracting(ended -> ended.isp().initiator())
                .contains(IntStream.range(0, 8).mapToObj(VirtualRing::node).toArray(NodeName[]::new));
        IntStream.range(0, 8).forEach(node -> List.of("s", "t", "u", "v").forEach(vm -> ring.demand(vm + node, 10)));
        ring.run(Duration.ofSeconds(15));
        assertThat(ring.allFree()).isTrue();
    }

    @Test
    void oneThatCannotBeSolvedDoesNotKeepTheOthersFromIt() {
        // given: a VM on n5 wants more than a node has; n0, n10 and n15 can be solved
        VirtualRing ring = ring(20).vm(5, "giant", 150);
        IntStream.of(0, 10, 15).forEach(node -> ring.vm(node, "a" + node, 60).vm(node, "b" + node, 60));
        ring.begin();
        ring.run(Duration.ofSeconds(120));
        assertThat(IntStream.of(0, 10, 15).noneMatch(ring::overloaded)).isTrue();
        assertThat(ring.ended())
                .filteredOn(ended -> ended.isp().initiator().equals(VirtualRing.node(5)))
                .hasSizeBetween(2, 6)
                .extracting(IspEvent.Ended::outcome)
                .isSubsetOf(Outcome.FAILED, Outcome.MERGED);
        assertThat(ring.runUntil(ring::allFree, Duration.ofSeconds(70))).isTrue();
    }
}
