package org.farandole.cli.reasons;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.farandole.contracts.dvms.Action;
import org.farandole.contracts.dvms.Fence;
import org.farandole.contracts.dvms.NodeState;
import org.farandole.contracts.dvms.PlacedVm;
import org.farandole.contracts.node.Capacity;
import org.farandole.contracts.node.NodeName;
import org.farandole.contracts.node.Throughput;
import org.farandole.contracts.vm.Demand;
import org.farandole.contracts.vm.VmName;
import org.farandole.contracts.vm.VmSize;
import org.junit.jupiter.api.Test;

class NodeLoadsTest {

    private static final Capacity SHORT_OF_DISK =
            new Capacity(700, 4_096, new Throughput(Throughput.UNBOUNDED, 250, Throughput.UNBOUNDED));

    private static NodeState node(String name, NodeState.VmDemand... vms) {
        return new NodeState(new NodeName(name), new Fence(1), SHORT_OF_DISK, false, List.of(vms));
    }

    private static NodeState.VmDemand vm(String name, int disk) {
        PlacedVm placed = new PlacedVm(new VmName(name), new VmSize(1, 1_024), null);
        return new NodeState.VmDemand(placed, new Demand(40, new Throughput(0, disk, 0)));
    }

    @Test
    void aDiskIsShownBeforeAndAfter() {
        Action move = new Action.Migrate(
                new VmName("b"), new NodeName("n1"), new NodeName("n2"), Duration.ofSeconds(10), List.of(), "");

        List<String> lines = NodeLoads.of(List.of(node("n1", vm("a", 200), vm("b", 112)), node("n2")), List.of(move));

        assertThat(String.join("\n", lines))
                .contains("80 → 40 of 700", "disk 312 → 200 of 250 MB/s", "disk 0 → 112 of 250 MB/s");
    }
}
