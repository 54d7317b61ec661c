package org.farandole.placement.search;

import java.time.Duration;
import java.util.Arrays;
import org.farandole.placement.Objective;
import org.farandole.placement.cost.Corrections;

/**
 * What moves cost, in one number: moves and milliseconds packed so that the objective's first counts first. Prices may be
 * added up.
 */
public final class Prices {

    private static final int LOW_BITS_TIME = 20;
    private static final int LOW_BITS_MOVES = 40;
    private static final int MOST_CORRECTION_PERMILLE = 10_000;

    private final Instance instance;
    private final boolean movesFirst;
    /** By VM, corrected by what is known of it. */
    private final long[] millis;

    private final long[] least;
    private long cheapest = Long.MAX_VALUE;
    private final boolean uniform;
    /** No move takes longer. */
    private final long dearestMillis;

    Prices(Instance instance) {
        this.instance = instance;
        movesFirst = instance.terms.objective() == Objective.FEWEST_MOVES;
        Corrections corrections = instance.terms.corrections();
        int vms = instance.vmCount();
        millis = new long[vms];
        least = new long[vms];
        int lowest = corrections.pairs().values().stream()
                .mapToInt(each -> each)
                .min()
                .orElse(1_000);
        int highest = corrections.pairs().values().stream()
                .mapToInt(each -> each)
                .max()
                .orElse(1_000);
        long dearest = 1;
        for (int vm = 0; vm < vms; vm++) {
            long modelled =
                    instance.terms.migrationTime().of(instance.vms.get(vm)).toMillis();
            millis[vm] = modelled * corrections.ofVm(instance.vms.get(vm).name());
            least[vm] = pack(1, divided(millis[vm], Math.min(1_000, lowest)));
            cheapest = Math.min(cheapest, least[vm]);
            dearest = Math.max(dearest, divided(millis[vm], Math.max(1_000, highest)));
        }
        dearestMillis = dearest;
        uniform = Arrays.stream(least).allMatch(price -> price == cheapest);
    }

    private static long divided(long thousandfold, int permille) {
        return Math.max(0, (thousandfold * Math.min(permille, MOST_CORRECTION_PERMILLE) + 500_000) / 1_000_000);
    }

    private long pack(long moves, long millis) {
        return movesFirst ? (moves << LOW_BITS_MOVES) + millis : (millis << LOW_BITS_TIME) + moves;
    }

    /** Of a VM's move between two nodes. */
    public long millis(int vm, int source, int destination) {
        return divided(
                millis[vm],
                instance.terms
                        .corrections()
                        .ofPair(
                                instance.nodes.get(source).name(),
                                instance.nodes.get(destination).name()));
    }

    /** Of a VM's move between two nodes. */
    public long of(int vm, int source, int destination) {
        return instance.terms.corrections().pairs().isEmpty() ? least[vm] : pack(1, millis(vm, source, destination));
    }

    /** No move of the VM is cheaper. */
    public long least(int vm) {
        return least[vm];
    }

    /** Whether the cheapest move of each VM costs the same. */
    boolean uniform() {
        return uniform;
    }

    /** No move of any VM is cheaper. */
    long cheapest() {
        return cheapest;
    }

    /** One unit of a soft rule's breach. */
    public long penalty(int weight) {
        return movesFirst ? pack(weight, 0) : pack(0, weight * 1_000L);
    }

    /** No plan of that price or more has fewer moves. */
    int leastMoves(long price) {
        if (movesFirst) {
            return moves(price);
        }
        long millis = time(price).toMillis();
        return millis == 0 ? Math.min(1, moves(price)) : (int) ((millis + dearestMillis - 1) / dearestMillis);
    }

    /** No plan of that price or more takes less time, summed. */
    Duration leastTime(long price) {
        return movesFirst ? Duration.ofMillis(moves(price) * (cheapest & ((1L << LOW_BITS_MOVES) - 1))) : time(price);
    }

    /** How many moves are in a price that has no penalties. */
    public int moves(long price) {
        return (int) (movesFirst ? price >> LOW_BITS_MOVES : price & ((1L << LOW_BITS_TIME) - 1));
    }

    /** How much time is in a price that has no penalties. */
    public Duration time(long price) {
        return Duration.ofMillis(movesFirst ? price & ((1L << LOW_BITS_MOVES) - 1) : price >> LOW_BITS_TIME);
    }
}
