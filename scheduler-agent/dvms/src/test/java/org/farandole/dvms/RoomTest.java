package org.farandole.dvms;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.farandole.contracts.dvms.Action;
import org.farandole.contracts.dvms.Fence;
import org.farandole.contracts.dvms.NodeState;
import org.farandole.contracts.dvms.NodeState.VmDemand;
import org.farandole.contracts.dvms.PlacedVm;
import org.farandole.contracts.node.Capacity;
import org.farandole.contracts.node.NodeName;
import org.farandole.contracts.vm.VmName;
import org.farandole.contracts.vm.VmSize;
import org.junit.jupiter.api.Test;

class RoomTest {

    private static final NodeName FROM = new NodeName("n1");
    private static final NodeName TO = new NodeName("n2");
    private static final List<Action> MOVE = List.of(
            new Action.Migrate(new VmName("vm-1"), FROM, TO, Duration.ofSeconds(10), List.of(), "for the test"));

    private static NodeState node(NodeName name, String vm, int demandPercent) {
        PlacedVm placed = new PlacedVm(new VmName(vm), new VmSize(1, 1_024), null);
        return new NodeState(
                name, new Fence(0), new Capacity(100, 8_192), false, List.of(new VmDemand(placed, demandPercent)));
    }

    /** A plan that is kept for a part of the problem may be older than the demands. */
    @Test
    void aPlanForAPartThatDemandsHaveOvertakenHarmsSomebody() {
        assertThat(Room.harmsNobody(MOVE, List.of(node(FROM, "vm-1", 40), node(TO, "vm-2", 60))))
                .isTrue();
        assertThat(Room.harmsNobody(MOVE, List.of(node(FROM, "vm-1", 41), node(TO, "vm-2", 60))))
                .isFalse();
    }
}
