package org.farandole.placement.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An order in which moves are lawful one after the other. A move that can be in nobody's way is made at once; what is left falls
 * apart into moves that have no node in common with others, and each such part is searched depth first, remembering the sets of
 * moves that could not be finished. Complete, unless the limit on branches is met.
 */
final class SequencerOrder {

    private final SequencerSteps steps;
    private final @Nullable SequencerRules rules;
    /** The steps made, in their order. */
    int[] made = new int[16];

    int count;
    /** Parts of which some step cannot be made. */
    final List<int[]> stuck = new ArrayList<>();
    /** A limit was met, so what is stuck may not be. */
    boolean cut;
    /** Of the search so far, in steps looked at. */
    long work;

    private int[] free = new int[0];
    private int[] wanted = new int[0];
    private boolean[] done = new boolean[16];
    private int[][] concerned = new int[16][];
    private final Set<BitSet> failed = new HashSet<>();
    private long branchesLeft;

    SequencerOrder(SequencerSteps steps, @Nullable SequencerRules rules) {
        this.steps = steps;
        this.rules = rules;
    }

    /** Whether there is an order of all steps; then {@link #made} is one, else {@link #stuck} says what is in the way. */
    boolean find(boolean elastic, long mostBranches) {
        prepare(elastic);
        branchesLeft = mostBranches;
        int[] open = new int[steps.size];
        Arrays.setAll(open, step -> step);
        for (int[] part : parts(peel(open))) {
            if (!solve(part)) {
                stuck.add(part);
            }
        }
        putBack();
        return stuck.isEmpty();
    }

    private void prepare(boolean elastic) {
        steps.reckon(elastic, rules);
        free = steps.room.clone();
        wanted = new int[free.length];
        if (made.length < steps.size) {
            made = new int[steps.size];
            done = new boolean[steps.size];
            concerned = new int[steps.size][];
        }
        Arrays.fill(done, false);
        count = 0;
        cut = false;
        stuck.clear();
        failed.clear();
        for (int step = 0; step < steps.size; step++) {
            add(wanted, steps.takes[step], 1);
            if (rules != null) {
                concerned[step] = rules.concerned(steps.vm[step], steps.left(step), steps.goal(step));
            }
        }
    }

    private static void add(int[] pools, int[] amounts, int sign) {
        for (int i = 0; i < amounts.length; i += 2) {
            pools[amounts[i]] += sign * amounts[i + 1];
        }
    }

    /** Leaves the rules as they were before any move. */
    private void putBack() {
        for (int step = 0; rules != null && step < steps.size; step++) {
            rules.put(steps.vm[step], steps.instance.host[steps.vm[step]]);
        }
    }

    /** Makes all steps that can be in nobody's way. @return those that are left */
    private int[] peel(int[] open) {
        int[] left = open.clone();
        int length = left.length;
        int before = length + 1;
        while (length < before) {
            before = length;
            length = 0;
            for (int i = 0; i < before; i++) {
                int step = left[i];
                work++;
                if (isHarmless(step)) {
                    make(step);
                } else {
                    left[length++] = step;
                }
            }
        }
        return Arrays.copyOf(left, length);
    }

    /** If a step can be made and all that is still wanted of its pools is there, any order may as well begin with it. */
    private boolean isHarmless(int step) {
        if (!isReady(step)) {
            return false;
        }
        int[] takes = steps.takes[step];
        for (int i = 0; i < takes.length; i += 2) {
            if (wanted[takes[i]] > free[takes[i]]) {
                return false;
            }
        }
        // At its last node a VM meets none that it must not meet, if those on their way elsewhere do not pass there.
        return rules == null
                || concerned[step].length == 0
                || steps.kind[step] == Sequence.Kind.SUSPEND
                || !steps.detours && rules.pairwise(concerned[step]) && allows(step);
    }

    private boolean isReady(int step) {
        return steps.first[step] < 0 || done[steps.first[step]];
    }

    private boolean allows(int step) {
        return rules == null || rules.allows(concerned[step], steps.vm[step], steps.goal(step));
    }

