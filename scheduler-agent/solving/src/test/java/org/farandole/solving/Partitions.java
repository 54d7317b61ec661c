package org.farandole.solving;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.farandole.contracts.dvms.Action;
import org.farandole.contracts.dvms.Fence;
import org.farandole.contracts.dvms.IspId;
import org.farandole.contracts.dvms.NodeState;
import org.farandole.contracts.dvms.NodeState.VmDemand;
import org.farandole.contracts.dvms.PlacedVm;
import org.farandole.contracts.dvms.PlacedVm.Arrival;
import org.farandole.contracts.dvms.Priority.ProblemClass;
import org.farandole.contracts.dvms.Proposal;
import org.farandole.contracts.node.Capacity;
import org.farandole.contracts.node.NodeName;
import org.farandole.contracts.vm.VmName;
import org.farandole.contracts.vm.VmSize;
import org.jspecify.annotations.Nullable;

/** Small partitions for the tests: nodes of 100 % and 8 GiB, VMs of 1 GiB. */
final class Partitions {

    static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    static final IspId ISP = new IspId(new NodeName("a"), 7, 1);

    private Partitions() {}

    static VmDemand vm(String name, int demand) {
        return vm(name, demand, null);
    }

    static VmDemand vm(String name, int demand, @Nullable Arrival arrival) {
        return new VmDemand(new PlacedVm(new VmName(name), new VmSize(4, 1_024), arrival), demand);
    }

    static Arrival from(String node, long secondsAgo) {
        return new Arrival(new NodeName(node), NOW.minusSeconds(secondsAgo));
    }

    static NodeState node(String name, VmDemand... vms) {
        return new NodeState(new NodeName(name), new Fence(4), new Capacity(100, 8_192), false, Arrays.asList(vms));
    }

    static NodeState draining(NodeState node) {
        return new NodeState(node.node(), node.fence(), node.capacity(), true, node.vms());
    }

    static SolveInput input(ProblemClass problem, NodeState... states) {
        return input(problem, Learned.NOTHING, states);
    }

    /** With a cool-down of a minute. */
    static SolveInput input(ProblemClass problem, Learned learned, NodeState... states) {
        return new SolveInput(
                problem,
                List.of(states),
                NOW,
                Duration.ofSeconds(60),
                3,
                10_000,
                Duration.ofSeconds(1),
                SolveTerms.USUAL,
                learned);
    }

    static List<String> moves(Proposal.@Nullable Actions actions) {
        return actions == null
                ? List.of()
                : actions.actions().stream()
                        .map(action -> switch (action) {
                            case Action.Migrate move -> move.vm() + " to " + move.destination();
                            case Action.PowerOff off -> off.node() + " off";
                        })
                        .toList();
    }
}
