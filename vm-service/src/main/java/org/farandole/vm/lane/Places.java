package org.farandole.vm.lane;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.farandole.contracts.node.NodeName;
import org.farandole.contracts.vm.VmName;
import org.farandole.hypervisor.Domain;
import org.farandole.hypervisor.Hypervisor;
import org.farandole.hypervisor.HypervisorException;
import org.jspecify.annotations.Nullable;

/** Reads from two hypervisors on which of them a VM is, after a migration that failed or was aborted. Thread-safe. */
final class Places {

    private final CommandRun.Site site;
    private final Duration limit;
    private final Duration pause;

    Places(CommandRun.Site site, Duration limit, Duration pause) {
        this.site = site;
        this.limit = limit;
        this.pause = pause;
    }

    /** Where it is. */
    sealed interface Place {
        record On(NodeName node, boolean running) implements Place {}

        /** Neither defines it, or the one that may is lost. */
        record Nowhere(String why) implements Place {}
    }

    /** What one node says; {@code domain} is none if it does not know the VM, {@code answered} false if it said nothing. */
    private record Word(boolean answered, @Nullable Domain domain) {
        boolean runs() {
            return domain != null && domain.state() == Domain.State.RUNNING;
        }
    }

    /** Asks again and again until it is known, or a node that does not answer is declared lost. */
    Place await(VmName vm, NodeName source, NodeName destination) throws InterruptedException {
        Place place = find(vm, source, destination);
        while (place == null) {
            Thread.sleep(pause);
            place = find(vm, source, destination);
        }
        return place;
    }

    /** None: not known at present, since one of them is silent and not lost, or both say that it runs. */
    @Nullable
    Place find(VmName vm, NodeName source, NodeName destination) throws InterruptedException {
        Word there = word(vm, destination);
        Word here = word(vm, source);
        // a silent node that is not lost may run it whatever the other says
        boolean all = (there.answered() || site.lost(destination)) && (here.answered() || site.lost(source));
        if (!all || there.runs() && here.runs()) {
            return null;
        }
        if (there.runs() || here.runs()) {
            return new Place.On(there.runs() ? destination : source, true);
        }
        if (here.domain() != null || there.domain() != null) {
            return new Place.On(here.domain() != null ? source : destination, false);
        }
        return new Place.Nowhere("it runs neither on " + source + " nor on " + destination);
    }

    private Word word(VmName vm, NodeName node) throws InterruptedException {
        try {
            List<Domain> domains = site.calls(node).ask(limit, Hypervisor::domains);
            Optional<Domain> domain =
                    domains.stream().filter(each -> each.vm().equals(vm)).findFirst();
            return new Word(true, domain.orElse(null));
        } catch (HypervisorException e) {
            return new Word(false, null);
        }
    }
}
