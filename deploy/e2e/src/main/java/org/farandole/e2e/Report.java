package org.farandole.e2e;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import java.util.Map;

/**
 * The figures of a run, named as in the report's JSON. Emulated durations (deploy, boot, violations, migrate) are in the
 * nodes' time; the others are wall time. A mean of nothing is 0.
 *
 * @param solvesReplayed recorded solves that were solved again from their record
 * @param replaysThatDiffer of those, the ones with another answer
 */
public record Report(
        int nodes,
        Vms vms,
        Seconds seconds,
        Violations violations,
        Isps isps,
        Percentiles sampleToDecisionMillis,
        Sizes partitionSize,
        Migrations migrations,
        Power power,
        Invariants invariants,
        int solvesReplayed,
        int replaysThatDiffer) {

    /** The same with other violations. */
    public Report with(Violations others) {
        return new Report(
                nodes,
                vms,
                seconds,
                others,
                isps,
                sampleToDecisionMillis,
                partitionSize,
                migrations,
                power,
                invariants,
                solvesReplayed,
                replaysThatDiffer);
    }

    /** The same, once the recorded solves were replayed. */
    public Report replayed(int solves, int differing) {
        return new Report(
                nodes,
                vms,
                seconds,
                violations,
                isps,
                sampleToDecisionMillis,
                partitionSize,
                migrations,
                power,
                invariants,
                solves,
                differing);
    }

    /** How often nodes were powered off, and on again. */
    public record Power(int off, int on) {}

    /** @param givenUpBecause the cause of each VM that was given up, by its name */
    public record Vms(
            int requested,
            int running,
            int givenUp,
            @JsonIgnore Map<String, String> givenUpBecause) {}

    /**
     * @param start from the command to all processes being ready, wall time
     * @param deploy from the reservation's start to the last node being ready
     * @param boot from the first VM being created to the last one running; nodes that are ready do not wait for
     *     the others, so it overlaps with deploy
     */
    public record Seconds(double start, double deploy, double boot) {}

    public record Violations(int count, double totalSeconds, double meanSeconds, double maxSeconds) {}

    public record Isps(
            int count,
            int solved,
            int vanished,
            int merged,
            int failed,
            int withdrawn,
            int advised,
            int lost,
            Millis millis) {}

    /**
     * Means.
     *
     * @param detect from the violation's record to the ISP's, wall time
     * @param partition from the ISP's opening to its last growth, solved ISPs, wall time
     * @param solve spent in the solver, solved ISPs, wall time
     * @param migrate from the plan's admission to its end, solved ISPs, the nodes' time
     */
    public record Millis(double detect, double partition, double solve, double migrate) {}

    /** From the sample that completed the trigger to the decision; the first ISP of each trigger. */
    public record Percentiles(double p50, double p99) {}

    public record Sizes(double mean, int max) {}

    public record Migrations(int count, int failed) {}

    /** @param brokenBecause what was found, a line each */
    public record Invariants(
            int checked, int broken, @JsonIgnore List<String> brokenBecause) {}
}
