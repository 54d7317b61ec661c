package org.farandole.simulator.executor;

import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.farandole.contracts.dvms.Action;
import org.farandole.contracts.dvms.Decision;
import org.farandole.contracts.dvms.Fence;
import org.farandole.contracts.dvms.IspId;
import org.farandole.contracts.dvms.PlacedVm;
import org.farandole.contracts.dvms.RingMessage;
import org.farandole.contracts.node.NodeName;
import org.farandole.hypervisor.HypervisorException;
import org.farandole.hypervisor.HypervisorException.Fault;
import org.farandole.hypervisor.emulation.OperationId;
import org.farandole.hypervisor.emulation.World;
import org.farandole.hypervisor.emulation.WorldEvent;
import org.farandole.simulator.engine.Engine;
import org.farandole.simulator.scenario.Scenario;
import org.farandole.simulator.watch.Watcher;
import org.farandole.simulator.world.Landscape;
import org.jspecify.annotations.Nullable;

/**
 * The executor of PROTOCOL.md section 7, E1 to E5, over the emulated hypervisors: it decides an ISP's plan once, admits it if no
 * fence moved, carries it out by its order, and frees the nodes. Its word counts at once; only its answers travel.
 */
public final class Executor {

    /** For a transaction over a plan's nodes, and to send what it says. */
    private static final Duration TRANSACTION = Duration.ofMillis(8);
    /** From vm-service to a hypervisor and back, apart from what is asked for. */
    private static final Duration COMMAND = Duration.ofMillis(5);

    private static final int TIMES_THE_ESTIMATE = 4;
    private static final int TIMES_AS_LONG = 10;
    private static final Duration ALLOWANCE = Duration.ofSeconds(60);

    private final Engine engine;
    private final World world;
    private final Outbox outbox;
    private final Watcher watcher;
    private final boolean comparesFences;
    private final Provisioner provisioner;
    private final Map<NodeName, HeldNode> nodes = new HashMap<>();
    private final Map<IspId, Map<NodeName, RingMessage.FromExecutor>> answers = new HashMap<>();
    private final Map<OperationId, Step> steps = new HashMap<>();
    private Trouble trouble = Trouble.NONE;
    private long outUntil;

    /** A migration under way. */
    private record Step(RunningPlan run, int number, Action.Migrate move) {}

    /** @param comparesFences false is a flaw: a plan that was made from old states is carried out */
    public Executor(Landscape landscape, Engine engine, Outbox outbox, Watcher watcher, boolean comparesFences) {
        this.comparesFences = comparesFences;
        this.engine = engine;
        this.world = landscape.world();
        this.outbox = outbox;
        this.watcher = watcher;
        this.provisioner = new Provisioner(landscape, engine, watcher);
        landscape.positions().forEach(position -> nodes.put(position.node(), new HeldNode()));
        for (Scenario.Place place : landscape.scenario().vms()) {
            held(landscape.spec(place.node()).name())
                    .put(new PlacedVm(place.vm().name(), place.vm().size(), null));
        }
        engine.listen(this::on);
    }

    /** What arrives on {@code dvms.decisions}. */
    public void on(Decision decision) {
        engine.after(Math.max(TRANSACTION.toNanos(), outUntil - engine.nowNanos()), () -> {
            switch (decision) {
                case Decision.Query query ->
                    outbox.say(query.asker().node(), status(query.asker().node()));
                case Decision.Plan plan -> decide(plan);
            }
        });
    }

    /** From now on migrations go as it says. */
    public void troubledBy(Trouble other) {
        trouble = other;
    }

    /** It does nothing for so long; what arrives meanwhile it reads then. */
    public void outageOf(Duration time) {
        outUntil = Math.max(outUntil, engine.nowNanos() + time.toNanos());
    }

    /** E5: somebody changed the node, and changed it back. Refused while a plan holds it. */
    public void touch(NodeName node) {
        HeldNode held = held(node);
        if (held.plan() == null && !held.lost()) {
            held.changed();
            watcher.changed(engine.now(), node);
            outbox.say(node, new RingMessage.Changed(held.fence(), held.placement()));
        }
    }

