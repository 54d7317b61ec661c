package org.farandole.simulator.scenario;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.farandole.hypervisor.emulation.Seed;

/** Draws what goes wrong, whole, before a run: so a run can be made smaller by leaving some of it out. */
public enum FaultDraw {
    /** Nothing that ends a reservation early: then no plan may ever be refused. */
    LIGHT(Duration.ofSeconds(8)),
    /** Everything, and often. */
    HEAVY(Duration.ofSeconds(6));

    /** At least, in a run. */
    static final int FEWEST_FAULTS = 5;

    /** At least, in a run. */
    static final int FEWEST_KINDS = 3;

    /** Of all nodes, at most so many drain or die. */
    private static final int ONE_IN = 8;

    private static final int FEWEST_SWINGS = 4;
    private static final int MORE_SWINGS = 4;
    private static final long LONGEST_SWING = 60_000;
    private static final int MOST_TOGETHER = 8;

    private final Duration between;

    FaultDraw(Duration between) {
        this.between = between;
    }

    /** @param until all of them are over, but for those that are for good; long enough for some faults */
    public List<Fault> draw(Seed seed, int nodes, Duration until) {
        SplittableRandom random = seed.random();
        List<Fault> faults = new ArrayList<>();
        while (faults.size() < FEWEST_FAULTS || kindsOf(faults).size() < FEWEST_KINDS) {
            faults.clear();
            troubles(random, nodes, until.toMillis(), faults);
            swings(random, nodes, until.toMillis(), faults);
        }
        faults.sort(Comparator.comparing(Fault::at));
        return List.copyOf(faults);
    }

    private void troubles(SplittableRandom random, int nodes, long until, List<Fault> faults) {
        List<FaultKind> kinds = new ArrayList<>(kinds());
        // who is late is where most flaws show
        kinds.addAll(List.of(FaultKind.DOUBLE, FaultKind.DELAY));
        int forGood = 0;
        long at = 1 + random.nextLong(2 * between.toMillis());
        while (at < until) {
            FaultKind kind = kinds.get(random.nextInt(kinds.size()));
            int node = random.nextInt(nodes);
            long lasts = Math.min(1 + random.nextLong(longest(kind)), until - at);
            if (!kind.forGood() || forGood++ < nodes / ONE_IN) {
                int together = together(kind, random);
                for (int i = 0; i < together; i++) {
                    faults.add(fault(at, kind, (node + i) % nodes, lasts));
                }
            }
            at += 1 + random.nextLong(2 * between.toMillis());
        }
    }

    /** Neighbours swing together, from one to a third of the ring: so partitions meet. */
    private static void swings(SplittableRandom random, int nodes, long until, List<Fault> faults) {
        int swings = FEWEST_SWINGS + random.nextInt(MORE_SWINGS + 1);
        for (int i = 0; i < swings; i++) {
            long at = random.nextLong(until);
            long lasts = Math.min(1 + random.nextLong(LONGEST_SWING), until - at);
            int first = random.nextInt(nodes);
            int width = 1 + random.nextInt(Math.max(1, nodes / 3));
            for (int node = first; node < first + width; node++) {
                faults.add(fault(at, FaultKind.SWING, node % nodes, lasts));
            }
        }
    }

    /** Now and then many at once: the agents of one process, the nodes of one switch. */
    private static int together(FaultKind kind, SplittableRandom random) {
        int many = 2 + random.nextInt(MOST_TOGETHER - 1);
        return switch (kind) {
            case OUTAGE, LAG, JOIN, DRAIN, DIE -> 1;
            case LEASE, TOUCH -> many;
            case CRASH, MOVE, LOSE, DOUBLE, DELAY, STALE, GONE, FAIL, SLOW, SWING -> random.nextInt(3) == 0 ? many : 1;
        };
    }

    private Set<FaultKind> kinds() {
        Set<FaultKind> kinds = EnumSet.allOf(FaultKind.class);
        kinds.remove(FaultKind.SWING);
        if (this == LIGHT) {
            kinds.removeIf(kind -> !kind.gentle());
        }
        return kinds;
    }

    private static Set<FaultKind> kindsOf(List<Fault> faults) {
        Set<FaultKind> kinds = EnumSet.noneOf(FaultKind.class);
        faults.forEach(fault -> kinds.add(fault.kind()));
        return kinds;
    }

    private static Fault fault(long at, FaultKind kind, int node, long lasts) {
        return new Fault(Duration.ofMillis(at), kind, node, Duration.ofMillis(lasts));
    }

    private static long longest(FaultKind kind) {
        return switch (kind) {
            case CRASH -> 40_000;
            case MOVE -> 2_000;
            case LOSE, OUTAGE -> 8_000;
            case DOUBLE, DELAY, STALE, FAIL, SLOW, LAG -> 30_000;
            case SWING -> LONGEST_SWING;
            case GONE -> 3_000;
            case LEASE, TOUCH -> 20_000;
            case JOIN, DRAIN, DIE -> 1;
        };
    }
}
