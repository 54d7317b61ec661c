package org.farandole.hypervisor.emulation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.farandole.contracts.monitor.Sample.VmSample;
import org.farandole.contracts.node.MacroStep;
import org.farandole.contracts.node.NodeName;
import org.farandole.contracts.reservation.ReservationId;
import org.farandole.contracts.vm.VmName;
import org.farandole.hypervisor.Domain;
import org.farandole.hypervisor.HypervisorException;
import org.farandole.hypervisor.HypervisorException.Fault;
import org.farandole.hypervisor.NodeStats;
import org.farandole.hypervisor.emulation.load.Load;
import org.jspecify.annotations.Nullable;

/**
 * Nodes and VMs in virtual time, which goes only as far as {@link #advanceTo} takes it. A command acts at the present moment
 * and is safe to repeat: what is already so is left so, and an operation under way is joined. The same description, seed and
 * commands at the same times give the same events. Not thread-safe.
 */
public final class World {

    private final Instant epoch;
    private final Load load;
    private final Map<NodeName, Node> nodes = new LinkedHashMap<>();
    /** Where a VM is; it can be on one node only. */
    private final Map<VmName, Vm> vms = new TreeMap<>();

    private final EventQueue queue = new EventQueue();
    private final Demands demands = new Demands(queue);
    private final Deployments deployments;
    private final Boots boots;
    private final Migrations migrations;

    /** @param epoch what the nodes' clocks show at the beginning */
    public World(WorldDescription description, Instant epoch) {
        this.epoch = epoch;
        this.load = description.load();
        for (NodeSpec spec : description.nodes()) {
            Deployment first = description.deployed() ? new Deployment.Standing() : new Deployment.Bare();
            if (nodes.put(spec.name(), new Node(spec, first)) != null) {
                throw new IllegalArgumentException("Two nodes are called " + spec.name());
            }
        }
        Operations operations = new Operations();
        Timing timing = description.timing();
        Faults faults = description.faults();
        Seed seed = description.seed();
        this.deployments = new Deployments(queue, operations, timing, faults, seed, nodes.values());
        this.boots = new Boots(queue, operations, demands, timing, faults, seed);
        this.migrations = new Migrations(queue, operations, faults, seed);
    }

    /** Since the beginning. */
    public Duration now() {
        return queue.now();
    }

    /** When something will happen by itself; none if nothing will. */
    public Optional<Duration> nextEventAt() {
        return Optional.ofNullable(queue.next());
    }

    /**
     * Lets everything happen that is due by then.
     *
     * @return what happened since the last call, also by commands, in its order
     * @throws IllegalArgumentException if it lies in the past
     */
    public List<WorldEvent> advanceTo(Duration now) {
        queue.advanceTo(now.toNanos());
        List<WorldEvent> happened = new ArrayList<>(queue.journal());
        queue.journal().clear();
        return happened;
    }

    /** The demands begin to move, each VM's by the load. */
    public void beginLoad() {
        if (demands.begin()) {
            vms.values().forEach(demands::follow);
        }
    }

    /** Told of a node whenever its VMs, their demands or their shares may have changed; it must not give commands. */
    public void watchDemands(Consumer<NodeName> watcher) {
        demands.watchedBy(watcher);
    }

    /**
     * Begins a macro-step.
     *
     * @return none if it has passed before
     */
    public Optional<OperationId> runStep(NodeName node, MacroStep step, ReservationId reservation)
            throws HypervisorException {
        return deployments.runStep(node(node), step, reservation);
    }

    /** Destroys the node's VMs and begins to clear it; none if there is nothing to clear. */
    public Optional<OperationId> undo(NodeName name) throws HypervisorException {
        Node node = node(name);
        for (Migration migration : List.copyOf(node.migrations)) {
            migrations.abort(migration, Fault.NODE, "cannot migrate: " + name + " is undone");
        }
        List.copyOf(node.vms.values()).forEach(this::remove);
        return deployments.undo(node);
    }

    /** Begins to power the node on; none if it is. */
    public Optional<OperationId> powerOn(NodeName node) throws HypervisorException {
        return deployments.powerOn(node(node));
    }

