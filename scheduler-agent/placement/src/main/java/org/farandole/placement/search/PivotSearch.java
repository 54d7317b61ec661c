package org.farandole.placement.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.farandole.placement.Vm;
import org.jspecify.annotations.Nullable;

/**
 * Detours that turn moves without a lawful order into some that have one: first through spare nodes, with as few and then as
 * cheap ones as can be; where that fails, by suspensions. One stuck part after the other.
 */
final class PivotSearch {

    private static final int MOST_TOGETHER = 4;
    private static final long MOST_BRANCHES = 300;
    /** In steps looked at. */
    private static final long MOST_WORK = 200_000;

    private static final int MOST_FOR_ALL_TO_PIVOT = 16;

    private final Sequencer sequencer;
    private final Instance instance;
    private final SequencerSteps steps;
    private final SequencerOrder order;
    private final int[] hosts;
    private final int[] moved;
    private final List<PivotDetour> made = new ArrayList<>();
    private List<BitSet> stuck;
    /** Whether all direct orders, and all with one VM through one node, were tried. */
    private final boolean completeDirect;

    private boolean completeSingles;
    private long workLimit;
    private List<PivotDetour> best = List.of();
    private long bestExtra;

    /** @param order of the direct moves, with what is stuck in it */
    PivotSearch(Sequencer sequencer, SequencerSteps steps, SequencerOrder order, int[] hosts, int[] moved) {
        this.sequencer = sequencer;
        instance = sequencer.instance();
        this.steps = steps;
        this.order = order;
        this.hosts = hosts;
        this.moved = moved;
        stuck = stuckVms();
        completeDirect = !order.cut;
        completeSingles = completeDirect
                && stuck.size() == 1
                && moved.length <= MOST_FOR_ALL_TO_PIVOT
                && sequencer.hasPairRulesOnly();
    }

    Sequenced answer() {
        while (!stuck.isEmpty()) {
            BitSet part = stuck.getFirst();
            List<PivotDetour> more = pivots(part);
            more = more.isEmpty() ? suspensions(part) : more;
            if (more.isEmpty()) {
                return without();
            }
            made.addAll(more);
            build(List.of());
            order.find(false, MOST_BRANCHES);
            stuck = stuckVms();
        }
        build(List.of());
        return sequencer.findsOrder(MOST_BRANCHES) ? sequencer.ordered(atLeast()) : without();
    }

    private Sequenced without() {
        boolean anySuspension = instance.vms.stream().anyMatch(Vm::maySuspend);
        return new Sequenced.Without(anySuspension ? direct(0) : atLeast());
    }

    private long atLeast() {
        if (!completeDirect) {
            return direct(0);
        }
        if (!completeSingles) {
            return direct(1);
        }
        return made.size() == 1 && !made.getFirst().isSuspension() ? Math.min(sequencer.price(), direct(2)) : direct(2);
    }

    /** No order with so many migrations more than there are moves costs less. */
    private long direct(int more) {
        long least = Long.MAX_VALUE / 8;
        for (int vm = 0; vm < instance.vmCount(); vm++) {
            least = instance.mayMove[vm] ? Math.min(least, instance.prices.least(vm)) : least;
        }
        long sum = more * least;
        for (int vm : moved) {
            sum += instance.prices.least(vm);
        }
        return sum;
    }

    private List<BitSet> stuckVms() {
        return order.stuck.stream()
                .map(part -> SequencerWatch.bits(
                        Arrays.stream(part).map(step -> steps.vm[step]).toArray()))
                .toList();
    }

    private List<PivotDetour> pivots(BitSet part) {
        build(List.of());
        PivotCandidates candidates = new PivotCandidates(sequencer, steps, hosts);
        BitSet all = completeSingles && made.isEmpty() ? SequencerWatch.bits(moved) : part;
        List<PivotDetour> single = candidates.of(all, part);
        List<PivotDetour> several =
                single.stream().filter(each -> part.get(each.vm())).toList();
        completeSingles &= candidates.complete();
        return fewest(part, single, several);
    }

    private List<PivotDetour> suspensions(BitSet part) {
        List<PivotDetour> candidates = part.stream()
                .filter(vm -> instance.mayMove[vm] && instance.vms.get(vm).maySuspend())
                .mapToObj(vm -> PivotDetour.suspension(vm, instance.prices.millis(vm, instance.host[vm], hosts[vm])))
                .sorted(PivotDetour.CHEAPEST_FIRST)
                .toList();
        return fewest(part, candidates, candidates);
    }

    private List<PivotDetour> fewest(BitSet part, List<PivotDetour> single, List<PivotDetour> several) {
        workLimit = order.work + MOST_WORK;
        best = List.of();
        bestExtra = Long.MAX_VALUE;
        for (int together = 1; together <= MOST_TOGETHER && best.isEmpty(); together++) {
            combine(part, together == 1 ? single : several, 0, together, new ArrayList<>(), 0);
        }
        return best;
    }

    /** The candidates rise in price. */
    private void combine(
            BitSet part, List<PivotDetour> candidates, int from, int missing, List<PivotDetour> chosen, long extra) {
        if (missing == 0) {
            if (works(part, chosen)) {
                best = List.copyOf(chosen);
                bestExtra = extra;
            }
            return;
        }
        for (int i = from; i < candidates.size(); i++) {
            PivotDetour next = candidates.get(i);
            if (extra + missing * next.extra() >= bestExtra) {
                return;
            }
            if (order.work > workLimit) {
                completeSingles &= missing + chosen.size() > 1;
                return;
            }
            if (chosen.stream().noneMatch(other -> other.vm() == next.vm())) {
                chosen.add(next);
                combine(part, candidates, i + 1, missing - 1, chosen, extra + next.extra());
                chosen.removeLast();
            }
        }
    }

    /** Whether the part is free with these, and nothing else is stuck that was not before. */
    private boolean works(BitSet part, List<PivotDetour> more) {
        build(more);
        if (order.find(false, MOST_BRANCHES)) {
            return true;
        }
        completeSingles &= !order.cut;
        BitSet before = new BitSet();
        stuck.forEach(before::or);
        before.andNot(part);
        return stuckVms().stream().flatMapToInt(BitSet::stream).allMatch(before::get);
    }

    private void build(List<PivotDetour> more) {
        steps.clear();
        steps.detours = true;
        for (int vm : moved) {
            PivotDetour detour = detour(vm, more);
            if (detour == null) {
                steps.migrate(vm, instance.host[vm], hosts[vm], -1);
            } else if (detour.isSuspension()) {
                steps.suspend(vm, instance.host[vm], hosts[vm]);
            } else {
                int hop = steps.migrate(vm, instance.host[vm], detour.spare(), -1);
                steps.migrate(vm, detour.spare(), hosts[vm], hop);
            }
        }
    }

    private @Nullable PivotDetour detour(int vm, List<PivotDetour> more) {
        for (PivotDetour each : more) {
            if (each.vm() == vm) {
                return each;
            }
        }
        for (PivotDetour each : made) {
            if (each.vm() == vm) {
                return each;
            }
        }
        return null;
    }
}
