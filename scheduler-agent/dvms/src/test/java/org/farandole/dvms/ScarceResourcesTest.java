package org.farandole.dvms;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.farandole.contracts.dvms.Action;
import org.farandole.contracts.dvms.Fence;
import org.farandole.contracts.dvms.NodeState;
import org.farandole.contracts.dvms.Outcome;
import org.farandole.contracts.dvms.Priority.ProblemClass;
import org.farandole.contracts.dvms.Proposal;
import org.farandole.contracts.dvms.RingMessage.Join;
import org.farandole.contracts.node.Capacity;
import org.farandole.contracts.node.NodeName;
import org.farandole.contracts.node.Overload;
import org.farandole.contracts.node.Resource;
import org.farandole.contracts.node.Throughput;
import org.farandole.contracts.vm.Demand;
import org.farandole.contracts.vm.VmName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What CPU is in the other tests, any resource is here. */
class ScarceResourcesTest {

    private static final Throughput HUNDRED_OF_DISK = new Throughput(Throughput.UNBOUNDED, 100, Throughput.UNBOUNDED);

    @ParameterizedTest
    @EnumSource
    void anOverloadIsSolvedByTheFirstNodeWithRoom(Resource scarce) {
        // given: n0 demands 120 of 100; n1 has no room, n2 has
        VirtualRing ring = ring(scarce)
                .vm(0, "a", 60)
                .vm(0, "b", 60)
                .vm(1, "c", 90)
                .vm(2, "d", 30)
                .begin();
        // when
        ring.run(Duration.ofSeconds(30));
        // then: n2 is asked because n1's room in CPU is of no use
        assertThat(ring.ended()).singleElement().satisfies(ended -> {
            assertThat(ended.outcome()).isEqualTo(Outcome.SOLVED);
            assertThat(ended.members()).extracting(Object::toString).containsExactlyInAnyOrder("n0", "n1", "n2");
        });
        assertThat(ring.sent(Join.class::isInstance)).containsExactly("n0 to n1", "n0 to n2");
        assertThat(ring.overloaded(0)).isFalse();
        assertThat(ring.allFree()).isTrue();
    }

    private static VirtualRing ring(Resource scarce) {
        return scarce == Resource.CPU ? VirtualRing.of(4, 100) : VirtualRing.shortOf(scarce, 4, 100);
    }

    @Test
    void peopleReadWhatTheNodeIsShortOf() {
        VirtualRing ring = VirtualRing.shortOf(Resource.DISK, 2, 100)
                .vm(0, "a", 60)
                .vm(0, "b", 60)
                .begin();

        ring.run(Duration.ofSeconds(30));

        assertThat(ring.opened()).singleElement().satisfies(opened -> {
            assertThat(opened.overloads()).containsExactly(new Overload(Resource.DISK, 120, 100));
            assertThat(opened.demand()).isEqualTo("120 of 100 MB/s of disk");
        });
        assertThat(ring.ended())
                .singleElement()
                .satisfies(ended -> assertThat(ended.outcome()).isEqualTo(Outcome.SOLVED));
    }

    private static NodeState node(String name, int cpuPercent, int... disk) {
        List<NodeState.VmDemand> vms = java.util.stream.IntStream.range(0, disk.length)
                .mapToObj(i -> new NodeState.VmDemand(
                        VirtualRing.placed(name + "-" + i), new Demand(cpuPercent, new Throughput(0, disk[i], 0))))
                .toList();
        return new NodeState(new NodeName(name), new Fence(1), new Capacity(100, 8_192, HUNDRED_OF_DISK), false, vms);
    }

    private static Proposal.Actions move(String vm, String from, String to) {
        return new Proposal.Actions(
                List.of(new Action.Migrate(
                        new VmName(vm), new NodeName(from), new NodeName(to), Duration.ofSeconds(10), List.of(), "")),
                0,
                false);
    }

    @Test
    void roomInCpuButNotInDiskIsNotEnough() {
        NodeState own = node("a", 10, 80, 40);

        assertThat(Room.maySuffice(ProblemClass.RELIEVE, own, List.of(node("b", 10, 85))))
                .isFalse();
        assertThat(Room.maySuffice(ProblemClass.RELIEVE, own, List.of(node("b", 10, 80))))
                .isTrue();
        assertThat(Room.maySuffice(ProblemClass.EVACUATE, own, List.of(node("b", 10, 0))))
                .isFalse();
    }

    @Test
    void whatFillsADiskHarmsItsNode() {
        List<Action> plan = move("a-1", "a", "b").actions();

        assertThat(Room.harmsNobody(plan, List.of(node("a", 10, 80, 40), node("b", 10, 60))))
                .isTrue();
        assertThat(Room.harmsNobody(plan, List.of(node("a", 10, 80, 40), node("b", 10, 61))))
                .isFalse();
    }

    @Test
    void roomIsLeftOnTheDiskToo() {
        Patience patience = new Patience(4, 10);

        assertThat(patience.takes(List.of(node("a", 10, 80, 40), node("b", 10, 50)), move("a-1", "a", "b")))
                .isTrue();
        assertThat(patience.takes(List.of(node("a", 10, 80, 40), node("b", 10, 51)), move("a-1", "a", "b")))
                .isFalse();
    }
}
