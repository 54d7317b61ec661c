package org.farandole.placement.search;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
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

    private static final int[] NOBODY = {};

    private final Arrangement at;
    private final Needs needs;
    private final Branching branching;
    private final Effort effort;
    private final Listener listener;
    private final boolean soft;
    private final List<Branch> branches = new ArrayList<>();
    private final boolean remembers;
    private @Nullable Explored explored;
    private long below;
    private long lastNode;
    private boolean cut;
    private int refused;

    /**
     * @param at with the VMs of the region where they were before any move
     * @param shuffle 0 for the likeliest places first; other numbers for orders that stray from that
     * @param remembers what was explored, for searches that may be long
     */
    EjectionSearch(Arrangement at, Region region, Effort effort, long shuffle, Listener listener, boolean remembers) {
        this.at = at;
        this.effort = effort;
        this.listener = listener;
        this.remembers = remembers;
        needs = new Needs(at, (BitSet) region.vms().clone());
        branching = new Branching(at, needs, region.nodes(), effort.seed(), shuffle);
        soft = at.instance.guards.stream().anyMatch(Guard::soft);
    }

    /** A lower bound on the price of any solution, before the search. */
    long bound() {
        long sum = needs.sum();
        long rules = sum >= Shedding.IMPOSSIBLE ? 0 : branching.brokenRules();
        return Math.max(sum, rules) >= Shedding.IMPOSSIBLE ? Shedding.IMPOSSIBLE : at.price + sum + rules;
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
        search();
        if (cut && remembers && mostNodes > REMEMBER_AFTER && !effort.exhausted()) {
            cut = false;
            explored = new Explored(at);
            lastNode = first + mostNodes;
            search();
        }
        return !cut;
    }

    /** Depth first; as deep as a plan has moves, so not by recursion. */
    private void search() {
        descend();
        while (!branches.isEmpty()) {
            Branch branch = branches.getLast();
            if (!branch.next()) {
                branches.removeLast();
                branch.leave();
            }
        }
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
        } else {
            branches.add(new Branch(Why.SOMETHING_IS_WRONG, suspects));
        }
    }

    private boolean promising() {
        return needs.sum() < Shedding.IMPOSSIBLE && at.price + needs.sum() + branching.brokenRules() < below;
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
        boolean detours = false;
        if (price < below) {
            long withDetours = listener.found(at);
            below = Math.min(below, withDetours);
            detours = withDetours > price;
        }
        if (detours) {
            refused++;
            makeRoom();
        } else {
            mend();
        }
    }

    /** An order, or one without detours, takes more room: somebody else has to leave. */
    private void makeRoom() {
        int[] others = branching.inTheWay();
        if (others.length > 0 && at.price < below) {
            branches.add(new Branch(Why.NO_ORDER, others));
        } else {
            mend();
        }
    }

    /** Whether moving more VMs pays because fewer soft rules are broken then. */
    private void mend() {
        int[] all = soft ? branching.softSuspects() : NOBODY;
        if (all.length > 0 && at.price < below) {
            branches.add(new Branch(Why.SOFT_RULES, all));
        }
    }

    private enum Why {
        SOMETHING_IS_WRONG,
        NO_ORDER,
        SOFT_RULES
    }

    /** One of the suspects moves; those tried before stay. */
    private final class Branch {
        private final Why why;
        private final int[] suspects;
        private final int refusedBefore = refused;
        private final long state = explored == null ? 0 : explored.state();
        /** Suspects that are settled, but for the one that is moving. */
        private int settled;

        private boolean moving;
        private int source;
        private int[] destinations = NOBODY;
        private int tried;

        Branch(Why why, int[] suspects) {
            this.why = why;
            this.suspects = suspects;
        }

        /** Goes on with the next place of the VM that is moving, or with the next VM; false at the end. */
        boolean next() {
            if (moving) {
                goOn();
                return true;
            }
            if (cut || settled == suspects.length || settled > 0 && !promising()) {
                return false;
            }
            int vm = suspects[settled];
            if (branching.likeOneBefore(suspects, settled)) {
                settle(vm, true);
                settled++;
            } else {
                source = at.host[vm];
                destinations = branching.destinations(vm, below - at.price - needs.sum());
                tried = 0;
                moving = true;
                settle(vm, true);
            }
            return true;
        }

        private void goOn() {
            int vm = suspects[settled];
            if (at.host[vm] != source) {
                move(vm, at.host[vm], source, -1);
            }
            if (!cut && tried < destinations.length) {
                move(vm, source, destinations[tried++], 1);
                descend();
            } else {
                moving = false;
                settled++;
            }
        }

        void leave() {
            while (settled > 0) {
                settle(suspects[--settled], false);
            }
            switch (why) {
                case SOMETHING_IS_WRONG -> {
                    if (explored != null && !cut && refused == refusedBefore) {
                        explored.remember(state, below - at.price);
                    }
                }
                case NO_ORDER -> mend();
                case SOFT_RULES -> {}
            }
        }
    }
}
