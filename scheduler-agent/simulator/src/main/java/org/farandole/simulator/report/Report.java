package org.farandole.simulator.report;

import java.util.Map;

/**
 * What a run came to, named as in the demo's report. All times are virtual, but for {@code wallSeconds} and {@code cpuSeconds}. A mean of
 * nothing is 0.
 *
 * @param reactiveFloorSeconds how long the violations would have lasted at least for whoever acts once they have begun
 * @param violationsByDimension by the word of {@code --dimensions}: how often, and for how long, nodes were short of it; a violation may be
 *     of several
 * @param events what was planned and came, and what the world did
 * @param messages letters between agents and executor
 * @param messagesByKind the same, by kind
 * @param samples those taken; see {@code modelledMessages}
 * @param modelledMessages samples that would have repeated the one before, and pings: counted, but not sent
 * @param traceHash of all that happened: the same for the same run
 */
public record Report(
        String policy,
        long seed,
        int nodes,
        Vms vms,
        double seconds,
        Violations violations,
        Map<String, Violations> violationsByDimension,
        double reactiveFloorSeconds,
        Isps isps,
        Percentiles sampleToDecisionMillis,
        Sizes partitionSize,
        Migrations migrations,
        Power power,
        Invariants invariants,
        long events,
        long messages,
        Map<String, Long> messagesByKind,
        long samples,
        long modelledMessages,
        double wallSeconds,
        double cpuSeconds,
        long peakMemoryMiB,
        String traceHash) {

    public record Vms(int requested, int running, int givenUp) {}

    public record Violations(int count, double totalSeconds, double meanSeconds, double maxSeconds) {}

    /**
     * @param meanMillis from the opening to the end, all of them
     * @param meanMessages letters between agents and executor, for each that ended
     */
    public record Isps(
            int count,
            int solved,
            int vanished,
            int merged,
            int failed,
            int withdrawn,
            int advised,
            int lost,
            Millis millis,
            double meanMillis,
            double meanMessages) {}

    /**
     * Means.
     *
     * @param detect from the violation's beginning to the ISP's opening
     * @param partition from the ISP's opening to its last growth, solved ISPs
     * @param solve charged for solving, solved ISPs
     * @param migrate from the plan's admission to its end, solved ISPs
     */
    public record Millis(double detect, double partition, double solve, double migrate) {}

    /** From the sample that completed the trigger to the decision; the first ISP of each trigger. */
    public record Percentiles(double p50, double p99) {}

    /** Of solved ISPs, in nodes. */
    public record Sizes(double mean, int max) {}

    /**
     * Those that were over in time.
     *
     * @param underWay at the end; they are none of the others
     * @param withinSite the share of them that stayed inside a site
     */
    public record Migrations(int count, int failed, int underWay, double meanSeconds, double withinSite) {}

    /**
     * @param savedNodeHours how long nodes were off, together
     * @param savedShare of all nodes' time
     */
    public record Power(int switchedOff, int switchedOn, double savedNodeHours, double savedShare) {}

    public record Invariants(long checked, int broken) {}
}
