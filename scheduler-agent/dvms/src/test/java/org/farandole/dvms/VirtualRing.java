package org.farandole.dvms;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.farandole.contracts.dvms.Decision;
import org.farandole.contracts.dvms.IspEvent;
import org.farandole.contracts.dvms.Member.Status;
import org.farandole.contracts.dvms.NodeState;
import org.farandole.contracts.dvms.PlacedVm;
import org.farandole.contracts.dvms.Priority.ProblemClass;
import org.farandole.contracts.dvms.RingMessage;
import org.farandole.contracts.dvms.RingPosition;
import org.farandole.contracts.node.Capacity;
import org.farandole.contracts.node.NodeName;
import org.farandole.contracts.node.Resource;
import org.farandole.contracts.node.RingKey;
import org.farandole.contracts.node.Throughput;
import org.farandole.contracts.vm.Demand;
import org.farandole.contracts.vm.VmName;
import org.farandole.contracts.vm.VmSize;

/**
 * Agents, their executor and their samples in virtual time: one queue of events, nothing but the queue's order decides what
 * happens next. Agents are hosted as a process would: one timer of each kind, solving aside, sampling once a second.
 */
final class VirtualRing {

    /** The transitions under test; tests of the tests put others in. */
    interface Behaviour {
        Step on(Agent agent, Input input, Instant now);
    }

    /** One input to one agent, and what came of it. */
    record Happening(Instant at, NodeName node, Input input, AgentState before, Agent after, List<Effect> effects) {
        @Override
        public String toString() {
            return at + " " + node + " " + input + "\n      " + before + "\n    > " + after.state() + "\n    ! "
                    + effects;
        }
    }

    interface Watcher extends ModelExecutor.Watcher {
        default void happened(VirtualRing ring, Happening happening) {}

        default void crashed(NodeName node, Agent agent) {}

        @Override
        default void accepted(Decision.Plan plan, Map<NodeName, org.farandole.contracts.dvms.Fence> before) {}

        @Override
        default void refused(Decision.Plan plan, RingMessage.Refused.Reason reason) {}

        @Override
        default void finished(Decision.Plan plan) {}

        @Override
        default void changed(NodeName node) {}
    }

    static final Duration SOLVING = Duration.ofMillis(20);
    static final Instant BEGINNING = Instant.parse("2026-01-01T00:00:00Z");
    private static final int NODE_MEMORY_MIB = 32_768;

    private int lowPercent;

    private record Due(Instant at, long order, Runnable what) {}

    private static final class Host {
        private final RingPosition position;
        private Agent agent;
        private boolean up = true;
        private long life = 1;
        private long timers;
        private final Map<Timer, Long> running = new EnumMap<>(Timer.class);

        Host(RingPosition position, Agent agent) {
            this.position = position;
            this.agent = agent;
        }
    }

    private final PriorityQueue<Due> queue =
            new PriorityQueue<>(Comparator.comparing(Due::at).thenComparingLong(Due::order));
    private final TreeMap<NodeName, Host> hosts = new TreeMap<>();
    private final List<RingPosition> positions = new ArrayList<>();
    private final Map<VmName, Integer> demands = new HashMap<>();
    private final List<Happening> trace = new ArrayList<>();
    private final List<IspEvent> events = new ArrayList<>();
    private final List<Watcher> watchers = new ArrayList<>();
    private final Map<String, Instant> lastArrival = new HashMap<>();
    private final ModelExecutor executor;
    private final Resource scarce;
    private final Capacity capacity;
    private final Settings settings;
    private Behaviour behaviour = Agent::on;
    private ModelSolver solver;
    private Network network = Network.FAULTLESS;
    private BooleanSupplier lateTimerFires = () -> false;
    private View view = View.empty();
    private Instant now = BEGINNING;
    private long order;

    VirtualRing(int nodes, int nodeCpuPercent, Settings settings, boolean executorComparesFences) {
        this(nodes, Resource.CPU, new Capacity(nodeCpuPercent, NODE_MEMORY_MIB), settings, executorComparesFences);
    }

