package org.farandole.vm.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.farandole.contracts.node.NodeName;
import org.farandole.vm.launch.Spread.Room;
import org.junit.jupiter.api.Test;

class SpreadTest {

    private static final NodeName A = new NodeName("a");
    private static final NodeName B = new NodeName("b");
    private static final NodeName C = new NodeName("c");

    @Test
    void goesRoundTheNodes() {
        assertThat(Spread.roundRobin(5, 1, List.of(room(A, 9), room(B, 9))))
                .containsExactly(Optional.of(A), Optional.of(B), Optional.of(A), Optional.of(B), Optional.of(A));
    }

    @Test
    void stepsOverAFullNodeAndStopsWhenAllAreFull() {
        assertThat(Spread.roundRobin(4, 2, List.of(room(A, 2), room(B, 5))))
                .containsExactly(Optional.of(A), Optional.of(B), Optional.of(B), Optional.empty());
    }

    @Test
    void findsNoNodeAmongNone() {
        assertThat(Spread.roundRobin(1, 1, List.of())).containsExactly(Optional.empty());
        assertThat(Spread.elsewhere(1, null, List.of())).isEmpty();
    }

    @Test
    void takesTheNodeWithFewestVmsAndTheFaultyOneLast() {
        List<Room> rooms = List.of(new Room(A, 9, 0, true), new Room(B, 9, 3, true), new Room(C, 9, 2, true));

        assertThat(Spread.elsewhere(1, A, rooms)).contains(C);
        assertThat(Spread.elsewhere(1, A, rooms.subList(0, 1))).contains(A);
        assertThat(Spread.elsewhere(10, null, rooms)).isEmpty();
    }

    @Test
    void prefersAReadyNodeToOneThatIsStillDeployed() {
        assertThat(Spread.elsewhere(1, null, List.of(new Room(A, 9, 1, false), new Room(B, 9, 1, true))))
                .contains(B);
    }

    private static Room room(NodeName node, int freeMiB) {
        return new Room(node, freeMiB, 0, true);
    }
}
