package org.farandole.simulator.policy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.farandole.contracts.dvms.Action;
import org.farandole.contracts.dvms.Decision;
import org.farandole.contracts.dvms.Fence;
import org.farandole.contracts.dvms.IspEvent;
import org.farandole.contracts.dvms.IspId;
import org.farandole.contracts.dvms.NodeState;
import org.farandole.contracts.dvms.Outcome;
import org.farandole.contracts.dvms.Priority;
import org.farandole.contracts.dvms.Priority.ProblemClass;
import org.farandole.contracts.dvms.Proposal;
import org.farandole.contracts.dvms.RingMessage;
import org.farandole.contracts.dvms.RingPosition;
import org.farandole.contracts.monitor.Sample.VmSample;
import org.farandole.contracts.node.NodeName;
import org.farandole.contracts.vm.Demand;
import org.farandole.contracts.vm.VmName;
import org.farandole.simulator.engine.Engine;
import org.farandole.simulator.executor.Executor;
import org.farandole.simulator.ring.Letter;
import org.farandole.simulator.ring.Post;
import org.farandole.simulator.scenario.Policy;
import org.farandole.simulator.solving.SolverDesk;
import org.farandole.simulator.watch.Watcher;
import org.farandole.simulator.world.Landscape;
import org.jspecify.annotations.Nullable;

/**
 * One scheduler that looks at all nodes every so often, solves them all with the agents' placement module, and has the same
 * executor carry the plan out. It looks again once the period and the plan are over. A look takes the way of a message from the
 * farthest node and a time for each node. Its rounds are told as ISPs of {@code entropy}.
 */
public final class Entropy {

    private static final NodeName NAME = new NodeName("entropy");
    /** To take in one node's state. */
    private static final Duration A_NODE = Duration.ofNanos(50_000);

    private final Policy.Entropy policy;
    private final Engine engine;
    private final Landscape landscape;
    private final Executor executor;
    private final SolverDesk solver;
    private final Post post;
    private final Watcher watcher;
    private long round;
    private Instant roundBegan = Instant.MIN;
    private Decision.@Nullable Plan plan;

    public Entropy(
            Policy.Entropy policy,
            Engine engine,
            Landscape landscape,
            Executor executor,
            SolverDesk solver,
            Post post,
            Watcher watcher) {
        this.policy = policy;
        this.engine = engine;
        this.landscape = landscape;
        this.executor = executor;
        this.solver = solver;
        this.post = post;
        this.watcher = watcher;
    }

    /** The first round begins when the first period is over. */
    public void begin() {
        engine.after(policy.every(), this::look);
    }

    /** What the executor says to a node; the scheduler reads all of it, and waits for the end of its own plan. */
    public void heard(RingMessage message) {
        switch (message) {
            case RingMessage.Finished finished
            when mine(finished.isp()) ->
                end(
                        finished.allDone() && !plan().partial() ? Outcome.SOLVED : Outcome.FAILED,
                        plan().fences().keySet());
            case RingMessage.Refused refused when mine(refused.isp()) -> end(Outcome.WITHDRAWN, Set.of());
            case RingMessage.FromExecutor _, RingMessage.FromAgent _ -> {}
        }
    }

    private boolean mine(IspId isp) {
        return plan != null && plan.isp().equals(isp);
    }

    private Decision.Plan plan() {
        return java.util.Objects.requireNonNull(plan);
    }

    private void look() {
        round++;
        roundBegan = engine.now();
        int nodes = landscape.positions().size();
        Duration way = landscape.scenario().delays().betweenSites();
        engine.after(way.plus(A_NODE.multipliedBy(nodes)), this::solve);
    }

    private IspId isp() {
        return new IspId(NAME, 1, round);
    }

    private void solve() {
        Map<NodeName, Fence> fences = new HashMap<>();
        List<NodeState> states = new ArrayList<>();
        int worst = 0;
        for (RingPosition position : landscape.positions()) {
            NodeState state = state(position);
            states.add(state);
            fences.put(position.node(), state.fence());
            worst = Math.max(worst, state.cpuDemandPercent() - state.capacity().cpuPercent());
        }
        Priority priority = new Priority(ProblemClass.RELIEVE, roundBegan, NAME);
        watcher.reported(engine.now(), new IspEvent.Opened(isp(), priority, roundBegan, worst, 0));
        SolverDesk.Solved solved =
                solver.solve(isp(), round, ProblemClass.RELIEVE, states, engine.now(), policy.budget());
        watcher.answered(engine.now(), isp(), solved.answer());
        watcher.solved(engine.now(), isp(), states.size(), solved.took());
        engine.after(solved.took(), () -> carryOut(solved.proposal(), fences));
    }

    private NodeState state(RingPosition position) {
        Map<VmName, Demand> demands = new HashMap<>();
        for (VmSample vm : landscape.stats(position.slot()).vms()) {
            demands.put(vm.vm(), vm.demand());
        }
        return new NodeState(
                position.node(),
                executor.fence(position.node()),
                landscape.spec(position.slot()).capacity(),
                false,
                executor.placement(position.node()).stream()
                        .map(vm -> new NodeState.VmDemand(vm, demands.getOrDefault(vm.vm(), Demand.ofCpu(0))))
                        .toList());
    }

    private void carryOut(Proposal proposal, Map<NodeName, Fence> fences) {
        switch (proposal) {
            case Proposal.Actions actions -> publish(actions, fences);
            case Proposal.NoPlan none when none.best() != null -> publish(none.best(), fences);
            case Proposal.NoPlan _ -> end(Outcome.FAILED, Set.of());
            case Proposal.NothingToDo _ -> end(Outcome.VANISHED, Set.of());
        }
    }

    private void publish(Proposal.Actions actions, Map<NodeName, Fence> fences) {
        Set<NodeName> used = new HashSet<>();
        Duration cost = Duration.ZERO;
        for (Action.Migrate move : Action.migrations(actions.actions())) {
            used.add(move.source());
            used.add(move.destination());
            cost = cost.plus(move.estimate());
        }
        fences.keySet().retainAll(used);
        plan = new Decision.Plan(
                isp(),
                round,
                landscape.positions().getFirst(),
                fences,
                actions.actions(),
                "all nodes, every " + policy.every(),
                cost,
                actions.gainCpuPercent(),
                actions.partial());
        watcher.published(engine.now(), plan);
        post.send(new Letter(landscape.positions().getFirst().node(), null, plan));
    }

    private void end(Outcome outcome, Set<NodeName> nodes) {
        watcher.reported(engine.now(), new IspEvent.Ended(isp(), outcome, nodes, "round " + round));
        plan = null;
        Instant next = roundBegan.plus(policy.every());
        engine.after(Duration.between(engine.now(), next), this::look);
    }
}
