package org.farandole.vm.node;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.farandole.contracts.dvms.IspId;
import org.farandole.contracts.dvms.PlacedVm;
import org.farandole.contracts.dvms.RingMail;
import org.farandole.contracts.dvms.RingMessage;
import org.farandole.contracts.node.NodeName;
import org.farandole.contracts.vm.VmName;
import org.farandole.vm.life.Vm;
import org.farandole.vm.life.VmEffect;
import org.farandole.vm.life.VmInput;
import org.farandole.vm.life.VmLife;
import org.jspecify.annotations.Nullable;

/**
 * Some nodes and the VMs around them, locked, in one transaction: the only place where placements and fences change, and
 * they change together. When the books are closed, every node whose placement changed without a plan has its fence moved by
 * two and is told (E5), once, however much changed. For one thread.
 */
public final class Books {

    private final Ledger ledger;
    private final SortedMap<NodeName, Node> nodes = new TreeMap<>();
    private final Map<NodeName, Node> nodesAsRead;
    private final Map<VmName, Vm> vms = new HashMap<>();
    private final Set<NodeName> read = new HashSet<>();
    private final Set<VmName> touched = new TreeSet<>();
    private final Set<NodeName> placementChanged = new TreeSet<>();
    private final List<VmEffect> effects = new ArrayList<>();
    private final List<RingMail> mails = new ArrayList<>();

    Books(Ledger ledger, Collection<Node> locked) {
        this.ledger = ledger;
        locked.forEach(node -> nodes.put(node.name(), node));
        this.nodesAsRead = Map.copyOf(nodes);
    }

    /** The locked nodes, by name. */
    public Collection<Node> nodes() {
        return List.copyOf(nodes.values());
    }

    public Optional<Node> node(NodeName name) {
        return Optional.ofNullable(nodes.get(name));
    }

    private Node locked(NodeName name) {
        Node node = nodes.get(name);
        if (node == null) {
            throw new IllegalStateException("Node " + name + " is not locked in this transaction");
        }
        return node;
    }

    public void put(Node node) {
        locked(node.name());
        nodes.put(node.name(), node);
    }

    /** The VMs of these names, where they exist. Stable only where their nodes are locked. */
    public List<Vm> vms(Collection<VmName> names) {
        List<VmName> unread =
                names.stream().filter(name -> !vms.containsKey(name)).toList();
        if (!unread.isEmpty()) {
            ledger.vms().named(unread).forEach(vm -> vms.put(vm.name(), vm));
        }
        return names.stream()
                .flatMap(name -> Optional.ofNullable(vms.get(name)).stream())
                .toList();
    }

    public Optional<Vm> vm(VmName name) {
        return vms(List.of(name)).stream().findFirst();
    }

    /** All that is on a locked node, planned there or on its way to it; by name. */
    public List<Vm> around(NodeName node) {
        readAround(List.of(node));
        return vms.values().stream()
                .filter(vm -> vm.claims(node))
                .sorted(Comparator.comparing(Vm::name))
                .toList();
    }

    /** All that is on any of the locked nodes, planned there or on its way to one; read at once. */
    public List<Vm> around() {
        readAround(nodes.keySet());
        return vms.values().stream()
                .filter(vm -> nodes.keySet().stream().anyMatch(vm::claims))
                .toList();
    }

    private void readAround(Collection<NodeName> wanted) {
        wanted.forEach(this::locked);
        List<NodeName> unread = wanted.stream().filter(read::add).toList();
        if (!unread.isEmpty()) {
            ledger.vms().around(unread).forEach(vm -> vms.putIfAbsent(vm.name(), vm));
        }
    }

    /** What the agents are told: by name. */
    public List<PlacedVm> placement(NodeName node) {
        return around(node).stream()
                .filter(vm -> vm.state().placed() && node.equals(vm.state().on()))
                .map(Vm::asPlaced)
                .toList();
    }

    /** Memory that nothing takes: no VM there, planned, leaving or on its way to it. */
    public int freeMiB(NodeName node) {
        return locked(node).description().capacity().memoryMiB()
                - around(node).stream().mapToInt(Vm::memoryMiB).sum();
    }

    /** Adds VMs that were just planned. */
    public void add(Collection<Vm> planned) {
        planned.forEach(vm -> vms.put(vm.name(), vm));
        ledger.vms().add(planned);
    }

    public Vm apply(VmName name, VmInput input) {
        Vm before = vm(name).orElseThrow(() -> new IllegalStateException("There is no VM " + name));
        VmLife.Step step = VmLife.decide(before, input);
        Vm after = step.vm();
        if (!after.equals(before)) {
            vms.put(name, after);
            touched.add(name);
            notePlacement(before, after);
        }
        effects.addAll(step.effects());
        return after;
    }

    private void notePlacement(Vm before, Vm after) {
        NodeName from = before.state().placed() ? before.state().on() : null;
        NodeName to = after.state().placed() ? after.state().on() : null;
        boolean same = from == null ? to == null : from.equals(to);
        if (!same) {
            noteChange(from);
            noteChange(to);
        }
    }

    private void noteChange(@Nullable NodeName node) {
        if (node != null) {
            locked(node);
            placementChanged.add(node);
        }
    }

    /** Creates what is planned on the node and destroys what is doomed there, if it answers and no plan holds it. */
    public void open(NodeName name) {
        Node node = locked(name);
        if (node.usable() && node.idle()) {
            around(name).forEach(vm -> apply(vm.name(), new VmInput.NodeOpen()));
        }
    }

    /** E2: the plan takes the nodes, and each is told. */
    public void hold(IspId isp, Set<NodeName> names) {
        for (NodeName name : names) {
            Node held = locked(name).held(isp);
            put(held);
            mail(held, new RingMessage.Accepted(isp, names, held.fence()));
        }
    }

    /** E4: the plan is over; what each node is told. */
    public Map<NodeName, RingMessage.Finished> release(
            IspId isp, Set<NodeName> names, List<RingMessage.ActionResult> results) {
        readAround(names);
        Map<NodeName, RingMessage.Finished> told = new TreeMap<>();
        for (NodeName name : names) {
            Node released = locked(name).released();
            put(released);
            placementChanged.remove(name);
            RingMessage.Finished finished =
                    new RingMessage.Finished(isp, names, released.fence(), placement(name), results);
            told.put(name, finished);
            mail(released, finished);
        }
        return told;
    }

    public void mail(Node to, RingMessage.FromExecutor message) {
        mails.add(new RingMail(to.name(), to.description().slot(), null, message));
    }

    /** Writes all of it, events and commands too. */
    public void close() {
        List<NodeName> changed =
                placementChanged.stream().filter(name -> locked(name).idle()).toList();
        readAround(changed);
        for (NodeName name : changed) {
            Node node = locked(name).changed();
            put(node);
            mail(node, new RingMessage.Changed(node.fence(), placement(name)));
        }
        ledger.nodesTable()
                .write(nodes.values().stream()
                        .filter(node -> !node.equals(nodesAsRead.get(node.name())))
                        .toList());
        ledger.vms().write(touched.stream().map(vms::get).toList());
        ledger.send(effects, mails);
    }
}