    /** Begins to power the node off; none if it is. */
    public Optional<OperationId> powerOff(NodeName node) throws HypervisorException {
        return deployments.powerOff(node(node));
    }

    /** Ends the step, undo or change of power that is under way on the node, if any, without its effect. */
    public void abortOperation(NodeName node, String cause) throws HypervisorException {
        deployments.abort(node(node), cause);
    }

    /** A VM is defined on one node at a time; its memory is taken when it starts. */
    public void define(NodeName name, VmSpec spec) throws HypervisorException {
        Node node = node(name).hypervisor();
        Vm known = vms.get(spec.name());
        if (known != null && known.node != node) {
            throw new HypervisorException(
                    Fault.VM, spec.name() + " is defined on " + known.node.name() + " already", null);
        }
        if (known == null) {
            Vm vm = new Vm(spec, node, load);
            vms.put(spec.name(), vm);
            node.vms.put(spec.name(), vm);
            demands.follow(vm);
        }
    }

    /** As {@link #define} and {@link #start} of a VM whose boot is over. */
    public void defineRunning(NodeName name, VmSpec spec) throws HypervisorException {
        node(name).hypervisor();
        if (!vms.containsKey(spec.name())) {
            define(name, spec);
            Vm vm = node(name).vm(spec.name());
            vm.node.needsRoomFor(vm);
            vm.state = Vm.State.RUNNING;
            demands.refresh(vm.node);
        }
    }

    /** @return the boot; none if the VM has booted before */
    public Optional<OperationId> start(NodeName node, VmName name) throws HypervisorException {
        Vm vm = node(node).vm(name);
        if (vm.state == Vm.State.DEFINED) {
            vm.node.needsRoomFor(vm);
            return Optional.of(boots.begin(vm));
        }
        return Optional.ofNullable(vm.boot).map(Boot::id);
    }

    /**
     * @return the boot that must end before the guest answers; none if it answers
     * @throws HypervisorException if the VM does not run
     */
    public Optional<OperationId> bootOf(NodeName node, VmName name) throws HypervisorException {
        Vm vm = node(node).vm(name);
        return switch (vm.state) {
            case BOOTING -> Optional.of(Objects.requireNonNull(vm.boot).id());
            case RUNNING -> Optional.empty();
            case DEFINED, SUSPENDED ->
                throw new HypervisorException(Fault.VM, name + " does not answer: it is " + lower(vm.state), null);
        };
    }

    /** Stops the VM at once; a boot or migration of it ends. */
    public void stop(NodeName node, VmName name) throws HypervisorException {
        halt(node(node).vm(name), "was stopped");
    }

    public void suspend(NodeName node, VmName name) throws HypervisorException {
        change(node(node).vm(name), Vm.State.RUNNING, Vm.State.SUSPENDED);
    }

    public void resume(NodeName node, VmName name) throws HypervisorException {
        change(node(node).vm(name), Vm.State.SUSPENDED, Vm.State.RUNNING);
    }

    /** Stops the VM if need be, and forgets it; nothing happens if the node does not know it. */
    public void destroy(NodeName node, VmName name) throws HypervisorException {
        Vm vm = node(node).hypervisor().vms.get(name);
        if (vm != null) {
            remove(vm);
        }
    }

    /**
     * Begins a live migration. The VM's memory is taken on both nodes until it ends.
     *
     * @return none if the VM is there already
     */
    public Optional<OperationId> migrate(NodeName from, VmName name, NodeName to) throws HypervisorException {
        Node source = node(from).hypervisor();
        Node destination = node(to).hypervisor();
        if (!source.vms.containsKey(name) && destination.vms.containsKey(name)) {
            return Optional.empty();
        }
        Vm vm = source.vm(name);
        if (vm.migration != null && vm.migration.to == destination) {
            return Optional.of(vm.migration.id);
        }
        if (vm.migration != null || vm.state != Vm.State.RUNNING || source == destination) {
            String state = vm.migration != null ? "migrating to " + vm.migration.to.name() : lower(vm.state);
            throw new HypervisorException(
                    Fault.VM, name + " is " + state + " on " + from + ": it cannot migrate to " + to, null);
        }
        destination.needsRoomFor(vm);
        return Optional.of(migrations.begin(vm, destination, demands));
    }

