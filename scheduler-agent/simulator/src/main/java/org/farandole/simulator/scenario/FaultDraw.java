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
    /** Now and then an agent crashes or moves, or a letter is late or doubled. */
    LIGHT(Duration.ofSeconds(40), EnumSet.of(FaultKind.CRASH, FaultKind.MOVE, FaultKind.DOUBLE, FaultKind.DELAY)),
    /** Everything, and often. */
    HEAVY(Duration.ofSeconds(6), EnumSet.allOf(FaultKind.class));

    /** Of all nodes, at most so many drain or die. */
    private static final int ONE_IN = 8;

    private final Duration between;
    private final List<FaultKind> kinds;

    FaultDraw(Duration between, Set<FaultKind> kinds) {
        this.between = between;
        this.kinds = List.copyOf(kinds);
    }

    /** @param until all of them are over, but for those that are for good */
    public List<Fault> draw(Seed seed, int nodes, Duration until) {
        SplittableRandom random = seed.random();
        List<Fault> faults = new ArrayList<>();
        int forGood = 0;
        long at = 0;
        while (true) {
            at += 1 + random.nextLong(2 * between.toMillis());
            if (at >= until.toMillis()) {
                break;
            }
            FaultKind kind = kinds.get(random.nextInt(kinds.size()));
            int node = random.nextInt(nodes);
            long lasts = Math.min(1 + random.nextLong(longest(kind)), until.toMillis() - at);
            if (!kind.forGood() || forGood++ < nodes / ONE_IN) {
                faults.add(new Fault(Duration.ofMillis(at), kind, node, Duration.ofMillis(lasts)));
            }
        }
        faults.sort(Comparator.comparing(Fault::at));
        return List.copyOf(faults);
    }

    private static long longest(FaultKind kind) {
        return switch (kind) {
            case CRASH -> 40_000;
            case MOVE -> 2_000;
            case LOSE, OUTAGE -> 8_000;
            case DOUBLE, DELAY, STALE, FAIL, SLOW -> 30_000;
            case GONE -> 3_000;
            case LEASE, TOUCH, JOIN, DRAIN, DIE -> 1;
        };
    }
}
