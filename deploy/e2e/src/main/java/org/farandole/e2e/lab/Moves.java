package org.farandole.e2e.lab;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.farandole.e2e.Entry;
import org.farandole.e2e.Recording;
import org.jspecify.annotations.Nullable;

/** The migrations of a run, in the order of their ends, beside what plans had estimated for them. Immutable. */
record Moves(List<Move> all) {

    /**
     * @param ended when it was over
     * @param plan when its plan was published, and what that had estimated; none if a person ordered it
     * @param downtime as the hypervisor says; none if it does not
     */
    record Move(
            String vm,
            String source,
            String node,
            Instant ended,
            Duration took,
            @Nullable Planned plan,
            @Nullable Duration downtime) {

        private boolean likens(Move other) {
            return vm.equals(other.vm) || source.equals(other.source) && node.equals(other.node);
        }
    }

    record Planned(Instant at, Duration estimate) {}

    static Moves of(Recording recording) {
        Map<String, Planned> plans = new HashMap<>();
        recording.of("dvms.decisions", "plan").forEach(plan -> {
            for (JsonNode action : plan.body().path("actions")) {
                if (action.path("type").asText().equals("migrate")) {
                    plans.put(
                            plan.text("isp") + "/" + action.path("vm").asText(),
                            new Planned(
                                    plan.at(),
                                    Duration.parse(action.path("estimate").asText())));
                }
            }
        });
        List<Move> moves = new ArrayList<>();
        for (Entry migrated : recording.of("vm.events", "migrated").toList()) {
            String downtime = migrated.text("downtime");
            moves.add(new Move(
                    migrated.text("vm"),
                    migrated.text("source"),
                    migrated.text("node"),
                    migrated.at(),
                    Duration.parse(migrated.text("took")),
                    plans.get(migrated.text("isp") + "/" + migrated.text("vm")),
                    downtime.isEmpty() ? null : Duration.parse(downtime)));
        }
        return new Moves(List.copyOf(moves));
    }

    /**
     * How far estimates were off: took ÷ estimated, first of migrations of which nothing had been learned when they were planned
     * (neither the VM nor that pair of nodes had had one), then of the others.
     */
    List<String> learning() {
        List<Double> before = new ArrayList<>();
        List<Double> after = new ArrayList<>();
        for (Move move : all) {
            Planned plan = move.plan();
            if (plan != null) {
                boolean learned = all.stream()
                        .anyMatch(other -> other.likens(move) && other.ended().isBefore(plan.at()));
                (learned ? after : before)
                        .add(move.took().toNanos()
                                / (double) Math.max(1, plan.estimate().toNanos()));
            }
        }
        return List.of(
                "  took by what was estimated, nothing learned  " + median(before),
                "  took by what was estimated, something learned " + median(after));
    }

    private static String median(List<Double> ratios) {
        List<Double> sorted = ratios.stream().sorted().toList();
        return sorted.isEmpty()
                ? "(none)"
                : String.format(Locale.ROOT, "%.2f (median of %d)", sorted.get((sorted.size() - 1) / 2), sorted.size());
    }

    /** Whether the guest was moved. */
    boolean of(String vm) {
        return all.stream().anyMatch(move -> move.vm().equals(vm));
    }

    /** The longest that the guest stood still in a migration, as far as hypervisors said. */
    Optional<Duration> longestDowntime(String vm) {
        return all.stream()
                .filter(move -> move.vm().equals(vm))
                .flatMap(move -> Optional.ofNullable(move.downtime()).stream())
                .max(Duration::compareTo);
    }

    List<String> lines() {
        return all.stream()
                .map(move -> {
                    Planned plan = move.plan();
                    Duration downtime = move.downtime();
                    return String.format(
                            Locale.ROOT,
                            "  %-8s %-8s to %-8s took %5d ms%s%s",
                            move.vm(),
                            move.source(),
                            move.node(),
                            move.took().toMillis(),
                            plan == null
                                    ? ""
                                    : String.format(
                                            Locale.ROOT,
                                            ", estimated %5d ms",
                                            plan.estimate().toMillis()),
                            downtime == null ? "" : ", stood still " + downtime.toMillis() + " ms");
                })
                .toList();
    }
}
