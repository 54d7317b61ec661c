package org.farandole.cli.moving;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.farandole.contracts.vm.VmName;
import org.jspecify.annotations.Nullable;

/**
 * How a storm of migrations went. Milliseconds.
 *
 * @param ordered how many were begun at once
 * @param refused VMs that could not be begun, and why
 * @param failed VMs that stayed or were lost, and why
 * @param wall from the first order to the last end
 * @param took what the migrations took; none if none arrived
 * @param downtime for how long guests stood still; none if no hypervisor said
 */
record StormReport(
        int ordered,
        int migrated,
        SortedMap<String, String> refused,
        SortedMap<String, String> failed,
        long wall,
        @Nullable Spread took,
        @Nullable Spread downtime) {

    /** Of some figures: quantiles by the nearest rank. */
    record Spread(long least, long median, long p95, long most) {

        static @Nullable Spread of(Collection<Duration> durations) {
            List<Long> millis =
                    durations.stream().map(Duration::toMillis).sorted().toList();
            return millis.isEmpty()
                    ? null
                    : new Spread(millis.getFirst(), rank(millis, 0.5), rank(millis, 0.95), millis.getLast());
        }

        private static long rank(List<Long> sorted, double quantile) {
            return sorted.get((int) Math.ceil(quantile * sorted.size()) - 1);
        }
    }

    static StormReport of(Map<VmName, String> refused, Collection<Ended> ends, Duration wall) {
        SortedMap<String, String> refusals = new TreeMap<>();
        refused.forEach((vm, why) -> refusals.put(vm.value(), why));
        SortedMap<String, String> failures = new TreeMap<>();
        List<Duration> took = new ArrayList<>();
        List<Duration> downtimes = new ArrayList<>();
        for (Ended end : ends) {
            switch (end) {
                case Ended.Arrived arrived -> {
                    took.add(arrived.took());
                    if (arrived.downtime() != null) {
                        downtimes.add(Objects.requireNonNull(arrived.downtime()));
                    }
                }
                case Ended.Failed failed -> failures.put(failed.vm().value(), failed.cause());
            }
        }
        return new StormReport(
                ends.size(), took.size(), refusals, failures, wall.toMillis(), Spread.of(took), Spread.of(downtimes));
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("migrated       " + migrated + " of " + ordered + " ordered at once, in " + seconds(wall));
        if (took != null) {
            lines.add(String.format(
                    Locale.ROOT,
                    "each took      %s to %s, median %s, 95 %% within %s",
                    seconds(took.least),
                    seconds(took.most),
                    seconds(took.median),
                    seconds(took.p95)));
        }
        if (downtime != null) {
            lines.add("stood still    " + downtime.least + " to " + downtime.most + " ms, median " + downtime.median
                    + " ms");
        }
        failed.forEach((vm, why) -> lines.add("failed         " + vm + ": " + why));
        refused.forEach((vm, why) -> lines.add("refused        " + vm + ": " + why));
        return lines;
    }

    private static String seconds(long millis) {
        return MoveText.seconds(Duration.ofMillis(millis));
    }
}