    private VirtualRing(
            int nodes, Resource scarce, Capacity capacity, Settings settings, boolean executorComparesFences) {
        this.scarce = scarce;
        this.capacity = capacity;
        this.solver = new Greedy(scarce);
        this.settings = settings;
        this.executor = new ModelExecutor(
                (node, message) -> post(new Network.Letter(null, node, message)),
                this::later,
                new Watcher() {
                    @Override
                    public void accepted(Decision.Plan plan, Map<NodeName, org.farandole.contracts.dvms.Fence> before) {
                        watchers.forEach(watcher -> watcher.accepted(plan, before));
                    }

                    @Override
                    public void refused(Decision.Plan plan, RingMessage.Refused.Reason reason) {
                        watchers.forEach(watcher -> watcher.refused(plan, reason));
                    }

                    @Override
                    public void finished(Decision.Plan plan) {
                        watchers.forEach(watcher -> watcher.finished(plan));
                    }

                    @Override
                    public void changed(NodeName node) {
                        watchers.forEach(watcher -> watcher.changed(node));
                    }
                },
                executorComparesFences);
        for (int i = 0; i < nodes; i++) {
            // Slots run against the order of the ring: nothing may rest on their being alike.
            RingPosition position = new RingPosition(new RingKey("site", "cluster", node(i)), nodes - 1 - i);
            positions.add(position);
            executor.knows(position.node());
            hosts.put(position.node(), new Host(position, Agent.waking(position, 1, capacity, settings)));
        }
        view = View.of(positions);
    }

    static VirtualRing of(int nodes, int nodeCpuPercent) {
        return new VirtualRing(nodes, nodeCpuPercent, Settings.forBudget(Duration.ofMillis(500)), true);
    }

    /** A ring whose nodes have CPU enough, and so much of this: all demands are of it. */
    static VirtualRing shortOf(Resource scarce, int nodes, int megabytesPerSecond) {
        Capacity capacity =
                new Capacity(10_000, NODE_MEMORY_MIB, throughput(scarce, megabytesPerSecond, Throughput.UNBOUNDED));
        return new VirtualRing(nodes, scarce, capacity, Settings.forBudget(Duration.ofMillis(500)), true);
    }

    private static Throughput throughput(Resource of, int amount, int others) {
        return new Throughput(
                of == Resource.MEMORY_BANDWIDTH ? amount : others,
                of == Resource.DISK ? amount : others,
                of == Resource.NETWORK ? amount : others);
    }

    static NodeName node(int index) {
        return new NodeName("n" + index);
    }

    // What a test arranges.

    VirtualRing behaving(Behaviour transitions) {
        behaviour = transitions;
        return this;
    }

    VirtualRing solving(ModelSolver with) {
        solver = with;
        return this;
    }

    VirtualRing over(Network letters) {
        network = letters;
        return this;
    }

    VirtualRing watchedBy(Watcher watcher) {
        watchers.add(watcher);
        return this;
    }

    VirtualRing firingLateTimers(BooleanSupplier chance) {
        lateTimerFires = chance;
        return this;
    }

    /** A VM on a node before all begins. */
    /** A node with less demand is under-used with its next sample. */
    VirtualRing underusedBelow(int percent) {
        lowPercent = percent;
        return this;
    }

    VirtualRing vm(int node, String name, int cpuDemandPercent) {
        demands.put(new VmName(name), cpuDemandPercent);
        executor.place(node(node), placed(name));
        return this;
    }

    static PlacedVm placed(String name) {
        return new PlacedVm(new VmName(name), new VmSize(1, 1024), null);
    }

    /** All agents begin, handed over in order, and are free. */
    VirtualRing begin() {
        for (Host host : hosts.values()) {
            give(host, new Input.Begin(view, true));
            every(Duration.ofSeconds(1), host);
        }
        run(Duration.ofMillis(50));
        return this;
    }

    void demand(String vm, int cpuPercent) {
        demands.put(new VmName(vm), cpuPercent);
    }

    /** The next sample of that node, now. */
    void sample(int node) {
        sample(hosts.get(node(node)));
    }

