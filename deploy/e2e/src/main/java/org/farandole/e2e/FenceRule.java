package org.farandole.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** A node's accepted plans have rising fences, each accepted at an even one, and none within another's. */
final class FenceRule {

    private final Recording recording;
    private final Findings findings;
    private final Map<String, Long> lastFence = new HashMap<>();
    private final Map<String, String> heldBy = new HashMap<>();
    private final Set<String> seen = new HashSet<>();

    FenceRule(Recording recording, Findings findings) {
        this.recording = recording;
        this.findings = findings;
    }

    void check() {
        for (Entry mail : recording.of("dvms.ring")) {
            JsonNode message = mail.body().path("message");
            String type = message.path("type").asText();
            // A repeated answer is the same answer: the executor may send it again.
            if ((type.equals("accepted") || type.equals("finished"))
                    && seen.add(type + mail.text("to") + message.path("isp") + message.path("fence"))) {
                if (type.equals("accepted")) {
                    accepted(mail, message);
                } else {
                    finished(mail, message);
                }
            }
        }
        if (allIsOver()) {
            heldBy.forEach((node, isp) -> findings.check(
                    Invariant.ONE_PLAN_PER_FENCE,
                    false,
                    "node " + node + " is still held by ISP " + isp + " in the end"));
        }
    }

    private boolean allIsOver() {
        long started = recording.of("reservation.events", "started").count();
        return started > 0
                && started == recording.of("reservation.events", "ended").count();
    }

    private void accepted(Entry mail, JsonNode message) {
        String node = mail.text("to");
        String isp = message.path("isp").asText();
        long fence = message.path("fence").asLong();
        String holder = heldBy.put(node, isp);
        findings.check(
                Invariant.ONE_PLAN_PER_FENCE,
                holder == null,
                mail + ": node " + node + " accepted ISP " + isp + " while ISP " + holder + " held it");
        long last = lastFence.getOrDefault(node, -1L);
        lastFence.put(node, fence);
        findings.check(
                Invariant.ONE_PLAN_PER_FENCE,
                fence > last && fence % 2 == 1,
                mail + ": node " + node + " was taken by ISP " + isp + " to fence " + fence + " after fence " + last);
    }

    private void finished(Entry mail, JsonNode message) {
        String node = mail.text("to");
        String isp = message.path("isp").asText();
        long fence = message.path("fence").asLong();
        String holder = heldBy.remove(node);
        findings.check(
                Invariant.ONE_PLAN_PER_FENCE,
                isp.equals(holder) && fence % 2 == 0 && fence > lastFence.getOrDefault(node, -1L),
                mail + ": ISP " + isp + " gave node " + node + " back at fence " + fence + ", held by " + holder
                        + " since fence " + lastFence.get(node));
        lastFence.put(node, fence);
    }
}
