package org.farandole.vm.launch;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.farandole.contracts.node.NodeDescription;
import org.farandole.contracts.node.NodeName;
import org.farandole.contracts.reservation.Booking;
import org.farandole.contracts.reservation.ReservationId;
import org.farandole.contracts.topic.Topics;
import org.farandole.contracts.vm.MacAddress;
import org.farandole.contracts.vm.VmDescription;
import org.farandole.contracts.vm.VmEvent;
import org.farandole.contracts.vm.VmName;
import org.farandole.messaging.Outbox;
import org.farandole.vm.life.Vm;
import org.farandole.vm.life.VmInput;
import org.farandole.vm.life.VmState;
import org.farandole.vm.life.Vms;
import org.farandole.vm.node.Books;
import org.farandole.vm.node.Ledger;
import org.farandole.vm.node.Node;
import org.farandole.vm.node.Nodes;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Plans a launch's VMs, and has each created as soon as its node is ready. Thread-safe; a repeat of a call is a no-op. */
@ApplicationScoped
public class Launcher {

    private static final Logger LOG = Logger.getLogger(Launcher.class);

    private final Launches launches;
    private final Ledger ledger;
    private final Nodes nodes;
    private final Vms vms;
    private final Outbox outbox;

    Launcher(Launches launches, Ledger ledger, Nodes nodes, Vms vms, Outbox outbox) {
        this.launches = launches;
        this.ledger = ledger;
        this.nodes = nodes;
        this.vms = vms;
        this.outbox = outbox;
    }

    /** Its booking is kept: a release before the start has to clear its nodes too. */
    @Transactional
    public void granted(Booking booking) {
        nodes.register(booking.nodes());
        launches.add(booking, Launch.Status.GRANTED);
    }

    @Transactional
    public void started(Booking booking) {
        nodes.register(booking.nodes());
        launches.add(booking, Launch.Status.GRANTED);
        Launch launch = launches.lock(booking.reservation()).orElseThrow();
        if (launch.status() != Launch.Status.GRANTED) {
            return;
        }
        launches.set(launch.reservation(), Launch.Status.STARTED, null);
        Books books = ledger.open(launch.nodes());
        List<Vm> planned = plan(launch, launches.dropped(launch.reservation()));
        books.add(planned);
        for (Vm vm : planned) {
            tell(new VmEvent.Planned(
                    vm.description(),
                    ((VmState.Planned) vm.state()).node(),
                    MacAddress.of(vm.description().address())));
        }
        openReady(books, launch.reservation());
        books.close();
        LOG.infof(
                "launch started reservationId=%s vms=%d nodes=%d",
                launch.reservation(), planned.size(), launch.nodes().size());
    }

    private List<Vm> plan(Launch launch, Set<NodeName> dropped) {
        List<Spread.Room> rooms = launch.booking().nodes().stream()
                .filter(node -> !dropped.contains(node.name()))
                .map(node -> new Spread.Room(node.name(), node.capacity().memoryMiB(), 0, true))
                .toList();
        List<VmDescription> wanted = new ArrayList<>();
        for (int i = 0; i < launch.booking().manifest().vms().count(); i++) {
            wanted.add(launch.vm(i));
        }
        int memoryMiB = launch.booking().manifest().vms().size().memoryMiB();
        List<Optional<NodeName>> spread = Spread.roundRobin(wanted.size(), memoryMiB, rooms);
        Set<VmName> taken = vms.taken(wanted.stream().map(VmDescription::name).toList());
        List<Vm> planned = new ArrayList<>();
        for (int i = 0; i < wanted.size(); i++) {
            VmDescription vm = wanted.get(i);
            if (taken.contains(vm.name())) {
                giveUp(vm, "there is a VM of this name already: choose another naming");
            } else if (spread.get(i).isEmpty()) {
                giveUp(vm, "no booked node has " + memoryMiB + " MiB left for it");
            } else {
                planned.add(Vm.planned(vm, launch.tries(), spread.get(i).get()));
            }
        }
        return planned;
    }