    /** Leaves the VM on the node that it is on; nothing happens if it does not migrate. */
    public void abortMigration(NodeName from, VmName name, Fault fault, String cause) throws HypervisorException {
        Vm vm = node(from).hypervisor().vms.get(name);
        if (vm != null && vm.migration != null) {
            migrations.abort(vm.migration, fault, cause);
        }
    }

    /**
     * From now on the VM's migration goes so many times slower than the model says; nothing happens if it does not migrate.
     *
     * @param times above 0
     */
    public void slowMigration(NodeName from, VmName name, double times) throws HypervisorException {
        Vm vm = node(from).hypervisor().vms.get(name);
        if (vm != null && vm.migration != null) {
            vm.migration.slowdown = times;
            Migrations.reconsider(vm.migration);
        }
    }

    /** Every domain on the node. */
    public List<Domain> domains(NodeName node) throws HypervisorException {
        return node(node).hypervisor().vms.values().stream()
                .map(vm -> new Domain(vm.name(), vm.domainState()))
                .toList();
    }

    /** The node and the VMs that live on it. */
    public NodeStats stats(NodeName name) throws HypervisorException {
        Node node = node(name).hypervisor();
        List<VmSample> samples = node.vms.values().stream()
                .filter(Vm::alive)
                .map(vm -> new VmSample(
                        vm.name(),
                        vm.usedPercent,
                        vm.demandPercent(),
                        vm.spec.size().memoryMiB(),
                        vm.throughput()))
                .toList();
        return new NodeStats(epoch.plus(now()), node.spec.capacity(), node.memoryUsedMiB(), samples);
    }

    public WorldSummary summary() {
        Set<VmName> seen = new HashSet<>();
        List<VmName> twice = nodes.values().stream()
                .flatMap(node -> node.vms.keySet().stream())
                .filter(name -> !seen.add(name))
                .toList();
        return new WorldSummary(
                now(),
                count(nodes.values(), node -> node.deployment.inOneWord()),
                count(vms.values(), vm -> lower(vm.state)),
                (int) vms.values().stream().filter(vm -> vm.migration != null).count(),
                (int) nodes.values().stream().filter(Node::overloaded).count(),
                twice.size(),
                demands.begun());
    }

    private Node node(NodeName name) throws HypervisorException {
        @Nullable Node node = nodes.get(name);
        if (node == null) {
            throw new HypervisorException(Fault.NODE, "there is no node " + name, null);
        }
        return node;
    }

    private void halt(Vm vm, String why) {
        if (vm.migration != null) {
            migrations.abort(vm.migration, Fault.VM, why);
        }
        boots.abort(vm, why);
        vm.state = Vm.State.DEFINED;
        demands.refresh(vm.node);
    }

    private void remove(Vm vm) {
        halt(vm, "was destroyed");
        Demands.leave(vm);
        vms.remove(vm.name());
        vm.node.vms.remove(vm.name());
        demands.refresh(vm.node);
    }

    private void change(Vm vm, Vm.State from, Vm.State to) throws HypervisorException {
        if (vm.state == to) {
            return;
        }
        if (vm.state != from || vm.migration != null) {
            String state = vm.migration != null ? "migrating" : lower(vm.state);
            throw new HypervisorException(
                    Fault.VM, vm.name() + " is " + state + ": it cannot become " + lower(to), null);
        }
        vm.state = to;
        demands.refresh(vm.node);
    }

    private static <T> Map<String, Integer> count(Collection<T> things, Function<T, String> state) {
        return things.stream().collect(Collectors.groupingBy(state, TreeMap::new, Collectors.summingInt(thing -> 1)));
    }

    private static String lower(Object state) {
        return state.toString().toLowerCase(Locale.ROOT);
    }
}
