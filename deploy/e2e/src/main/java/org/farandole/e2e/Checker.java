package org.farandole.e2e;

import java.util.List;

/** Holds the topics of a run against every invariant. */
public final class Checker {

    /** Topics that a run of the whole chain cannot leave empty. */
    private static final List<String> WRITTEN = List.of(
            "reservation.events",
            "node.events",
            "vm.commands",
            "vm.events",
            "monitor.samples",
            "monitor.violations",
            "dvms.ring",
            "dvms.members",
            "dvms.partitions",
            "dvms.decisions");

    private Checker() {}

    public static Verdict check(Recording recording, Run run) {
        Findings findings = new Findings();
        for (String topic : WRITTEN) {
            findings.check(
                    Invariant.TOPICS_HAVE_RECORDS, !recording.of(topic).isEmpty(), "topic " + topic + " is empty");
        }
        everyRecordWasRead(recording, findings);
        new FenceRule(recording, findings).check();
        new MigrationRule(recording, findings).check();
        new VmRule(recording, findings).check();
        new MemoryRule(recording, findings).check();
        new IspRule(recording, run, findings).check();
        new BookingRule(recording, findings).check();
        new HarmRule(recording, run, findings).check();
        return findings.verdict();
    }

    private static void everyRecordWasRead(Recording recording, Findings findings) {
        recording
                .all()
                .forEach(entry -> findings.check(
                        Invariant.EVERY_RECORD_WAS_READ,
                        !entry.topic().endsWith(".dead-letter") && !entry.body().isMissingNode(),
                        entry + ": a record that could not be "
                                + (entry.body().isMissingNode() ? "parsed" : "handled")));
    }
}
