package org.farandole.cli.platform;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** How far the start is, in words. */
final class StartupView {

    private StartupView() {}

    static List<String> lines(List<Program> programs, Set<Program> started, Map<Program, Duration> ready) {
        return programs.stream()
                .map(program ->
                        String.format(Locale.ROOT, "  %-20s %s", program.label(), state(program, started, ready)))
                .toList();
    }

    static String summary(List<Program> programs, Map<Program, Duration> ready, Duration since) {
        return String.format(
                Locale.ROOT,
                "starting: %d of %d processes ready after %d s (%s)",
                ready.size(),
                programs.size(),
                since.toSeconds(),
                ready.isEmpty()
                        ? "none"
                        : ready.keySet().stream().map(Program::label).collect(Collectors.joining(", ")));
    }

    private static String state(Program program, Set<Program> started, Map<Program, Duration> ready) {
        Duration after = ready.get(program);
        if (after != null) {
            return String.format(Locale.ROOT, "ready after %.1f s", after.toMillis() / 1000.0);
        }
        return started.contains(program) ? "starting" : "waits for kafka and postgresql";
    }
}
