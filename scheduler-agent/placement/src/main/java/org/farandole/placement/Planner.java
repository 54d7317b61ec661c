package org.farandole.placement;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.LongSupplier;
import org.farandole.placement.plan.Progress;
import org.farandole.placement.search.Planning;
import org.farandole.placement.search.Replanning;

/**
 * Plans: the goal first, then the least cost, then the most room. Hard in every plan: nothing rigid above its limit at any
 * moment, no healthy node overloaded, nothing onto a node that is draining, held or off, no hard rule broken that held.
 *
 * <p>Thread-safe: calls share nothing.
 */
public final class Planner {

    private final LongSupplier nanos;

    /** @param nanos a source of time that only rises, in nanoseconds, for the wall limit and the account */
    public Planner(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** Always answers, within about the wall time of the limits. */
    public Result plan(Problem problem, Limits limits) {
        return new Planning(problem, limits, nanos).answer();
    }

    /**
     * The next plan after one that was given up halfway: from where VMs are now, none to a node that it could not be brought to,
     * none left suspended.
     *
     * @param state each VM's host is where it is now, a suspended one's where it was suspended
     */
    public Result replan(Problem state, Progress progress, Limits limits) {
        return new Replanning(state, progress).answer(limits, nanos);
    }

    /**
     * Plans small made-up problems, so that the first real one does not pay for a cold virtual machine. Takes a second or two;
     * meant for a background thread at start.
     */
    public void warmUp(int rounds) {
        SplittableRandom random = new SplittableRandom(20130515);
        for (int round = 0; round < rounds; round++) {
            plan(madeUp(random, 2 + round % 7), new Limits(round, 2_000, Duration.ofSeconds(1)));
        }
    }

    private static Problem madeUp(SplittableRandom random, int nodeCount) {
        List<Node> nodes = new ArrayList<>();
        List<Vm> vms = new ArrayList<>();
        for (int node = 0; node < nodeCount; node++) {
            nodes.add(new Node("node-" + node, 700, 32_768));
            for (int vm = 0; vm < 10; vm++) {
                int demand = (node == 0 ? 50 : 20) + 10 * random.nextInt(7);
                vms.add(new Vm("vm-" + node + "-" + vm, "node-" + node, demand, 1_024));
            }
        }
        return new Problem(Goal.RELIEVE, nodes, vms);
    }
}
