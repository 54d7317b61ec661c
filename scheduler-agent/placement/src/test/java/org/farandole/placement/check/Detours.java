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

/** What orders of single migrations cost beyond direct ones; each VM goes any way but back home. */
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

    private record Priced(List<Integer> at, long price) {}

    /** The least price of every arrangement that can be reached (Dijkstra). */
    private Map<List<Integer>, Long> reach(boolean suspending) {
        Map<List<Integer>, Long> least = new HashMap<>();
        PriorityQueue<Priced> open = new PriorityQueue<>(Comparator.comparingLong(Priced::price));
        open.add(new Priced(key(small.home), 0));
        least.put(key(small.home), 0L);
        while (!open.isEmpty()) {
            Priced next = open.remove();
            if (next.price() == least.get(next.at())) {
                expand(next, suspending, least, open);
            }
        }
        return least;
    }

    private void expand(Priced from, boolean suspending, Map<List<Integer>, Long> least, PriorityQueue<Priced> open) {
        int[] at = from.at().stream().mapToInt(node -> node).toArray();
        for (int vm = 0; vm < at.length; vm++) {
            int here = at[vm];
            boolean suspended = here == SUSPENDED;
            if (!small.mayMove(vm)) {
                continue;
            }
            if (suspending && !suspended && small.vms.get(vm).maySuspend()) {
                at[vm] = SUSPENDED;
                offer(at, from.price(), least, open);
                at[vm] = here;
            }
            int source = suspended ? small.home[vm] : here;
            for (int to = 0; to < small.nodes.size(); to++) {
                boolean may = suspended ? small.mayGoOn(vm, to) : to != here && small.mayEnter(vm, to);
                if (may && small.mayFly(at, vm, to)) {
                    at[vm] = to;
                    offer(at, from.price() + small.priceOfMove(vm, source, to), least, open);
                    at[vm] = here;
                }
            }
        }
    }

    private static void offer(int[] at, long price, Map<List<Integer>, Long> least, PriorityQueue<Priced> open) {
        List<Integer> reached = key(at);
        Long known = least.get(reached);
        if (known == null || price < known) {
            least.put(reached, price);
            open.add(new Priced(reached, price));
        }
    }
}
