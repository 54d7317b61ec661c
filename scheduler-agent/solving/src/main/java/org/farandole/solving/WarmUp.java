package org.farandole.solving;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.farandole.contracts.dvms.Fence;
import org.farandole.contracts.dvms.NodeState;
import org.farandole.contracts.dvms.NodeState.VmDemand;
import org.farandole.contracts.dvms.PlacedVm;
import org.farandole.contracts.dvms.Priority.ProblemClass;
import org.farandole.contracts.node.Capacity;
import org.farandole.contracts.node.NodeName;
import org.farandole.contracts.vm.VmName;
import org.farandole.contracts.vm.VmSize;
import org.farandole.placement.Goal;
import org.farandole.placement.Limits;

/** Made-up partitions, solved so that the first real one finds a warm program. */
public final class WarmUp {

    private static final int SEED = 20130515;
    private static final int SEARCH_NODES = 2_000;
    private static final Duration LONGEST = Duration.ofSeconds(1);

    private WarmUp() {}

    /** Takes a second or two: meant for a background thread at start. */
    public static void of(PartitionSolver solver, int rounds) {
        SplittableRandom random = new SplittableRandom(SEED);
        for (int round = 0; round < rounds; round++) {
            SolveInput input = madeUp(random, 2 + round % 7);
            solver.answer(input, Goal.RELIEVE, new Limits(round, SEARCH_NODES, LONGEST));
        }
    }

    /** The first node wants more than the others. */
    private static SolveInput madeUp(SplittableRandom random, int nodes) {
        List<NodeState> states = new ArrayList<>();
        for (int node = 0; node < nodes; node++) {
            List<VmDemand> vms = new ArrayList<>();
            for (int vm = 0; vm < 10; vm++) {
                VmName name = new VmName("vm-" + node + "-" + vm);
                int demand = (node == 0 ? 50 : 20) + 10 * random.nextInt(7);
                vms.add(new VmDemand(new PlacedVm(name, new VmSize(1, 1_024), null), demand));
            }
            states.add(
                    new NodeState(new NodeName("node-" + node), new Fence(0), new Capacity(700, 32_768), false, vms));
        }
        return new SolveInput(
                ProblemClass.RELIEVE, states, Instant.EPOCH, Duration.ZERO, 0, SEARCH_NODES, LONGEST, null, null);
    }
}