    private void giveUp(VmDescription vm, String cause) {
        LOG.warnf("given up vmId=%s reservationId=%s cause=%s", vm.name(), vm.reservation(), cause);
        tell(new VmEvent.GivenUp(vm.name(), vm.reservation(), cause));
    }

    private void tell(VmEvent event) {
        outbox.add(Topics.VM_EVENTS, event.key(), event);
    }

    private static void openReady(Books books, ReservationId reservation) {
        books.nodes().stream()
                .filter(node -> reservation.equals(node.readyFor()))
                .forEach(node -> books.open(node.name()));
    }

    /** The node stands in the inventory. */
    @Transactional
    public void registered(NodeDescription node) {
        nodes.register(List.of(node));
    }

    @Transactional
    public void ready(NodeDescription node, ReservationId reservation) {
        nodes.register(List.of(node));
        Books books = ledger.open(List.of(node.name()));
        Optional<Launch> launch = launches.find(reservation);
        if (launch.isPresent() && launch.get().status().over()) {
            return;
        }
        books.put(books.node(node.name()).orElseThrow().ready(reservation));
        books.open(node.name());
        books.close();
    }

    /** No VM may be placed on it any more; what was only planned there waits to be spread. */
    @Transactional
    public void draining(NodeName name) {
        Books books = ledger.open(List.of(name));
        for (Node node : books.nodes()) {
            books.put(node.drained());
            books.around(name).forEach(vm -> books.apply(vm.name(), new VmInput.Unhomed()));
        }
        books.close();
    }

    /**
     * No hypervisor stands on the node any more.
     *
     * @param reservation that deployed it; none: whoever did
     */
    @Transactional
    public void undone(NodeName name, @Nullable ReservationId reservation) {
        Books books = ledger.open(List.of(name));
        books.nodes().stream()
                .filter(node -> reservation == null || reservation.equals(node.readyFor()))
                .forEach(node -> books.put(node.undone()));
        books.close();
    }

    /** The node will not be ready: its VMs go to others. */
    @Transactional
    public void dropped(NodeName node, ReservationId reservation) {
        launches.drop(reservation, node);
        Optional<Launch> launch = launches.find(reservation);
        if (launch.isEmpty()) {
            return;
        }
        Books books = ledger.open(launch.get().nodes());
        books.around(node).forEach(vm -> books.apply(vm.name(), new VmInput.Unhomed()));
        spread(books, launch.get());
        books.close();
    }

    /** {@link #spread(ReservationId)} of every reservation that has such VMs. */
    public void spreadAll() {
        vms.withHomeless().forEach(this::spread);
    }

    /** Finds a node for each VM of the reservation that has none; gives up those for which there is none. */
    @Transactional
    public void spread(ReservationId reservation) {
        Optional<Launch> launch = launches.find(reservation);
        if (launch.isPresent()) {
            Books books = ledger.open(launch.get().nodes());
            spread(books, launch.get());
            books.close();
        }
    }

    private void spread(Books books, Launch launch) {
        Set<NodeName> dropped = launches.dropped(launch.reservation());
        List<Node> candidates = books.nodes().stream()
                .filter(node -> !dropped.contains(node.name()) && !node.lost() && !node.draining())
                .toList();
        for (Vm now :
                books.vms(vms.of(launch.reservation()).stream().map(Vm::name).toList())) {
            if (now.state() instanceof VmState.Homeless homeless) {
                Optional<NodeName> home =
                        Spread.elsewhere(now.memoryMiB(), homeless.avoid(), rooms(books, candidates, launch));
                books.apply(
                        now.name(),
                        home.<VmInput>map(VmInput.Homed::new)
                                .orElseGet(() -> new VmInput.NoRoom(
                                        "no node of the reservation has " + now.memoryMiB() + " MiB left for it")));
            }
        }
        openReady(books, launch.reservation());
    }

    private static List<Spread.Room> rooms(Books books, List<Node> candidates, Launch launch) {
        return candidates.stream()
                .map(node -> new Spread.Room(
                        node.name(),
                        books.freeMiB(node.name()),
                        books.around(node.name()).size(),
                        launch.reservation().equals(node.readyFor())))
                .toList();
    }
}
