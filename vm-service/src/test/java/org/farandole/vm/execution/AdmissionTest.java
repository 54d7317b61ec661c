package org.farandole.vm.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.farandole.contracts.dvms.Action;
import org.farandole.contracts.dvms.Decision.Plan;
import org.farandole.contracts.dvms.Fence;
import org.farandole.contracts.dvms.IspId;
import org.farandole.contracts.dvms.Mode;
import org.farandole.contracts.dvms.RingMessage.Refused.Reason;
import org.farandole.contracts.dvms.RingPosition;
import org.farandole.contracts.node.Capacity;
import org.farandole.contracts.node.NodeDescription;
import org.farandole.contracts.node.NodeName;
import org.farandole.contracts.node.RingKey;
import org.farandole.contracts.reservation.ReservationId;
import org.farandole.contracts.vm.Ipv4;
import org.farandole.contracts.vm.VmDescription;
import org.farandole.contracts.vm.VmName;
import org.farandole.contracts.vm.VmSize;
import org.farandole.vm.execution.Admission.Verdict;
import org.farandole.vm.life.Vm;
import org.farandole.vm.life.VmState;
import org.farandole.vm.node.Node;
import org.junit.jupiter.api.Test;

class AdmissionTest {

    private static final NodeName A = new NodeName("a");
    private static final NodeName B = new NodeName("b");
    private static final ReservationId OURS = new ReservationId("r-1");
    private static final VmName VM = new VmName("vm");
    private static final IspId OTHER = IspId.parse("x:1:1");

    private final Map<NodeName, Node> nodes = new HashMap<>(Map.of(A, node(A), B, node(B)));
    private final Map<VmName, Vm> vms = new HashMap<>(Map.of(VM, vm(new VmState.Running(A))));

    private static Node node(NodeName name) {
        NodeDescription description = new NodeDescription(
                new RingKey("rennes", "c", name),
                0,
                8,
                new Capacity(800, 4096),
                URI.create("twin://" + name),
                Map.of());
        return new Node(description, new Fence(4), null, OURS, false, false);
    }

    private static Vm vm(VmState state) {
        VmDescription description =
                new VmDescription(VM, OURS, new VmSize(1, 1024), "debian", Ipv4.parse("10.128.0.2"));
        return new Vm(description, 1, 2, state, null);
    }

    private static Plan plan(Map<NodeName, Fence> fences, Action... actions) {
        return new Plan(
                IspId.parse("a:1:1"),
                1,
                new RingPosition(new RingKey("rennes", "c", A), 0),
                fences,
                List.of(actions),
                "test",
                Duration.ofSeconds(1),
                10,
                false);
    }

    private static Plan ordinary() {
        return plan(Map.of(A, new Fence(4), B, new Fence(4)), move(A, B));
    }

    private static Action move(NodeName source, NodeName destination, Integer... after) {
        return new Action.Migrate(VM, source, destination, Duration.ofSeconds(1), List.of(after), "test");
    }

    private Verdict decide(Plan plan) {
        return Admission.decide(plan, nodes, vms, Mode.Kind.ACT);
    }

    private void refuses(Plan plan, Reason reason, String word) {
        assertThat(decide(plan)).isInstanceOfSatisfying(Verdict.Refused.class, refused -> {
            assertThat(refused.reason()).isEqualTo(reason);
            assertThat(refused.detail()).contains(word);
        });
    }

    private void change(NodeName name, UnaryOperator<Node> how) {
        nodes.computeIfPresent(name, (key, node) -> how.apply(node));
    }

    @Test
    void admitsAPlanOfWhichEverythingStillHolds() {
        assertThat(decide(ordinary())).isInstanceOf(Verdict.Admitted.class);
    }

    @Test
    void refusesWhatAFenceOrALockForbids() {
        change(B, Node::changed);
        refuses(ordinary(), Reason.FENCE, "4 is now 6");
        change(B, node -> node.held(OTHER));
        refuses(ordinary(), Reason.FENCE, "held by x:1:1");
        assertThat(((Verdict.Refused) decide(ordinary())).stale()).containsExactly(B);
    }

    @Test
    void refusesAFenceThatIsAheadOfTheNode() {
        refuses(plan(Map.of(A, new Fence(4), B, new Fence(8)), move(A, B)), Reason.FENCE, "8 is now 4");
    }

    @Test
    void refusesAnOddFenceEvenIfItIsTheNodesOwn() {
        change(B, node -> node.held(OTHER));
        refuses(plan(Map.of(A, new Fence(4), B, new Fence(5)), move(A, B)), Reason.FENCE, "held by");
    }

    @Test
    void comparesMembersWithoutAnActionToo() {
        NodeName c = new NodeName("c");
        nodes.put(c, node(c).changed());
        refuses(
                plan(Map.of(A, new Fence(4), B, new Fence(4), c, new Fence(4)), move(A, B)),
                Reason.FENCE,
                "c=4 is now 6");
    }

    @Test
    void refusesNodesThatAreUnknownLostOrNoHypervisors() {
        change(B, node -> node.lost(true));
        refuses(ordinary(), Reason.NODE, "b is lost");
        change(B, node -> node.lost(false).undone());
        refuses(ordinary(), Reason.NODE, "b is not a hypervisor");
        nodes.remove(B);
        refuses(ordinary(), Reason.NODE, "b is not known");
    }

    @Test
    void refusesAVmThatIsNotRunningWhereThePlanSays() {
        vms.put(VM, vm(new VmState.Running(B)));
        refuses(ordinary(), Reason.NODE, "running on b");
        vms.put(VM, vm(new VmState.Booting(A, 1, "c")));
        refuses(ordinary(), Reason.NODE, "booting");
        vms.clear();
        refuses(ordinary(), Reason.NODE, "no VM vm");
    }

    @Test
    void refusesAnActionOutsideThePlansNodes() {
        refuses(plan(Map.of(A, new Fence(4)), move(A, B)), Reason.NODE, "b, which is not in the plan");
    }

    @Test
    void refusesAnActionThatWaitsForALaterOne() {
        refuses(plan(Map.of(A, new Fence(4), B, new Fence(4)), move(A, B, 0)), Reason.NODE, "waits for action 0");
    }

    @Test
    void keepsVmsOnTheNodesOfTheirReservation() {
        change(B, node -> node.ready(new ReservationId("r-2")));
        refuses(ordinary(), Reason.NODE, "r-2");
    }

    @Test
    void admitsASecondMoveOfAVmAfterItsFirstOnly() {
        Map<NodeName, Fence> fences = Map.of(A, new Fence(4), B, new Fence(4));
        assertThat(decide(plan(fences, move(A, B), move(B, A, 0)))).isInstanceOf(Verdict.Admitted.class);
        refuses(plan(fences, move(A, B), move(B, A)), Reason.NODE, "again");
        refuses(plan(fences, move(A, B), move(A, B, 0)), Reason.NODE, "again");
    }

    @Test
    void carriesNothingOutInAdviseMode() {
        assertThat(Admission.decide(ordinary(), nodes, vms, Mode.Kind.ADVISE))
                .isInstanceOfSatisfying(
                        Verdict.Refused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(Reason.ADVISED));
        assertThat(Admission.decide(ordinary(), nodes, vms, Mode.Kind.PAUSE)).isInstanceOf(Verdict.Admitted.class);
    }
}
