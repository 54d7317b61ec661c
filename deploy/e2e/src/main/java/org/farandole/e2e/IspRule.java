package org.farandole.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Every ISP that was opened ends once and within its bound (PROTOCOL 8.3): a minute of asking, solving and claiming, and what
 * its plan's actions may take. One whose leader began a new life without it ended as lost (PROTOCOL M7).
 */
final class IspRule {

    /** D, a solve, and the executor's answer with a retry. */
    private static final Duration DECIDING = Duration.ofSeconds(60 + 2 + 10);

    private final Recording recording;
    private final Run run;
    private final Findings findings;

    IspRule(Recording recording, Run run, Findings findings) {
        this.recording = recording;
        this.run = run;
        this.findings = findings;
    }

    void check() {
        Map<String, List<Entry>> ends = new HashMap<>();
        recording
                .of("dvms.partitions", "ended")
                .forEach(end -> ends.computeIfAbsent(end.text("isp"), isp -> new ArrayList<>())
                        .add(end));
        Map<String, Duration> executing = new HashMap<>();
        recording.of("dvms.decisions", "plan").forEach(plan -> executing.putIfAbsent(plan.text("isp"), bound(plan)));
        recording.of("dvms.partitions", "opened").forEach(opened -> {
            String isp = opened.text("isp");
            List<Entry> ended = ends.getOrDefault(isp, List.of());
            findings.check(
                    Invariant.EVERY_ISP_ENDS,
                    ended.size() == 1 || (ended.isEmpty() && lost(recording, isp)),
                    "ISP " + isp + " ended " + ended.size() + " times");
            Duration bound = DECIDING.plus(executing.getOrDefault(isp, Duration.ZERO));
            ended.stream()
                    .map(end -> Duration.between(opened.at(), end.at()))
                    .forEach(took -> findings.check(
                            Invariant.EVERY_ISP_ENDS,
                            took.compareTo(bound) <= 0,
                            "ISP " + isp + " took " + took + ", its bound is " + bound));
        });
    }

    /** Each action may take four times its estimate and a minute, of the nodes' time (PROTOCOL E3), one after the other. */
    private Duration bound(Entry plan) {
        Duration sum = Duration.ZERO;
        for (JsonNode action : plan.body().path("actions")) {
            sum = sum.plus(Duration.parse(action.path("estimate").asText("PT0S"))
                            .multipliedBy(4))
                    .plusSeconds(60);
        }
        return Duration.ofNanos((long) (sum.toNanos() / run.speed()));
    }

    /** Whether the leader of an ISP without an end began a new life since. */
    static boolean lost(Recording recording, String isp) {
        String[] parts = isp.split(":");
        long incarnation = Long.parseLong(parts[1]);
        return recording.of("dvms.members").stream()
                .anyMatch(member -> member.key().equals(parts[0])
                        && member.text("status").equals("ACTIVE")
                        && member.offset() > incarnation);
    }
}