    void give(int node, Input input) {
        give(hosts.get(node(node)), input);
    }

    void letter(int from, int to, RingMessage.FromAgent message) {
        give(to, new Input.Mail(positions.get(from), message));
    }

    void later(Duration after, Runnable what) {
        queue.add(new Due(now.plus(after), order++, what));
    }

    /** The process dies: its timers and what it would have read are gone. */
    void crash(int node) {
        Host host = hosts.get(node(node));
        if (host.up) {
            host.up = false;
            host.running.clear();
            watchers.forEach(watcher -> watcher.crashed(host.position.node(), host.agent));
        }
    }

    void restart(int node) {
        Host host = hosts.get(node(node));
        if (!host.up) {
            host.up = true;
            host.life++;
            host.agent = Agent.waking(host.position, host.life, capacity, settings);
            give(host, new Input.Begin(view, false));
            member(node, Status.ACTIVE);
        }
    }

    /** A record of the membership reaches all. */
    void member(int node, Status status) {
        view = view.with(positions.get(node), status);
        hosts.values().forEach(host -> give(host, new Input.MembershipChanged(view)));
    }

    // What a test runs and sees.

    void run(Duration duration) {
        runUntil(() -> false, duration);
    }

    /** Until the condition holds, for at most so long. */
    boolean runUntil(BooleanSupplier condition, Duration atMost) {
        Instant end = now.plus(atMost);
        while (!condition.getAsBoolean()) {
            Due next = queue.peek();
            if (next == null || next.at().isAfter(end)) {
                now = end;
                return condition.getAsBoolean();
            }
            queue.remove();
            now = next.at();
            next.what().run();
        }
        return true;
    }

    Instant now() {
        return now;
    }

    AgentState state(int node) {
        return agent(node).state();
    }

    Agent agent(int node) {
        return hosts.get(node(node)).agent;
    }

    boolean up(int node) {
        return hosts.get(node(node)).up;
    }

    int size() {
        return positions.size();
    }

    RingPosition position(int node) {
        return positions.get(node);
    }

    ModelExecutor executor() {
        return executor;
    }

    List<Happening> trace() {
        return trace;
    }

    List<IspEvent> events() {
        return events;
    }

    List<IspEvent.Ended> ended() {
        return events.stream()
                .filter(IspEvent.Ended.class::isInstance)
                .map(IspEvent.Ended.class::cast)
                .toList();
    }

    List<IspEvent.Opened> opened() {
        return events.stream()
                .filter(IspEvent.Opened.class::isInstance)
                .map(IspEvent.Opened.class::cast)
                .toList();
    }

    boolean allFree() {
        return hosts.values().stream()
                .allMatch(host -> host.up
                        && host.agent.state() instanceof AgentState.Free
                        && host.agent.self().wanted() == null
                        && executor.idle(host.position.node()));
    }

    boolean overloaded(int node) {
        return executor.placement(node(node)).stream().mapToInt(this::demandOf).sum() > capacity.of(scarce);
    }

    /** Everything that an agent sent, with its sender. */
    List<String> sent(Predicate<RingMessage.FromAgent> which) {
        return trace.stream()
                .flatMap(happening -> happening.effects().stream()
                        .filter(Effect.SendTo.class::isInstance)
                        .map(Effect.SendTo.class::cast)
                        .filter(send -> which.test(send.message()))
                        .map(send -> happening.node() + " to " + send.to().node()))
                .toList();
    }

    // The hosts.

    private void give(Host host, Input input) {
        if (!host.up || host.agent.state() instanceof AgentState.Left) {
            return;
        }
        AgentState before = host.agent.state();
        Step step = behaviour.on(host.agent, input, now);
        host.agent = step.next();
        Happening happening = new Happening(now, host.position.node(), input, before, step.next(), step.effects());
        trace.add(happening);
        step.effects().forEach(effect -> perform(host, effect));
        watchers.forEach(watcher -> watcher.happened(this, happening));
    }

