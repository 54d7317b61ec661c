package org.farandole.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.farandole.contracts.dvms.Decision;
import org.farandole.contracts.dvms.IspId;
import org.farandole.contracts.dvms.RingMessage;
import org.farandole.contracts.node.NodeName;
import org.farandole.contracts.vm.VmEvent;
import org.farandole.contracts.vm.VmName;
import org.farandole.dvms.Settings;
import org.farandole.dvms.Solver;
import org.farandole.hypervisor.HypervisorException;
import org.farandole.hypervisor.emulation.Faults;
import org.farandole.simulator.check.ComesToRest;
import org.farandole.simulator.check.Counted;
import org.farandole.simulator.check.Invariants;
import org.farandole.simulator.engine.Engine;
import org.farandole.simulator.executor.Executor;
import org.farandole.simulator.fault.Mischief;
import org.farandole.simulator.policy.Entropy;
import org.farandole.simulator.report.Report;
import org.farandole.simulator.report.Tally;
import org.farandole.simulator.report.TraceHash;
import org.farandole.simulator.report.Usage;
import org.farandole.simulator.ring.Behaviour;
import org.farandole.simulator.ring.Letter;
import org.farandole.simulator.ring.Network;
import org.farandole.simulator.ring.Post;
import org.farandole.simulator.ring.Ring;
import org.farandole.simulator.scenario.Policy;
import org.farandole.simulator.scenario.Scenario;
import org.farandole.simulator.solving.SolverDesk;
import org.farandole.simulator.watch.Watcher;
import org.farandole.simulator.watch.Watchers;
import org.farandole.simulator.world.Landscape;
import org.farandole.simulator.world.Monitor;
import org.jspecify.annotations.Nullable;

/** One run of a scenario. The same scenario gives the same run, whatever machine it is run on, unless it is measured. */
public final class Simulation {

    /** The agents have this long to begin before the load does. */
    private static final Duration LEAD = Duration.ofSeconds(2);

    /** When the load begins, by every clock. */
    public static final Instant LOAD_BEGINS = Landscape.EPOCH.plus(LEAD);

    private static final int SLICES = 200;
    private static final Duration LOOK = Duration.ofMillis(500);

    /** Told how far a run is, now and then. */
    @FunctionalInterface
    public interface Progress {
        Progress NONE = (done, lasts) -> {};

        /** @param done of the scenario's time */
        void at(Duration done, Duration lasts);
    }

    private final Usage usage = Usage.begin();
    private final Scenario scenario;
    private final Landscape landscape;
    private final Engine engine;
    private final Watchers watchers = new Watchers();
    private final Post post;
    private final Executor executor;
    private final Monitor monitor;
    private final Tally tally;
    private final TraceHash hash = new TraceHash();
    private final Counted checked = new Counted();
    private final ComesToRest rest = new ComesToRest();
    private final boolean check;
    private final @Nullable Mischief mischief;
    private @Nullable Ring ring;
    private @Nullable Entropy entropy;

    /**
     * @param check every invariant after every event
     * @param behaviour the agents' transitions
     * @param others who watches besides
     * @throws HypervisorException if a node's memory does not hold its VMs
     */
    public Simulation(Scenario scenario, boolean check, Behaviour behaviour, List<Watcher> others)
            throws HypervisorException {
        this(scenario, check, new Subject(behaviour, true), others);
    }

    /** As the other, of a protocol that may have a flaw. */
    public Simulation(Scenario scenario, boolean check, Subject subject, List<Watcher> others)
            throws HypervisorException {
        this.scenario = scenario;
        this.check = check;
        landscape = new Landscape(scenario, Faults.NONE);
        engine = new Engine(landscape.world(), Landscape.EPOCH);
        mischief = scenario.faults().isEmpty() ? null : new Mischief(engine, landscape, watchers);
        post = new Post(engine, landscape, mischief == null ? Network.FAULTLESS : mischief, watchers);
        executor = new Executor(
                landscape,
                engine,
                (to, message) -> post.send(new Letter(null, to, message)),
                watchers,
                subject.comparesFences());
        monitor = new Monitor(landscape, engine, watchers, (node, sample) -> {
            if (ring != null) {
                ring.on(node, sample);
            }
        });
        tally = new Tally(landscape);
        SolverDesk solver = new SolverDesk(scenario.tuning(), scenario.measured());
        watch(solver, others);
        decide(solver, subject.behaviour());
        post.deliverTo(this::deliver);
    }

