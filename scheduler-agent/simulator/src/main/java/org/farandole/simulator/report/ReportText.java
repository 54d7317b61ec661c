package org.farandole.simulator.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** A report for people. */
public final class ReportText {

    private ReportText() {}

    public static List<String> of(Report report) {
        Report.Isps isps = report.isps();
        Report.Violations violations = report.violations();
        List<String> lines = new ArrayList<>(List.of(
                row(
                        "run",
                        "%s, %d nodes, %d VMs, %.0f s, seed %d",
                        report.policy(),
                        report.nodes(),
                        report.vms().requested(),
                        report.seconds(),
                        report.seed()),
                row("violations", "%d", violations.count()),
                row(
                        "  their length",
                        "total %.1f s, mean %.1f s, longest %.1f s",
                        violations.totalSeconds(),
                        violations.meanSeconds(),
                        violations.maxSeconds())));
        lines.addAll(byDimension(report));
        lines.addAll(List.of(
                row("  reactive floor", "%.1f s", report.reactiveFloorSeconds()),
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
                row("  mean time of one", "%.1f ms, %.1f messages", isps.meanMillis(), isps.meanMessages()),
                row("  to detect", "%.1f ms", isps.millis().detect()),
                row("  to find the partition", "%.1f ms", isps.millis().partition()),
                row("  to solve", "%.2f ms", isps.millis().solve()),
                row("  to migrate", "%.2f s", isps.millis().migrate() / 1000),
                row(
                        "  from sample to decision",
                        "median %.0f ms, 99th percentile %.0f ms",
                        report.sampleToDecisionMillis().p50(),
                        report.sampleToDecisionMillis().p99()),
                row(
                        "partitions",
                        "mean %.2f nodes, largest %d",
                        report.partitionSize().mean(),
                        report.partitionSize().max()),
                row(
                        "migrations",
                        "%d, %d failed, mean %.2f s, %.3f within a site",
                        report.migrations().count(),
                        report.migrations().failed(),
                        report.migrations().meanSeconds(),
                        report.migrations().withinSite()),
                row(
                        "power",
                        "%d times off, %d times on, %.1f node hours saved, %.3f of all",
                        report.power().switchedOff(),
                        report.power().switchedOn(),
                        report.power().savedNodeHours(),
                        report.power().savedShare()),
                row(
                        "invariants",
                        "%s",
                        report.invariants().checked() == 0
                                ? "not checked"
                                : report.invariants().checked() + " steps checked, none broken"),
                row(
                        "simulation",
                        "%d events, %d messages; %.1f s, CPU %.1f s, %d MiB; trace %s",
                        report.events(),
                        report.messages(),
                        report.wallSeconds(),
                        report.cpuSeconds(),
                        report.peakMemoryMiB(),
                        report.traceHash())));
        return lines;
    }

    /** A row for each dimension, if there are others than CPU. */
    private static List<String> byDimension(Report report) {
        if (report.violationsByDimension().keySet().equals(Set.of("cpu"))) {
            return List.of();
        }
        return report.violationsByDimension().entrySet().stream()
                .map(of -> row(
                        "  of " + of.getKey(),
                        "%d, total %.1f s, longest %.1f s",
                        of.getValue().count(),
                        of.getValue().totalSeconds(),
                        of.getValue().maxSeconds()))
                .toList();
    }

    private static String row(String label, String format, Object... values) {
        return String.format(Locale.ROOT, "%-28s ", label) + String.format(Locale.ROOT, format, values);
    }
}
