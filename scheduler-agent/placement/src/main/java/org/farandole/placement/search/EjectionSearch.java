package org.farandole.placement.search;

import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * Branch and bound over what is wrong: as long as a node is above its bound, a VM has to leave or a rule is broken, one of a few
 * VMs has to move in any solution (an ejection chain, Glover 1996); so these are tried, each with each place, and stay for good
 * where the others are tried. Nothing else ever moves. Bounded by what the nodes have to shed yet ({@link Needs}).
 *
 * <p>Complete: without a limit it proves that nothing cheaper exists within its region.
 */
final class EjectionSearch {

    /** Told of each arrangement that is good and cheaper than the best so far. */
    @FunctionalInterface
    interface Listener {
        /** @return its price with the detours that its order of moves takes; {@link Shedding#IMPOSSIBLE} if it has no order */
        long found(Arrangement at);
    }

    /** Small searches are over before remembering what was explored pays. */
    private static final int REMEMBER_AFTER = 256;

    private final Arrangement at;
    private final Needs needs;
    private final Branching branching;
    private final Effort effort;
    private final Listener listener;
    private final boolean soft;
    private final boolean remembers;
    private @Nullable Explored explored;
    private long below;
    private long lastNode;
    private boolean cut;
    private int refused;

    /**
     * @param at with the VMs of the region where they were before any move
     * @param turn breaks ties between places
     * @param remembers what was explored, for searches that may be long
     */
    EjectionSearch(Arrangement at, Region region, Effort effort, long turn, Listener listener, boolean remembers) {
        this.at = at;
        this.effort = effort;
        this.listener = listener;
        this.remembers = remembers;
        needs = new Needs(at, (BitSet) region.vms().clone());
        branching = new Branching(at, needs, region.nodes(), turn);
        soft = at.instance.guards.stream().anyMatch(Guard::soft);
    }

    /** A lower bound on the price of any solution, before the search. */
    long bound() {
        long sum = needs.sum();
        return sum >= Shedding.IMPOSSIBLE ? sum : at.price + sum;
    }

    /**
     * Looks for solutions cheaper than {@code below}.
     *
     * @return whether the search is complete: it was not cut by a limit
     */
    boolean run(long priceBelow, long mostNodes) {
        below = priceBelow;
        cut = false;
        long first = effort.searchNodes();
        lastNode = first + Math.min(REMEMBER_AFTER, mostNodes);
        explored = null;
        descend();
        if (cut && remembers && mostNodes > REMEMBER_AFTER && !effort.exhausted()) {
            cut = false;
            explored = new Explored(at);
            lastNode = first + mostNodes;
            descend();
        }
        return !cut;
    }

    private void descend() {
        effort.decided(1);
        if (effort.searchNodes() > lastNode || effort.exhausted()) {
            cut = true;
            return;
        }
        if (!promising() || explored != null && explored.hopeless(below - at.price)) {
            effort.failed(1);
            return;
        }
        int[] suspects = branching.suspects();
        if (suspects == null) {
            solution();
            return;
        }
        int refusedBefore = refused;
        long state = explored == null ? 0 : explored.state();
        branch(suspects);
        if (explored != null && !cut && refused == refusedBefore) {
            explored.remember(state, below - at.price);
        }
    }

    private boolean promising() {
        return needs.sum() < Shedding.IMPOSSIBLE && at.price + needs.sum() + branching.brokenRules() < below;
    }

    /** One of the suspects moves; those tried before stay. */
    private void branch(int[] suspects) {
        int settled = 0;
        for (; settled < suspects.length && !cut; settled++) {
            int vm = suspects[settled];
            if (!branching.likeOneBefore(suspects, settled)) {
                place(vm);
            }
            settle(vm, true);
            if (!promising()) {
                settled++;
                break;
            }
        }
        while (settled > 0) {
            settle(suspects[--settled], false);
        }
    }

    private void settle(int vm, boolean stays) {
        branching.touched(at.host[vm], at.host[vm], stays ? 1 : -1);
        if (stays) {
            needs.settle(vm);
        } else {
            needs.unsettle(vm);
        }
        if (explored != null) {
            explored.settle(vm);
        }
    }

    private void place(int vm) {
        int source = at.host[vm];
        int[] destinations = branching.destinations(vm, below - at.price - needs.sum());
        settle(vm, true);
        for (int destination : destinations) {
            if (cut) {
                break;
            }
            move(vm, source, destination, 1);
            descend();
            move(vm, destination, source, -1);
        }
        settle(vm, false);
    }

    private void move(int vm, int from, int to, int touch) {
        branching.touched(from, to, touch);
        if (explored == null) {
            needs.move(vm, to);
        } else {
            explored.flip(vm, from, to);
            needs.move(vm, to);
            explored.flip(vm, from, to);
        }
    }

    private void solution() {
        long price = at.price + at.penalty;
        if (price < below) {
            long withDetours = listener.found(at);
            below = Math.min(below, withDetours);
            if (withDetours > price) {
                refused++;
                makeRoom();
            }
        }
        if (soft) {
            mend();
        }
    }

    /** An order, or one without detours, takes more room where VMs arrive: somebody has to leave there. */
    private void makeRoom() {
        int[] others = branching.neighboursOfMoved();
        if (others.length > 0 && at.price < below) {
            branch(others);
        }
    }

    /** Whether moving more VMs pays because fewer soft rules are broken then. */
    private void mend() {
        int[] all = branching.softSuspects();
        if (all.length > 0 && at.price < below) {
            branch(all);
        }
    }
}
