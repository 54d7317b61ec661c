package org.farandole.cli.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.farandole.e2e.Report;

/** The report for people. */
final class ReportText {

    private static final int GIVEN_UP_SHOWN = 10;

    private ReportText() {}

    /**
     * @param allRunningAfter from the command to the last VM running, wall seconds
     * @param speed at which emulated time ran once all VMs ran
     */
    static List<String> of(Report report, double allRunningAfter, double speed) {
        List<String> lines = new ArrayList<>();
        lines.add(row("nodes ready", report.nodes() + ""));
        lines.add(row(
                "VMs",
                "%d of %d running, %d given up",
                report.vms().running(),
                report.vms().requested(),
                report.vms().givenUp()));
        lines.addAll(givenUp(report.vms().givenUpBecause()));
        lines.add(row(
                "start-up",
                "%.1f s; all VMs running after %.1f s (wall time, from the command)",
                report.seconds().start(),
                allRunningAfter));
        lines.add("");
        lines.add("SCALE 2013, Figure 2 (emulated time)");
        lines.add(row(
                "  deployment and configuration",
                Seconds.inWords(report.seconds().deploy())));
        lines.add(row("  creation and boot", Seconds.inWords(report.seconds().boot())));
        lines.add("");
        lines.addAll(violations(report.violations(), speed));
        lines.addAll(scheduling(report));
        lines.add(row(
                "power",
                "nodes powered off %d times, on %d times",
                report.power().off(),
                report.power().on()));
        lines.add(row(
                "solves",
                "%d replayed from their records, %d with another answer",
                report.solvesReplayed(),
                report.replaysThatDiffer()));
        lines.add(row(
                "invariants",
                "%d checked, %d broken",
                report.invariants().checked(),
                report.invariants().broken()));
        return lines;
    }

    private static List<String> violations(Report.Violations violations, double speed) {
        return List.of(
                row("violations", "%d", violations.count()),
                row(
                        "  their length (emulated)",
                        "total %.0f s, mean %.1f s, longest %.1f s (time runs %s times faster)",
                        violations.totalSeconds(),
                        violations.meanSeconds(),
                        violations.maxSeconds(),
                        number(speed)));
    }

    private static List<String> scheduling(Report report) {
        Report.Isps isps = report.isps();
        return List.of(
                row(
                        "ISPs",
                        "%d: %d solved, %d vanished, %d merged, %d failed, %d withdrawn, %d advised, %d lost",
                        isps.count(),
                        isps.solved(),
                        isps.vanished(),
                        isps.merged(),
                        isps.failed(),
                        isps.withdrawn(),
                        isps.advised(),
                        isps.lost()),
                row("  mean time to detect", "%.0f ms", isps.millis().detect()),
                row("  to find the partition", "%.0f ms", isps.millis().partition()),
                row("  to solve", "%.0f ms", isps.millis().solve()),
                row("  to migrate (emulated)", "%.1f s", isps.millis().migrate() / 1000),
                row(
                        "  from sample to decision",
                        "median %.0f ms, 99th percentile %.0f ms",
                        report.sampleToDecisionMillis().p50(),
                        report.sampleToDecisionMillis().p99()),
                row(
                        "partitions",
                        "mean %.1f nodes, largest %d",
                        report.partitionSize().mean(),
                        report.partitionSize().max()),
                row(
                        "migrations",
                        "%d, %d failed",
                        report.migrations().count(),
                        report.migrations().failed()));
    }

    private static List<String> givenUp(Map<String, String> causes) {
        List<String> lines = new ArrayList<>(causes.entrySet().stream()
                .limit(GIVEN_UP_SHOWN)
                .map(vm -> row("  given up: " + vm.getKey(), vm.getValue().replace("%", "%%")))
                .toList());
        if (causes.size() > GIVEN_UP_SHOWN) {
            lines.add(row("  given up:", "%d more", causes.size() - GIVEN_UP_SHOWN));
        }
        return lines;
    }

    private static String number(double value) {
        return value == Math.rint(value) ? String.valueOf((long) value) : String.valueOf(value);
    }

    private static String row(String label, String format, Object... values) {
        return String.format(Locale.ROOT, "%-32s ", label) + String.format(Locale.ROOT, format, values);
    }
}
