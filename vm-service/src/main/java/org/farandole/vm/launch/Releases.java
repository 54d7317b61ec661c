package org.farandole.vm.launch;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.farandole.contracts.node.NodeName;
import org.farandole.contracts.reservation.ReservationId;
import org.farandole.contracts.topic.Topics;
import org.farandole.contracts.vm.VmEvent;
import org.farandole.contracts.vm.VmName;
import org.farandole.messaging.Outbox;
import org.farandole.vm.launch.Launches.Uncleared;
import org.farandole.vm.life.Vm;
import org.farandole.vm.life.VmInput;
import org.farandole.vm.life.Vms;
import org.farandole.vm.node.Books;
import org.farandole.vm.node.Ledger;
import org.jboss.logging.Logger;

/**
 * Destroys a reservation's VMs when it is over, and clears each of its nodes once none is left there. What a plan holds
 * waits for that plan. Thread-safe; a repeat of a call is a no-op.
 */
@ApplicationScoped
public class Releases {

    private static final Logger LOG = Logger.getLogger(Releases.class);

    private final Launches launches;
    private final Ledger ledger;
    private final Vms vms;
    private final Outbox outbox;

    Releases(Launches launches, Ledger ledger, Vms vms, Outbox outbox) {
        this.launches = launches;
        this.ledger = ledger;
        this.vms = vms;
        this.outbox = outbox;
    }

    @Transactional
    public void release(ReservationId reservation, String why) {
        Optional<Launch> launch = launches.lock(reservation);
        if (launch.isEmpty() || launch.get().status().over()) {
            return;
        }
        launches.set(reservation, Launch.Status.RELEASING, why);
        Books books = ledger.open(launch.get().nodes());
        List<VmName> names = vms.of(reservation).stream().map(Vm::name).toList();
        books.vms(names);
        names.forEach(vm -> books.apply(vm, new VmInput.Release(why)));
        List<NodeName> nodes = launch.get().nodes();
        nodes.forEach(books::open);
        clear(books, nodes);
        books.close();
        LOG.infof("release reservationId=%s why=%s", reservation, why);
    }

    /** Whether it is being released, or has ended. */
    public boolean over(ReservationId reservation) {
        return launches.find(reservation)
                .filter(launch -> launch.status().over())
                .isPresent();
    }

    /** All of it is undone. */
    @Transactional
    public void ended(ReservationId reservation) {
        Optional<Launch> launch = launches.lock(reservation);
        if (launch.isPresent()) {
            launches.set(reservation, Launch.Status.ENDED, null);
            Books books = ledger.open(launch.get().nodes());
            vms.of(reservation).forEach(vm -> books.apply(vm.name(), new VmInput.NodeUndone()));
            books.close();
        }
    }

    /** These nodes are held no more, or have fewer VMs: goes on with releases that waited for it. In the caller's books. */
    public void goOn(Books books, Collection<NodeName> nodes) {
        for (Uncleared waiting : launches.uncleared(nodes)) {
            String why = launches.find(waiting.reservation()).map(Launch::why).orElse("released");
            for (Vm vm : books.around(waiting.node())) {
                if (vm.description().reservation().equals(waiting.reservation())) {
                    books.apply(vm.name(), new VmInput.Release(why == null ? "released" : why));
                }
            }
        }
        nodes.forEach(books::open);
        clear(books, nodes);
    }

    private void clear(Books books, Collection<NodeName> nodes) {
        for (Uncleared waiting : launches.uncleared(nodes)) {
            books.node(waiting.node()).ifPresent(node -> {
                boolean left = books.around(node.name()).stream()
                        .anyMatch(vm -> vm.description().reservation().equals(waiting.reservation()));
                if (!left && node.idle()) {
                    launches.clear(waiting);
                    if (waiting.reservation().equals(node.readyFor())) {
                        books.put(node.undone());
                    }
                    VmEvent cleared = new VmEvent.Cleared(node.name(), waiting.reservation());
                    outbox.add(Topics.VM_EVENTS, cleared.key(), cleared);
                }
            });
        }
    }
}
