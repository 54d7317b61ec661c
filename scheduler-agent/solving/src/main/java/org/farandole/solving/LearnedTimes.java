package org.farandole.solving;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.farandole.contracts.dvms.NodeState;
import org.farandole.contracts.dvms.PlacedVm;
import org.farandole.contracts.node.NodeName;
import org.farandole.contracts.vm.VmEvent;
import org.farandole.contracts.vm.VmName;
import org.farandole.contracts.vm.VmSize;
import org.farandole.placement.Vm;
import org.farandole.placement.cost.Corrections;
import org.farandole.placement.cost.MigrationTime;

/**
 * How far migrations are from the model, learned from those that are over: observed ÷ modelled time is taken for a factor of the
 * VM (how fast it writes) times one of the pair of nodes (how their links are shared). Each is an exponentially weighted mean,
 * a geometric one as these are ratios, of what an observation leaves to it when the other is taken for known; the first few
 * weigh as in a plain mean. The two weights never exceed one together, so the product approaches what is observed and does not
 * overshoot.
 *
 * <p>Bounded, and forgets VMs that are gone. Not thread-safe.
 */
public final class LearnedTimes {

    /** Of an observation, once there were a few. */
    private static final double WEIGHT = 0.25;

    private static final double LEAST = Corrections.LEAST_PERMILLE / 1000.0;
    private static final double MOST = Corrections.MOST_PERMILLE / 1000.0;

    private final MigrationTime model;
    private final Map<VmName, VmSize> sizes = new HashMap<>();
    private final Map<VmName, Factor> vms = new HashMap<>();
    private final Map<Link, Factor> links;

    private record Link(NodeName source, NodeName destination) {}

    /** @param seen observations, itself among them */
    private record Factor(double value, int seen) {

        private static final Factor NEUTRAL = new Factor(1, 0);

        Factor after(double observed) {
            double weight = Math.max(WEIGHT, 1.0 / (seen + 2));
            return new Factor(bounded(value * Math.pow(bounded(observed) / value, weight)), seen + 1);
        }

        int permille() {
            return (int) Math.round(value * 1000);
        }

        private static double bounded(double factor) {
            return Math.clamp(factor, LEAST, MOST);
        }
    }

    /** @param mostLinks pairs of nodes to remember; of more, those that were used longest ago are forgotten */
    public LearnedTimes(MigrationTime model, int mostLinks) {
        this.model = model;
        links = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Link, Factor> eldest) {
                return size() > mostLinks;
            }
        };
    }

    /** Learns from what became of a VM; a migration of a VM of unknown size teaches nothing. */
    public void on(VmEvent event) {
        switch (event) {
            case VmEvent.Planned planned ->
                sizes.put(planned.description().name(), planned.description().size());
            case VmEvent.Migrated migrated -> migrated(migrated);
            case VmEvent.Destroyed gone -> forget(gone.vm());
            case VmEvent.GivenUp gone -> forget(gone.vm());
            case VmEvent.Defined _,
                    VmEvent.Booting _,
                    VmEvent.Running _,
                    VmEvent.PhaseFailed _,
                    VmEvent.Migrating _,
                    VmEvent.Stopped _,
                    VmEvent.Lost _,
                    VmEvent.Cleared _ -> {}
        }
    }

    private void migrated(VmEvent.Migrated event) {
        VmSize size = sizes.get(event.vm());
        if (size == null || event.took().isNegative() || event.took().isZero()) {
            return;
        }
        Duration modelled = model.of(new Vm(event.vm().value(), event.source().value(), 0, size.memoryMiB()));
        if (modelled.isZero()) {
            return;
        }
        double ratio = (double) event.took().toNanos() / modelled.toNanos();
        Link link = new Link(event.source(), event.node());
        Factor ofVm = vms.getOrDefault(event.vm(), Factor.NEUTRAL);
        Factor ofLink = links.getOrDefault(link, Factor.NEUTRAL);
        vms.put(event.vm(), ofVm.after(ratio / ofLink.value()));
        links.put(link, ofLink.after(ratio / ofVm.value()));
    }

    private void forget(VmName vm) {
        sizes.remove(vm);
        vms.remove(vm);
    }

    /** What is known about these nodes and the VMs on them. A VM that was planned before all that was read is known from now on. */
    public Learned about(Collection<NodeState> states) {
        Map<VmName, Integer> known = new TreeMap<>();
        for (NodeState state : states) {
            for (NodeState.VmDemand vm : state.vms()) {
                PlacedVm placed = vm.placed();
                sizes.putIfAbsent(placed.vm(), placed.size());
                Factor factor = vms.get(placed.vm());
                if (factor != null) {
                    known.put(placed.vm(), factor.permille());
                }
            }
        }
        return new Learned(known, pairs(states));
    }

    private List<Learned.Pair> pairs(Collection<NodeState> states) {
        List<Learned.Pair> known = new ArrayList<>();
        for (NodeState from : states) {
            for (NodeState to : states) {
                Factor factor = links.get(new Link(from.node(), to.node()));
                if (factor != null) {
                    known.add(new Learned.Pair(from.node(), to.node(), factor.permille()));
                }
            }
        }
        return known;
    }
}
