package org.farandole.placement.search;

import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.farandole.placement.Problem;
import org.farandole.placement.plan.Plan;

/** All the plans of a problem that are one migration and no more. For those who have more to choose by than the objective. */
public final class SingleMigrations {

    private final Instance instance;
    private final Arrangement at;
    private final Sequencer sequencer;

    public SingleMigrations(Problem problem) {
        instance = new Instance(problem);
        at = new Arrangement(instance);
        sequencer = new Sequencer(instance);
    }

    /** A migration that reaches the goal by itself, and does no harm. */
    public final class Single {

        private final int vm;
        private final int destination;

        private Single(int vm, int destination) {
            this.vm = vm;
            this.destination = destination;
        }

        public String vm() {
            return instance.vms.get(vm).name();
        }

        public String source() {
            return instance.nodes.get(instance.host[vm]).name();
        }

        public String destination() {
            return instance.nodes.get(destination).name();
        }

        public Duration estimate() {
            return Duration.ofMillis(instance.prices.millis(vm, instance.host[vm], destination));
        }

        public Plan plan() {
            int[] hosts = instance.host.clone();
            hosts[vm] = destination;
            Sequence.Step step =
                    new Sequence.Step(Sequence.Kind.MIGRATE, vm, instance.host[vm], destination, List.of());
            Sequence alone = new Sequence(List.of(step), instance.prices.of(vm, instance.host[vm], destination));
            return Wording.plan(instance, hosts, alone, new BitSet(), new BitSet());
        }
    }

    /** Of the VMs on this node, in the order of the names of VMs, then of destinations. */
    public List<Single> from(String source) {
        List<Single> all = new ArrayList<>();
        int node = instance.node(source);
        for (int vm = 0; vm < instance.vmCount(); vm++) {
            if (instance.host[vm] == node && othersMayStay(vm)) {
                addMovesOf(vm, all);
            }
        }
        return all;
    }

    private boolean othersMayStay(int vm) {
        return IntStream.range(0, instance.vmCount()).noneMatch(other -> other != vm && instance.mustMove[other]);
    }

    private void addMovesOf(int vm, List<Single> all) {
        for (int node = instance.open.nextSetBit(0); node >= 0; node = instance.open.nextSetBit(node + 1)) {
            if (instance.mayGo(vm, node) && at.fits(vm, node) && reachesTheGoal(vm, node)) {
                all.add(new Single(vm, node));
            }
        }
    }

    private boolean reachesTheGoal(int vm, int node) {
        long penalty = at.penalty;
        at.move(vm, node);
        boolean does = at.over.isEmpty()
                && at.broken.isEmpty()
                && at.penalty <= penalty
                && sequencer.of(at.host, new int[] {vm}) instanceof Sequenced.Ordered ordered
                && ordered.sequence().steps().size() == 1;
        at.move(vm, instance.host[vm]);
        return does;
    }
}
