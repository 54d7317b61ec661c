package org.farandole.cli.launch;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.farandole.cli.launch.LaunchProgress.NodePlace;
import org.farandole.cli.launch.LaunchProgress.VmPlace;
import org.farandole.contracts.node.MacroStep;

/** A launch's progress in lines: nodes per macro-step, VMs per state, retries. */
public final class LaunchView {

    private static final int BAR = 28;

    private LaunchView() {}

    public static List<String> lines(LaunchProgress launch) {
        int nodes = launch.nodesBooked();
        List<String> lines = new ArrayList<>();
        for (MacroStep step : MacroStep.values()) {
            lines.add(bar(words(step), launch.passed(step), nodes));
        }
        lines.add(bar("nodes ready", launch.count(NodePlace.READY), nodes)
                + aside(launch.stepRetries(), "retries")
                + aside(launch.count(NodePlace.DROPPED), "dropped"));
        lines.add(bar("VMs running", launch.count(VmPlace.RUNNING), launch.vmsRequested())
                + aside(launch.count(VmPlace.PLANNED), "planned")
                + aside(launch.count(VmPlace.DEFINED), "defined")
                + aside(launch.count(VmPlace.BOOTING), "booting")
                + aside(launch.vmRetries(), "retries")
                + aside(launch.count(VmPlace.GIVEN_UP), "given up"));
        return lines;
    }

    /** The same in one line. */
    public static String summary(LaunchProgress launch) {
        String steps = Arrays.stream(MacroStep.values())
                .map(step -> words(step) + " " + launch.passed(step))
                .collect(Collectors.joining(", "));
        return String.format(
                Locale.ROOT,
                "nodes %d/%d ready (%s; %d retries, %d dropped); VMs %d/%d running, %d booting, %d retries, %d given up",
                launch.count(NodePlace.READY),
                launch.nodesBooked(),
                steps,
                launch.stepRetries(),
                launch.count(NodePlace.DROPPED),
                launch.count(VmPlace.RUNNING) + launch.count(VmPlace.MIGRATING),
                launch.vmsRequested(),
                launch.count(VmPlace.BOOTING),
                launch.vmRetries(),
                launch.count(VmPlace.GIVEN_UP));
    }

    static String words(MacroStep step) {
        return step.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String bar(String label, int done, int all) {
        int filled = all == 0 ? 0 : Math.min(BAR, BAR * done / all);
        return String.format(
                Locale.ROOT, "  %-26s %s%s %4d/%d", label, "█".repeat(filled), "░".repeat(BAR - filled), done, all);
    }

    private static String aside(int count, String what) {
        return count == 0 ? "" : "  " + count + " " + what;
    }
}
