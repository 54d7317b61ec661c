package org.farandole.solving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.farandole.contracts.dvms.Fence;
import org.farandole.contracts.dvms.NodeState;
import org.farandole.contracts.dvms.NodeState.VmDemand;
import org.farandole.contracts.dvms.PlacedVm;
import org.farandole.contracts.node.Capacity;
import org.farandole.contracts.node.NodeName;
import org.farandole.contracts.vm.VmName;
import org.farandole.contracts.vm.VmSize;
import org.junit.jupiter.api.Test;

/** Nodes of 700 % with VMs of one virtual CPU each. */
class OutlookTest {

    private static final Foresight FORESIGHT = Foresight.USUAL;

    private static NodeState node(String name, int... demands) {
        return new NodeState(
                new NodeName(name),
                new Fence(0),
                new Capacity(700, 32_768),
                false,
                IntStream.range(0, demands.length)
                        .mapToObj(i -> new VmDemand(
                                new PlacedVm(new VmName(name + i), new VmSize(1, 1_024), null), demands[i]))
                        .toList());
    }

    @Test
    void manyQuietVmsAreMoreOfARiskThanAFewBusyOnes() {
        NodeState many = node("many", 60, 60, 60, 60, 60, 60, 60, 60, 60, 60, 60);
        NodeState few = node("few", 80, 80, 80, 80, 80, 80, 80, 40, 40, 20);
        Outlook outlook = new Outlook(List.of(many, few), FORESIGHT);
        assertThat(many.cpuDemandPercent()).isEqualTo(few.cpuDemandPercent());
        assertThat(outlook.risk(Outlook.Load.of(many), 700)).isGreaterThan(outlook.risk(Outlook.Load.of(few), 700));
    }

    @Test
    void aNodeWithMoreRoomIsLessOfARisk() {
        NodeState node = node("node", 80, 70, 60, 50, 40, 90);
        Outlook outlook = new Outlook(List.of(node), FORESIGHT);
        Outlook.Load load = Outlook.Load.of(node);
        assertThat(outlook.risk(load, 500)).isLessThan(outlook.risk(load, 400)).isBetween(0.0, 1.0);
    }

    @Test
    void whereAllDemandTheSameNothingIsLikelyButWhatIs() {
        NodeState node = node("node", 60, 60);
        Outlook outlook = new Outlook(List.of(node), FORESIGHT);
        assertThat(outlook.risk(Outlook.Load.of(node), 120)).isZero();
        assertThat(outlook.risk(Outlook.Load.of(node), 119)).isOne();
    }

    @Test
    void theTailIsTheNormalDistributions() {
        assertThat(Outlook.upperTail(0)).isCloseTo(0.5, within(1e-7));
        assertThat(Outlook.upperTail(1)).isCloseTo(0.158655254, within(1e-7));
        assertThat(Outlook.upperTail(-1)).isCloseTo(0.841344746, within(1e-7));
        assertThat(Outlook.upperTail(3)).isCloseTo(0.001349898, within(1e-7));
    }
}
