package org.farandole.placement.check;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.stream.IntStream;
import org.farandole.placement.Vm;
import org.jspecify.annotations.Nullable;

/** What orders of single migrations cost beyond direct ones; each VM migrates once, or twice through a third node. */
final class Detours {

    private static final int SUSPENDED = -1;
    private static final long NONE = -1;

    private final SmallProblem small;
    private @Nullable Map<List<Integer>, Long> byMigrations;
    private @Nullable Map<List<Integer>, Long> bySuspensions;

    Detours(SmallProblem small) {
        this.small = small;
    }

    /** Above the price of the direct moves; -1 if there is no way. */
    long extra(int[] hosts) {
        int[] moved = IntStream.range(0, hosts.length)
                .filter(vm -> hosts[vm] != small.home[vm])
                .toArray();
        if (inSomeOrder(small.home.clone(), hosts, moved, new boolean[1 << moved.length], 0)) {
            return 0;
        }
        Map<List<Integer>, Long> known = byMigrations == null ? reach(false) : byMigrations;
        byMigrations = known;
        long price = known.getOrDefault(key(hosts), NONE);
        boolean suspends = small.vms.stream().anyMatch(Vm::maySuspend);
        if (price == NONE && suspends) {
            Map<List<Integer>, Long> more = bySuspensions == null ? reach(true) : bySuspensions;
            bySuspensions = more;
            price = more.getOrDefault(key(hosts), NONE);
        }
        return price == NONE ? NONE : price - direct(hosts);
    }

    private long direct(int[] hosts) {
        return IntStream.range(0, hosts.length)
                .filter(vm -> hosts[vm] != small.home[vm])
                .mapToLong(vm -> small.priceOfMove(vm, small.home[vm], hosts[vm]))
                .sum();
    }

    private boolean inSomeOrder(int[] at, int[] hosts, int[] moved, boolean[] tried, int done) {
        if (done == (1 << moved.length) - 1) {
            return true;
        }
        if (tried[done]) {
            return false;
        }
        tried[done] = true;
        for (int i = 0; i < moved.length; i++) {
            int vm = moved[i];
            if ((done & 1 << i) == 0 && small.mayFly(at, vm, hosts[vm])) {
                at[vm] = hosts[vm];
                boolean found = inSomeOrder(at, hosts, moved, tried, done | 1 << i);
                at[vm] = small.home[vm];
                if (found) {
                    return true;
                }
            }
        }
        return false;
    }

    private static List<Integer> key(int[] hosts) {
        return Arrays.stream(hosts).boxed().toList();
    }

    /** A moment between migrations. @param legs by VM, the migrations that it made */
    private record State(List<Integer> at, List<Integer> legs) {}

    private record Priced(State state, long price) {}

    /** The least price of every arrangement that can be reached (Dijkstra). */
    private Map<List<Integer>, Long> reach(boolean suspending) {
        Map<State, Long> least = new HashMap<>();
        Map<List<Integer>, Long> settled = new HashMap<>();
        PriorityQueue<Priced> open = new PriorityQueue<>(Comparator.comparingLong(Priced::price));
        State start = new State(
                key(small.home), IntStream.of(small.home).map(vm -> 0).boxed().toList());
        open.add(new Priced(start, 0));
        least.put(start, 0L);
        while (!open.isEmpty()) {
            Priced next = open.remove();
            if (next.price() == least.get(next.state())) {
                settled.putIfAbsent(next.state().at(), next.price());
                expand(next, suspending, least, open);
            }
        }
        return settled;
    }

    private void expand(Priced from, boolean suspending, Map<State, Long> least, PriorityQueue<Priced> open) {
        int[] at = from.state().at().stream().mapToInt(node -> node).toArray();
        int[] legs = from.state().legs().stream().mapToInt(leg -> leg).toArray();
        for (int vm = 0; vm < at.length; vm++) {
            int here = at[vm];
            int made = legs[vm];
            if (!small.mayMove(vm) || made > 1) {
                continue;
            }
            if (suspending && made == 0 && small.vms.get(vm).maySuspend()) {
                at[vm] = SUSPENDED;
                legs[vm] = 1;
                offer(at, legs, from.price(), least, open);
                at[vm] = here;
                legs[vm] = made;
            }
            int source = here == SUSPENDED ? small.home[vm] : here;
            for (int to = 0; to < small.nodes.size(); to++) {
                if (to != here && small.mayEnter(vm, to) && small.mayFly(at, vm, to)) {
                    at[vm] = to;
                    legs[vm] = here == SUSPENDED ? 2 : made + 1;
                    offer(at, legs, from.price() + small.priceOfMove(vm, source, to), least, open);
                    at[vm] = here;
                }
            }
            legs[vm] = made;
        }
    }

    private static void offer(int[] at, int[] legs, long price, Map<State, Long> least, PriorityQueue<Priced> open) {
        State state = new State(key(at), key(legs));
        Long known = least.get(state);
        if (known == null || price < known) {
            least.put(state, price);
            open.add(new Priced(state, price));
        }
    }
}
