package org.farandole.placement.search.choco;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.chocosolver.solver.Model;
import org.chocosolver.solver.Settings;
import org.chocosolver.solver.constraints.Constraint;
import org.chocosolver.solver.variables.BoolVar;
import org.chocosolver.solver.variables.IntVar;
import org.farandole.placement.Measures;
import org.jspecify.annotations.Nullable;

/**
 * A part of a placement problem as a Choco model: a host variable for each free VM, bin packing in all dimensions, a propagator
 * for each rule, one for measure and price.
 */
final class PlacementModel {

    private static final int STAYS = 8;

    final Model model = new Model("placement", Settings.prod());
    final Subproblem part;
    /** Of the free VMs. */
    final IntVar[] hosts;
    /** Of the nodes that are counted; null for the others. */
    final @Nullable BoolVar[] used;
    /** See {@link StayPropagator}. */
    final BoolVar[] stays = new BoolVar[STAYS];

    final UnaryPrices unary;
    final Measure measure;
    final Incumbent incumbent;

    private PlacementModel(Subproblem part, Measure measure, Incumbent incumbent) {
        this.part = part;
        this.measure = measure;
        this.incumbent = incumbent;
        unary = new UnaryPrices(part);
        hosts = new IntVar[part.vmCount()];
        for (int vm = 0; vm < hosts.length; vm++) {
            hosts[vm] = model.intVar("host" + part.vms[vm], part.domain[vm]);
        }
        used = new @Nullable BoolVar[part.nodeCount()];
        for (int node = 0; node < used.length; node++) {
            if (part.fixedCount[node] == 0 && measure.counts(part.instance, part.nodes[node])) {
                used[node] = model.boolVar("used" + part.nodes[node]);
            }
        }
    }

    /** Nothing where it is clear at sight that there is no arrangement. @param allowed see {@link GroupRules} */
    static Optional<PlacementModel> of(Subproblem part, Measure measure, Incumbent incumbent, int[] allowed) {
        if (part.vmCount() == 0 || part.lost()) {
            return Optional.empty();
        }
        PlacementModel model = new PlacementModel(part, measure, incumbent);
        GroupRules rules = new GroupRules(model.model, part, model.hosts, allowed);
        if (rules.lost()) {
            return Optional.empty();
        }
        model.post(rules);
        return Optional.of(model);
    }

    private void post(GroupRules rules) {
        new Constraint("packing", new PackingPropagator(part, hosts)).post();
        for (int[] alike : Likeness.groups(part, unary)) {
            IntVar[] vms = Arrays.stream(alike).mapToObj(vm -> hosts[vm]).toArray(IntVar[]::new);
            new Constraint("alike", new AlikePropagator(vms, part.home[alike[0]])).post();
        }
        for (int i = 0; i < stays.length; i++) {
            stays[i] = model.boolVar("stay" + i);
            new Constraint("stay", new StayPropagator(stays[i], hosts, part.home)).post();
        }
        IntVar[] all = Stream.of(
                        Arrays.stream(hosts), Arrays.stream(used).filter(one -> one != null), rules.breaches.stream())
                .flatMap(each -> each)
                .toArray(IntVar[]::new);
        CostPropagator cost =
                new CostPropagator(all, gauge(), unary, unary.base - rules.postedPenalty(), rules, incumbent);
        new Constraint("cost", cost).post();
    }

    private Gauge gauge() {
        Survey survey = new Survey(part, hosts);
        return switch (measure) {
            case NONE -> new Gauge.None(survey);
            case NODES_WOKEN, NODES_IN_USE -> new NodeGauge(survey, nodesCountedAnyway(), used);
            case IMBALANCE -> new ImbalanceGauge(survey, imbalanceElsewhere());
        };
    }

    private long nodesCountedAnyway() {
        long counted = 0;
        for (int node = 0; node < part.instance.nodeCount(); node++) {
            int small = part.nodeOf(node);
            int fixed = small < 0 ? part.at.count[node] : part.fixedCount[small];
            counted += fixed > 0 && measure.counts(part.instance, node) ? 1 : 0;
        }
        return counted;
    }

    private long imbalanceElsewhere() {
        long sum = Measures.imbalance(part.instance, part.at.load);
        for (int dimension = 0; dimension < part.dimensions(); dimension++) {
            for (int node : part.nodes) {
                sum -= Measures.square(part.at.load[dimension][node], part.instance.limit[dimension][node]);
            }
        }
        return sum;
    }

    /** The hosts of all VMs, by the instance's numbers, in the solver's present solution. */
    int[] solution() {
        return part.hosts(Arrays.stream(hosts).mapToInt(IntVar::getValue).toArray());
    }
}
