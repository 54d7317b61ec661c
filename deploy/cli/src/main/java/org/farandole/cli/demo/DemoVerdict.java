package org.farandole.cli.demo;

import java.util.ArrayList;
import java.util.List;
import org.farandole.e2e.Invariant;
import org.farandole.e2e.Report;

/**
 * Whether a demo was as it has to be.
 *
 * @param faults what was not, in words; empty if all was
 */
record DemoVerdict(List<String> faults) {

    static final int FEWEST_SOLVED = 10;

    DemoVerdict {
        faults = List.copyOf(faults);
    }

    /**
     * @param solvedWithMigrations ISPs that ended as solved and moved VMs
     * @param stillBooked what was booked after the release, in words
     * @param faultsWanted VMs may be given up
     * @param consolidates nodes are to sleep, and there may be no overload
     */
    static DemoVerdict of(
            Report report,
            PlacementCheck placement,
            int solvedWithMigrations,
            List<String> stillBooked,
            List<String> findings,
            boolean faultsWanted,
            boolean consolidates) {
        List<String> faults = new ArrayList<>(placement.complaints());
        if (report.vms().givenUp() > 0 && !faultsWanted) {
            faults.add(report.vms().givenUp() + " VMs were given up");
        }
        if (consolidates && report.power().off() == 0) {
            faults.add("no node was powered off: give the load longer with --for, or less demand");
        }
        if (!consolidates && solvedWithMigrations < FEWEST_SOLVED) {
            faults.add(solvedWithMigrations + " ISPs were solved with migrations, and " + FEWEST_SOLVED
                    + " are wanted: give the load longer with --for, or more nodes");
        }
        faults.addAll(stillBooked);
        int checked = report.invariants().checked();
        if (checked != Invariant.values().length) {
            faults.add("only " + checked + " of " + Invariant.values().length
                    + " invariants were checked: the topics have nothing to hold against the others");
        }
        if (report.invariants().broken() > 0) {
            faults.add(report.invariants().broken() + " invariants are broken: "
                    + findings.stream().findFirst().orElse("no finding given"));
        }
        if (report.replaysThatDiffer() > 0) {
            faults.add(report.replaysThatDiffer() + " of " + report.solvesReplayed()
                    + " recorded solves have another answer when they are replayed");
        }
        return new DemoVerdict(faults);
    }

    boolean good() {
        return faults.isEmpty();
    }
}