    /** E6: the node is gone with its VMs; migrations from and to it fail. */
    public void lose(NodeName node) {
        HeldNode held = held(node);
        List.copyOf(steps.values()).stream()
                .filter(step -> step.move().source().equals(node)
                        || step.move().destination().equals(node))
                .sorted(Comparator.comparing(step -> step.move().vm()))
                .forEach(step -> abort(step, Fault.NODE, "a node of it is lost"));
        List<PlacedVm> gone = held.placement();
        held.lose();
        for (PlacedVm vm : gone) {
            try {
                world.destroy(node, vm.vm());
            } catch (HypervisorException e) {
                throw new IllegalStateException("Nobody else takes a node's hypervisor away", e);
            }
        }
        if (held.plan() == null) {
            held.changed();
            watcher.changed(engine.now(), node);
        }
    }

    /** Who powers nodes off and on. */
    public Provisioner provisioner() {
        return provisioner;
    }

    public boolean lost(NodeName node) {
        return held(node).lost();
    }

    public Fence fence(NodeName node) {
        return held(node).fence();
    }

    /** Whether no plan holds it. */
    public boolean idle(NodeName node) {
        return held(node).plan() == null;
    }

    /** Its VMs, in the order of their names. */
    public List<PlacedVm> placement(NodeName node) {
        return held(node).placement();
    }

    private RingMessage.Status status(NodeName node) {
        return held(node).status();
    }

    private void decide(Decision.Plan plan) {
        Map<NodeName, RingMessage.FromExecutor> known = answers.get(plan.isp());
        if (known != null) {
            known.forEach(outbox::say);
            return;
        }
        answers.put(plan.isp(), new TreeMap<>());
        Admission.Refusal refusal = new Admission(plan, nodes::get, comparesFences).refusal();
        if (refusal == null) {
            admit(plan);
        } else {
            refuse(plan, refusal);
        }
    }

    private void refuse(Decision.Plan plan, Admission.Refusal refusal) {
        watcher.refused(engine.now(), plan, refusal.reason());
        Map<NodeName, Fence> now = new TreeMap<>();
        plan.fences().keySet().stream()
                .filter(nodes::containsKey)
                .forEach(node -> now.put(node, held(node).fence()));
        answer(
                plan,
                plan.leader().node(),
                new RingMessage.Refused(plan.isp(), now, refusal.reason(), refusal.detail()));
        refusal.stale().forEach(node -> outbox.say(node, status(node)));
    }

    private void admit(Decision.Plan plan) {
        Map<NodeName, Fence> before = new LinkedHashMap<>();
        TreeSet<NodeName> inOrder = new TreeSet<>(plan.fences().keySet());
        inOrder.forEach(node -> before.put(node, held(node).fence()));
        watcher.accepted(engine.now(), plan, before);
        for (NodeName node : inOrder) {
            held(node).hold(plan);
            answer(
                    plan,
                    node,
                    new RingMessage.Accepted(
                            plan.isp(), plan.fences().keySet(), held(node).fence()));
        }
        goOn(new RunningPlan(plan));
    }

    private void goOn(RunningPlan run) {
        for (int number : run.start()) {
            engine.after(COMMAND, () -> begin(run, number));
        }
        if (run.over()) {
            finish(run);
        }
    }

    private void begin(RunningPlan run, int number) {
        switch (run.plan().actions().get(number)) {
            case Action.Migrate move -> begin(new Step(run, number, move));
            case Action.PowerOff off -> powerOff(run, number, off.node());
        }
    }

    private void powerOff(RunningPlan run, int number, NodeName node) {
        try {
            provisioner.off(node, () -> {
                run.done(number);
                goOn(run);
            });
        } catch (HypervisorException e) {
            run.failed(number, String.valueOf(e.getMessage()));
            goOn(run);
        }
    }

