package org.farandole.simulator.solving;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.farandole.placement.Goal;
import org.farandole.placement.Limits;
import org.farandole.placement.Node;
import org.farandole.placement.Planner;
import org.farandole.placement.Problem;
import org.farandole.placement.Vm;

/**
 * Measures what {@link SolverClock} charges: plans partitions of 2 to 64 nodes under VMPlaceS's load, at several means, and prints for each
 * the planner's looks at its clock and the time it took. Run it on a machine that does nothing else:
 * {@code java -cp … org.farandole.simulator.solving.Calibration}.
 */
final class Calibration {

    private static final int WARM_UP = 3_000;
    private static final int EACH = 40;

    private Calibration() {}

    public static void main(String[] args) {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < WARM_UP; i++) {
            measured(problem(random, 2 + i % 7, 60));
        }
        System.out.println("nodes mean vms looks micros");
        for (int nodes : new int[] {2, 3, 4, 6, 8, 12, 16, 24, 32, 64}) {
            for (int mean : new int[] {50, 60, 66, 70}) {
                List<long[]> rows = new ArrayList<>();
                for (int i = 0; i < EACH; i++) {
                    rows.add(measured(problem(random, nodes, mean)));
                }
                for (long[] row : rows) {
                    System.out.printf(Locale.ROOT, "%d %d %d %d %d%n", nodes, mean, nodes * 10, row[0], row[1] / 1000);
                }
            }
        }
    }

    private static long[] measured(Problem problem) {
        AtomicLong looks = new AtomicLong();
        Planner planner = new Planner(() -> {
            looks.incrementAndGet();
            return System.nanoTime();
        });
        long began = System.nanoTime();
        planner.plan(problem, new Limits(1, 200_000, Duration.ofSeconds(1)));
        return new long[] {looks.get(), System.nanoTime() - began};
    }

    /** The first node is overloaded. */
    private static Problem problem(SplittableRandom random, int nodes, int mean) {
        List<Node> all = new ArrayList<>();
        List<Vm> vms = new ArrayList<>();
        for (int node = 0; node < nodes; node++) {
            all.add(new Node("node-" + node, 700, 32_768));
            for (int vm = 0; vm < 10; vm++) {
                double drawn = (node == 0 ? 75 : mean) + 20 * random.nextGaussian();
                int demand = (int) Math.round(Math.clamp(drawn, 0, 100) / 10) * 10;
                vms.add(new Vm("vm-" + node + "-" + vm, "node-" + node, demand, 1_024));
            }
        }
        return new Problem(Goal.RELIEVE, all, vms);
    }
}