    private void watch(SolverDesk solver, List<Watcher> others) {
        watchers.add(new Watcher() {
            @Override
            public void migrated(Instant at, IspId isp, VmName vm, NodeName from, NodeName to, Duration took) {
                solver.on(new VmEvent.Migrated(vm, from, to, isp, took));
            }
        });
        watchers.add(tally);
        watchers.add(hash);
        // before who may find a fault: so they see what broke it
        others.forEach(watchers::add);
        if (check) {
            Invariants.of(landscape, executor, scenario.gentle()).forEach(watchers::add);
            watchers.add(checked);
            watchers.add(rest);
        }
    }

    private void decide(SolverDesk solver, Behaviour behaviour) {
        switch (scenario.policy()) {
            case Policy.Dvms _ -> {
                ring = new Ring(
                        engine,
                        landscape,
                        post,
                        solver,
                        settings(),
                        behaviour,
                        watchers,
                        monitor::sampleAgain,
                        executor.provisioner()::on);
                executor.provisioner().tell(ring);
            }
            case Policy.Entropy central ->
                entropy = new Entropy(central, engine, landscape, executor, solver, post, watchers);
            case Policy.None _ -> {}
        }
    }

    /** Under faults every other seed has the newest member solve: then more letters can be lost. */
    private Settings settings() {
        Settings usual = Settings.forBudget(scenario.tuning().solveBudget())
                .being(scenario.tuning().patience())
                .keepingFree(scenario.tuning().headroomPercent())
                .with(scenario.tuning().power());
        boolean newest = scenario.calm() != null && scenario.seed() % 2 != 0;
        return newest ? usual.solvedBy(Solver.NEWEST) : usual;
    }

    private void deliver(Letter letter) {
        if (letter.to() == null) {
            executor.on((Decision) letter.content());
        } else if (ring != null) {
            ring.deliver(letter.to(), letter);
        } else if (entropy != null) {
            entropy.heard((RingMessage) letter.content());
        }
    }

    /** Runs it, once. */
    public Report run(Progress progress) {
        if (ring != null) {
            if (mischief != null) {
                mischief.plan(LEAD, ring, executor);
            }
            ring.begin();
        }
        engine.after(LEAD, landscape::beginLoad);
        if (entropy != null) {
            engine.after(LEAD, entropy::begin);
        }
        long lasts = scenario.lasts().toNanos();
        for (int slice = 1; slice <= SLICES; slice++) {
            long done = lasts / SLICES * slice;
            engine.runUntil(LEAD.toNanos() + (slice == SLICES ? lasts : done));
            progress.at(Duration.ofNanos(done), scenario.lasts());
        }
        if (ring != null && check && scenario.calm() != null) {
            comeToRest(ring);
        }
        monitor.close();
        return report();
    }

    /** How far it is. */
    public Instant now() {
        return engine.now();
    }

    /** Of all that has happened so far. */
    public String traceHash() {
        return hash.hex();
    }

    /** There is a moment soon at which nobody is busy; and then all is well. */
    private void comeToRest(Ring all) {
        Instant last = rest.last(engine.now());
        List<String> busy = ComesToRest.busy(landscape, all, executor);
        while (!busy.isEmpty() && engine.now().isBefore(last)) {
            engine.runUntil(engine.nowNanos() + LOOK.toNanos());
            busy = ComesToRest.busy(landscape, all, executor);
        }
        ComesToRest.requireNobody(busy);
        rest.atRest(landscape, all, executor, engine.now());
    }

    private Report report() {
        int nodes = scenario.nodes().size();
        int vms = scenario.vms().size();
        double seconds = scenario.lasts().toNanos() / 1e9;
        long perNodeAndSecond = (long) (nodes * seconds);
        long repeated = Math.max(0, perNodeAndSecond - monitor.samples());
        return tally.report(new Tally.Frame(
                scenario.policy().label(),
                scenario.seed(),
                nodes,
                new Report.Vms(vms, vms, 0),
                seconds,
                new Report.Invariants(checked.steps(), 0),
                engine.events(),
                post.sent(),
                post.sentByKind(),
                monitor.samples(),
                ring == null ? repeated : repeated + perNodeAndSecond,
                usage.wallSeconds(),
                usage.cpuSeconds(),
                Usage.peakMemoryMiB(),
                hash.hex()));
    }
}