    private void begin(Step step) {
        Action.Migrate move = step.move();
        if (held(move.source()).lost() || held(move.destination()).lost()) {
            failed(step, "a node of it is lost");
            return;
        }
        try {
            OperationId operation = world.migrate(move.source(), move.vm(), move.destination())
                    .orElseThrow(() -> new HypervisorException(
                            Fault.VM, move.vm() + " is on " + move.destination() + " already", null));
            steps.put(operation, step);
            watcher.migrationBegan(engine.now(), step.run().plan().isp(), move.vm(), move.source(), move.destination());
            trouble(operation, step);
            Duration atMost = move.estimate().multipliedBy(TIMES_THE_ESTIMATE).plus(ALLOWANCE);
            engine.after(atMost, () -> giveUp(operation));
        } catch (HypervisorException e) {
            failed(step, String.valueOf(e.getMessage()));
        }
    }

    private void trouble(OperationId operation, Step step) throws HypervisorException {
        Action.Migrate move = step.move();
        switch (trouble.of(move.source())) {
            case NONE -> {}
            case FAILS -> engine.after(move.estimate().dividedBy(2), () -> giveUp(operation));
            case SLOW -> world.slowMigration(move.source(), move.vm(), TIMES_AS_LONG);
        }
    }

    private void giveUp(OperationId operation) {
        Step step = steps.get(operation);
        if (step != null) {
            abort(step, Fault.TIMEOUT, "took too long");
        }
    }

    private void abort(Step step, Fault fault, String cause) {
        try {
            world.abortMigration(step.move().source(), step.move().vm(), fault, cause);
        } catch (HypervisorException e) {
            throw new IllegalStateException("Nobody else takes a node's hypervisor away", e);
        }
    }

    private void on(WorldEvent event) {
        if (event instanceof WorldEvent.Ended ended) {
            Step step = steps.remove(ended.operation());
            if (step != null) {
                took(step, ended);
            }
        }
    }

    private void took(Step step, WorldEvent.Ended ended) {
        if (ended instanceof WorldEvent.Migrated migrated) {
            Action.Migrate move = step.move();
            PlacedVm vm = Objects.requireNonNull(held(move.source()).take(move.vm()), "the VM was there");
            held(move.destination())
                    .put(new PlacedVm(vm.vm(), vm.size(), new PlacedVm.Arrival(move.source(), engine.now())));
            watcher.migrated(
                    engine.now(),
                    step.run().plan().isp(),
                    move.vm(),
                    move.source(),
                    move.destination(),
                    migrated.took());
            engine.after(COMMAND, () -> {
                step.run().done(step.number());
                goOn(step.run());
            });
        } else {
            String cause = ended instanceof WorldEvent.Failed failed ? failed.cause() : "it did not migrate";
            engine.after(COMMAND, () -> failed(step, cause));
        }
    }

    private void failed(Step step, String cause) {
        Action.Migrate move = step.move();
        watcher.migrationFailed(engine.now(), step.run().plan().isp(), move.vm(), move.source(), move.destination());
        step.run().failed(step.number(), cause);
        goOn(step.run());
    }

    /** E4. The executor, not the leader, frees the nodes. */
    private void finish(RunningPlan run) {
        Decision.Plan plan = run.plan();
        TreeSet<NodeName> inOrder = new TreeSet<>(plan.fences().keySet());
        inOrder.forEach(node -> held(node).free());
        watcher.finished(engine.now(), plan);
        for (NodeName node : inOrder) {
            answer(
                    plan,
                    node,
                    new RingMessage.Finished(
                            plan.isp(),
                            plan.fences().keySet(),
                            held(node).fence(),
                            held(node).placement(),
                            run.results()));
        }
    }

    private void answer(Decision.Plan plan, NodeName node, RingMessage.FromExecutor message) {
        Objects.requireNonNull(answers.get(plan.isp())).put(node, message);
        outbox.say(node, message);
    }

    private HeldNode held(NodeName node) {
        @Nullable HeldNode held = nodes.get(node);
        if (held == null) {
            throw new IllegalArgumentException("There is no node " + node);
        }
        return held;
    }
}
