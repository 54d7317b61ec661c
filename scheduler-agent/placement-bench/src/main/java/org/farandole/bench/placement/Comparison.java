package org.farandole.bench.placement;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.farandole.bench.placement.instance.InstanceClass;
import org.farandole.placement.Goal;
import org.farandole.placement.Problem;
import org.jspecify.annotations.Nullable;

/** Runs the cases one after the other, each with both planners, who take turns in going first. */
final class Comparison {

    private static final int[] WARM_UP_NODES = {4, 8, 16, 64};

    private final Options options;
    private final @Nullable BtrPlace btrPlace;
    private final PrintStream progress;
    private final Farandole farandole = new Farandole();
    private final Faults faults;
    private final List<Row> rows = new ArrayList<>();

    /** @param btrPlace none if it is not asked for */
    Comparison(Options options, @Nullable BtrPlace btrPlace, Faults faults, PrintStream progress) {
        this.options = options;
        this.faults = faults;
        this.btrPlace = btrPlace;
        this.progress = progress;
    }

    /** Every class in turn, on other seeds than those that are measured, until the time is up for each planner. */
    void warmUp() throws IOException {
        progress.println("warming up");
        long ours = 0;
        long theirs = 0;
        long enough = options.warmUp().toNanos();
        for (int round = 0; ours < enough || btrPlace != null && theirs < enough; round++) {
            InstanceClass instance =
                    options.classes().get(round % options.classes().size());
            if (instance == InstanceClass.PLANETLAB) {
                if (options.classes().size() == 1) {
                    return;
                }
                continue;
            }
            int nodes = WARM_UP_NODES[round / options.classes().size() % WARM_UP_NODES.length];
            Problem problem = instance.problem(nodes, 1_000_000 + round, null);
            long began = System.nanoTime();
            if (asks(Options.Who.FARANDOLE) && ours < enough) {
                farandole.plan(problem, round, Duration.ofMillis(500));
            }
            long between = System.nanoTime();
            if (btrPlace != null && theirs < enough) {
                btrPlace.plan(problem, round, Duration.ofSeconds(1), 0);
            }
            ours += asks(Options.Who.FARANDOLE) ? between - began : enough;
            theirs += System.nanoTime() - between;
        }
    }

    /** @throws Faults.Wrong at the first answer that is wrong */
    List<Row> run(List<Case> cases) throws IOException, Faults.Wrong {
        Remaining remaining = new Remaining(cases);
        for (Case which : cases) {
            remaining.sayTo(progress, which);
            long began = System.nanoTime();
            run(which);
            remaining.done(which, System.nanoTime() - began);
        }
        return rows;
    }

    private void run(Case which) throws IOException, Faults.Wrong {
        Problem problem = which.problem(options);
        boolean consolidates = problem.goal() == Goal.CONSOLIDATE;
        Planned ours = null;
        Planned theirs = null;
        boolean oursFirst = consolidates || which.seed() % 2 == 1;
        if (oursFirst && asks(Options.Who.FARANDOLE)) {
            ours = ours(which, problem);
        }
        if (btrPlace != null) {
            int most = consolidates ? nodesToReach(problem, ours) : 0;
            theirs = btrPlace.plan(problem, which.seed(), options.limit(), most);
            faults.add(which, Verdict.ofTheirs(problem, theirs));
        }
        if (!oursFirst && asks(Options.Who.FARANDOLE)) {
            ours = ours(which, problem);
        }
        faults.add(which, Verdict.ofBoth(problem, ours, theirs));
        int bound = Math.max(LowerBound.moves(problem), ours == null ? 0 : ours.leastMoves());
        if (ours != null) {
            double equal =
                    theirs == null ? Double.NaN : new EqualPlan(farandole, problem, which.seed()).millis(ours, theirs);
            rows.add(row(Farandole.NAME, which, problem, ours, equal, bound));
        }
        if (theirs != null) {
            rows.add(row(BtrPlace.NAME, which, problem, theirs, Double.NaN, bound));
        }
    }

    private Planned ours(Case which, Problem problem) throws Faults.Wrong {
        Planned ours = farandole.plan(problem, which.seed(), options.limit());
        faults.add(which, Verdict.ofOurs(problem, ours));
        return ours;
    }

    /** BtrPlace has no goal of fewest nodes: it is given the number that we reached, as the most that may be on. */
    private static int nodesToReach(Problem problem, @Nullable Planned ours) {
        return ours != null && ours.status() == Planned.Status.SOLVED
                ? new FinalState(problem, ours.plan()).nodesWithVms()
                : NodeBound.nodes(problem);
    }

    private boolean asks(Options.Who planner) {
        return options.planners().contains(planner);
    }

    private static Row row(String planner, Case which, Problem problem, Planned planned, double equal, int bound) {
        return new Row(
                planner,
                planned.status(),
                which.instance().label(),
                problem.nodes().size(),
                problem.vms().size(),
                which.seed(),
                planned.firstMillis(),
                planned.bestMillis(),
                equal,
                planned.proved(),
                planned.moves(),
                bound,
                Timeline.migrationSeconds(planned.plan()),
                Timeline.makespanSeconds(planned.plan()));
    }
}
