package org.farandole.e2e;

import java.util.HashMap;
import java.util.Map;

/** Every ISP that was opened ends once. One whose leader began a new life without it ended as lost (PROTOCOL M7). */
final class IspRule {

    private final Recording recording;
    private final Findings findings;

    IspRule(Recording recording, Findings findings) {
        this.recording = recording;
        this.findings = findings;
    }

    void check() {
        Map<String, Integer> ends = new HashMap<>();
        recording.of("dvms.partitions", "ended").forEach(entry -> ends.merge(entry.text("isp"), 1, Integer::sum));
        recording
                .of("dvms.partitions", "opened")
                .map(entry -> entry.text("isp"))
                .distinct()
                .forEach(isp -> findings.check(
                        Invariant.EVERY_ISP_ENDS,
                        ends.getOrDefault(isp, 0) == 1 || (!ends.containsKey(isp) && leaderBeganAgain(isp)),
                        "ISP " + isp + " ended " + ends.getOrDefault(isp, 0) + " times"));
    }

    private boolean leaderBeganAgain(String isp) {
        String[] parts = isp.split(":");
        long incarnation = Long.parseLong(parts[1]);
        return recording.of("dvms.members").stream()
                .anyMatch(member -> member.key().equals(parts[0])
                        && member.text("status").equals("ACTIVE")
                        && member.offset() > incarnation);
    }
}
