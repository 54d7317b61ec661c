package org.farandole.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Every migration is an action of a plan that was accepted, between two of its nodes. */
final class MigrationRule {

    private final Recording recording;
    private final Findings findings;

    MigrationRule(Recording recording, Findings findings) {
        this.recording = recording;
        this.findings = findings;
    }

    void check() {
        Map<String, JsonNode> plans = new HashMap<>();
        recording.of("dvms.decisions", "plan").forEach(plan -> plans.putIfAbsent(plan.text("isp"), plan.body()));
        Set<String> accepted = new HashSet<>();
        for (Entry mail : recording.of("dvms.ring")) {
            JsonNode message = mail.body().path("message");
            if (message.path("type").asText().equals("accepted")) {
                accepted.add(message.path("isp").asText());
            }
        }
        recording.of("vm.events", "migrating").forEach(migration -> {
            String isp = migration.text("isp");
            JsonNode plan = plans.get(isp);
            findings.check(
                    Invariant.MIGRATION_BY_ACCEPTED_PLAN,
                    plan != null && accepted.contains(isp) && contains(plan, migration),
                    migration + ": VM " + migration.text("vm") + " migrates from " + migration.text("node") + " to "
                            + migration.text("destination") + ", which no accepted plan of ISP '" + isp + "' says");
        });
    }

    private static boolean contains(JsonNode plan, Entry migration) {
        String source = migration.text("node");
        String destination = migration.text("destination");
        if (!plan.path("fences").has(source) || !plan.path("fences").has(destination)) {
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