    private void perform(Host host, Effect effect) {
        NodeName me = host.position.node();
        switch (effect) {
            case Effect.SendTo send -> post(new Network.Letter(me, send.to().node(), send.message()));
            case Effect.Publish publish -> post(new Network.Letter(me, null, publish.plan()));
            case Effect.Ask ask -> post(new Network.Letter(me, null, ask.query()));
            case Effect.StartTimer start -> start(host, start);
            case Effect.CancelTimer cancel -> host.running.remove(cancel.timer());
            case Effect.SolveLocally solve -> solve(host, solve);
            case Effect.Report report -> events.add(report.event());
            case Effect.Announce(var status) -> {
                if (status == Status.LEFT || status == Status.SPARE || status == Status.IN_USE) {
                    later(Duration.ZERO, () -> member(positions.indexOf(host.position), status));
                }
            }
            case Effect.PowerOn _, Effect.Ignored _ -> {}
        }
    }

    private void start(Host host, Effect.StartTimer start) {
        long number = host.timers++;
        long life = host.life;
        host.running.put(start.timer(), number);
        later(start.after(), () -> {
            boolean present = host.life == life && Long.valueOf(number).equals(host.running.get(start.timer()));
            if (present) {
                host.running.remove(start.timer());
            }
            if (present || (host.life == life && lateTimerFires.getAsBoolean())) {
                give(host, new Input.TimerFired(start.timer(), start.tag()));
            }
        });
    }

    private void solve(Host host, Effect.SolveLocally solve) {
        List<NodeState> states = solve.states();
        long life = host.life;
        later(SOLVING, () -> {
            if (host.life == life) {
                give(host, new Input.Proposed(solve.isp(), solve.round(), solver.solve(solve.priority(), states)));
            }
        });
    }

    private void post(Network.Letter letter) {
        boolean first = true;
        for (Duration arrival : network.arrivals(letter)) {
            Instant at = now.plus(arrival);
            if (first) {
                // Between one sender and one inbox letters keep their order; a repeated one comes when it comes.
                String way = letter.from() + ">" + letter.to();
                Instant last = lastArrival.getOrDefault(way, Instant.MIN);
                at = last.isAfter(at) ? last : at;
                lastArrival.put(way, at);
            }
            first = false;
            later(Duration.between(now, at), () -> deliver(letter));
        }
    }

    private void deliver(Network.Letter letter) {
        if (letter.to() == null) {
            executor.on((Decision) letter.content());
            return;
        }
        Host sender = letter.from() == null ? null : hosts.get(letter.from());
        give(hosts.get(letter.to()), new Input.Mail(sender == null ? null : sender.position, (RingMessage)
                letter.content()));
    }

    private void every(Duration period, Host host) {
        later(period, () -> {
            sample(host);
            every(period, host);
        });
    }

    private void sample(Host host) {
        Map<VmName, Demand> measured = new HashMap<>();
        executor.placement(host.position.node()).forEach(vm -> measured.put(vm.vm(), measured(vm)));
        int demand = measured.values().stream().mapToInt(vm -> vm.of(scarce)).sum();
        int cpu = measured.values().stream().mapToInt(Demand::cpuPercent).sum();
        give(host, new Input.DemandsChanged(measured, capacity));
        give(host, triggered(demand, cpu));
    }

    private Input triggered(int demand, int cpuPercent) {
        if (demand > capacity.of(scarce) || cpuPercent > capacity.cpuThreshold(settings.headroomPercent())) {
            return new Input.TriggerOn(ProblemClass.RELIEVE, now, now, cpuPercent, capacity.cpuPercent());
        }
        return demand < lowPercent
                ? new Input.TriggerOn(ProblemClass.CONSOLIDATE, now, now, cpuPercent, capacity.cpuPercent())
                : new Input.TriggerOff();
    }

    private Demand measured(PlacedVm vm) {
        return scarce == Resource.CPU
                ? Demand.ofCpu(demandOf(vm))
                : new Demand(10, throughput(scarce, demandOf(vm), 0));
    }

    private int demandOf(PlacedVm vm) {
        return demands.getOrDefault(vm.vm(), 0);
    }
}