    private boolean canBeMade(int step) {
        if (!isReady(step)) {
            return false;
        }
        int[] takes = steps.takes[step];
        for (int i = 0; i < takes.length; i += 2) {
            if (takes[i + 1] > free[takes[i]]) {
                return false;
            }
        }
        return allows(step);
    }

    private void make(int step) {
        add(free, steps.takes[step], -1);
        add(wanted, steps.takes[step], -1);
        add(free, steps.gives[step], 1);
        done[step] = true;
        made[count++] = step;
        if (rules != null) {
            rules.put(steps.vm[step], steps.goal(step));
        }
    }

    private void undoTo(int mark) {
        while (count > mark) {
            int step = made[--count];
            add(free, steps.gives[step], -1);
            add(wanted, steps.takes[step], 1);
            add(free, steps.takes[step], 1);
            done[step] = false;
            if (rules != null) {
                rules.put(steps.vm[step], steps.left(step));
            }
        }
    }

    private boolean solve(int[] open) {
        int mark = count;
        int[] left = peel(open);
        if (left.length == 0) {
            return true;
        }
        List<int[]> parts = parts(left);
        boolean solved = parts.size() == 1 ? branch(left) : parts.stream().allMatch(this::solve);
        if (!solved) {
            undoTo(mark);
        }
        return solved;
    }

    private boolean branch(int[] open) {
        BitSet key = SequencerWatch.bits(open);
        if (failed.contains(key)) {
            return false;
        }
        for (int i = 0; i < open.length && !cut; i++) {
            work++;
            if (!canBeMade(open[i])) {
                continue;
            }
            if (--branchesLeft < 0) {
                cut = true;
                return false;
            }
            int mark = count;
            make(open[i]);
            if (solve(without(open, i))) {
                return true;
            }
            undoTo(mark);
        }
        failed.add(key);
        return false;
    }

    private static int[] without(int[] some, int index) {
        int[] fewer = new int[some.length - 1];
        System.arraycopy(some, 0, fewer, 0, index);
        System.arraycopy(some, index + 1, fewer, index, fewer.length - index);
        return fewer;
    }

    /** Steps with a node in common are in one part; and all those that a rule concerns. */
    private List<int[]> parts(int[] open) {
        if (open.length == 0) {
            return List.of();
        }
        int[] leader = new int[steps.touched];
        Arrays.setAll(leader, node -> node);
        int ruled = -1;
        for (int step : open) {
            unite(leader, steps.from[step], steps.to[step]);
            if (isRuled(step)) {
                ruled = ruled < 0 ? steps.to[step] : ruled;
                unite(leader, ruled, steps.to[step]);
            }
        }
        int[] partOf = new int[steps.touched];
        Arrays.fill(partOf, -1);
        List<int[]> parts = new ArrayList<>();
        int[] lengths = new int[open.length];
        for (int step : open) {
            int head = head(leader, steps.to[step]);
            if (partOf[head] < 0) {
                partOf[head] = parts.size();
                parts.add(new int[open.length]);
            }
            parts.get(partOf[head])[lengths[partOf[head]]++] = step;
        }
        parts.replaceAll(part -> Arrays.copyOf(part, lengths[partOf[head(leader, steps.to[part[0]])]]));
        return parts;
    }

    private boolean isRuled(int step) {
        if (rules == null) {
            return false;
        }
        int ofNodes = steps.touched * steps.dimensions;
        return concerned[step].length > 0 || anyFrom(steps.takes[step], ofNodes) || anyFrom(steps.gives[step], ofNodes);
    }

    private static boolean anyFrom(int[] amounts, int pool) {
        return amounts.length > 0 && amounts[amounts.length - 2] >= pool;
    }

    private static void unite(int[] leader, int one, int other) {
        leader[head(leader, one)] = head(leader, other);
    }

    private static int head(int[] leader, int node) {
        int head = node;
        while (leader[head] != head) {
            leader[head] = leader[leader[head]];
            head = leader[head];
        }
        return head;
    }
}
