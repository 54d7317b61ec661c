package org.farandole.dvms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.farandole.contracts.dvms.Action;
import org.farandole.contracts.dvms.Fence;
import org.farandole.contracts.dvms.NodeState;
import org.farandole.contracts.dvms.PlacedVm;
import org.farandole.contracts.dvms.Proposal;
import org.farandole.contracts.node.Capacity;
import org.farandole.contracts.node.NodeName;
import org.farandole.contracts.vm.VmName;
import org.farandole.contracts.vm.VmSize;
import org.junit.jupiter.api.Test;

class PatienceTest {

    private static final Patience PATIENCE = new Patience(4, 10);

    private static NodeState node(String name, int... demands) {
        List<NodeState.VmDemand> vms = new ArrayList<>();
        for (int i = 0; i < demands.length; i++) {
            PlacedVm vm = new PlacedVm(new VmName(name + "-vm-" + i), new VmSize(1, 1_024), null);
            vms.add(new NodeState.VmDemand(vm, demands[i]));
        }
        return new NodeState(new NodeName(name), new Fence(1), new Capacity(100, 32_768), false, vms);
    }

    private static Action move(String vm, String from, String to) {
        return new Action.Migrate(
                new VmName(vm), new NodeName(from), new NodeName(to), Duration.ofSeconds(10), List.of(), "");
    }

    private static Proposal.Actions plan(Action... actions) {
        return new Proposal.Actions(List.of(actions), 10, false);
    }

    @Test
    void aPlanOfOneMigrationThatLeavesRoomIsTaken() {
        List<NodeState> states = List.of(node("a", 60, 30, 20), node("b", 50));

        assertThat(PATIENCE.takes(states, plan(move("a-vm-1", "a", "b")))).isTrue();
    }

    @Test
    void aPlanThatFillsANodeIsKeptForLater() {
        List<NodeState> states = List.of(node("a", 60, 30, 20), node("b", 65));

        assertThat(PATIENCE.takes(states, plan(move("a-vm-1", "a", "b")))).isFalse();
        assertThat(new Patience(4, 5).takes(states, plan(move("a-vm-1", "a", "b"))))
                .isTrue();
    }

    @Test
    void anExchangeIsKeptForLaterWhereOneMigrationMaySuffice() {
        List<NodeState> states = List.of(node("a", 60, 30, 20), node("b", 10, 10, 10));

        assertThat(PATIENCE.takes(states, plan(move("a-vm-0", "a", "b"), move("b-vm-0", "b", "a"))))
                .isFalse();
    }

    @Test
    void enoughMembersTakeWhatThereIs() {
        List<NodeState> states = List.of(node("a", 60, 30, 20), node("b", 70), node("c", 90), node("d", 90));

        assertThat(PATIENCE.takes(states, plan(move("a-vm-1", "a", "b")))).isTrue();
        assertThat(PATIENCE.takes(states.subList(0, 3), plan(move("a-vm-1", "a", "b"))))
                .isFalse();
    }

    @Test
    void withoutPatienceAnyPlanIsTaken() {
        List<NodeState> states = List.of(node("a", 60, 30, 20), node("b", 70));

        assertThat(Patience.NONE.takes(states, plan(move("a-vm-1", "a", "b")))).isTrue();
    }

    @Test
    void boundsAreChecked() {
        assertThatThrownBy(() -> new Patience(-1, 5)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Patience(4, 101)).isInstanceOf(IllegalArgumentException.class);
    }
}
