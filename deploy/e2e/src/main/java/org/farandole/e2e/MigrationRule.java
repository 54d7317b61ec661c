package org.farandole.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Every migration is an action of a plan that was accepted, between two of its nodes, and begins while that plan runs. */
final class MigrationRule {

    /** Records of one transaction reach different partitions at times of their own, on a busy machine tens of milliseconds apart. */
    private static final Duration TICK = Duration.ofMillis(250);

    private final Recording recording;
    private final Findings findings;
    private final Map<String, Instant> accepted = new HashMap<>();
    private final Map<String, Instant> finished = new HashMap<>();

    MigrationRule(Recording recording, Findings findings) {
        this.recording = recording;
        this.findings = findings;
    }

    void check() {
        Map<String, JsonNode> plans = new HashMap<>();
        recording.of("dvms.decisions", "plan").forEach(plan -> plans.putIfAbsent(plan.text("isp"), plan.body()));
        for (Entry mail : recording.of("dvms.ring")) {
            JsonNode message = mail.body().path("message");
            switch (message.path("type").asText()) {
                case "accepted" -> accepted.putIfAbsent(message.path("isp").asText(), mail.at());
                case "finished" -> finished.put(message.path("isp").asText(), mail.at());
                default -> {}
            }
        }
        recording.of("vm.events", "migrating").forEach(migration -> {
            String isp = migration.text("isp");
            findings.check(
                    Invariant.MIGRATION_BY_ACCEPTED_PLAN,
                    contains(plans.get(isp), migration) && whileThePlanRuns(isp, migration.at()),
                    migration + ": VM " + migration.text("vm") + " migrates from " + migration.text("node") + " to "
                            + migration.text("destination") + ", which no accepted plan of ISP '" + isp
                            + "' says at that time");
        });
    }

    private boolean whileThePlanRuns(String isp, Instant at) {
        Instant begin = accepted.get(isp);
        Instant end = finished.getOrDefault(isp, Instant.MAX.minus(TICK));
        return begin != null && !at.isBefore(begin.minus(TICK)) && !at.isAfter(end.plus(TICK));
    }

    private static boolean contains(@Nullable JsonNode plan, Entry migration) {
        String source = migration.text("node");
        String destination = migration.text("destination");
        if (plan == null
                || !plan.path("fences").has(source)
                || !plan.path("fences").has(destination)) {
            return false;
        }
        for (JsonNode action : plan.path("actions")) {
            if (action.path("vm").asText().equals(migration.text("vm"))
                    && action.path("source").asText().equals(source)
                    && action.path("destination").asText().equals(destination)) {
                return true;
            }
        }
        return false;
    }
}
