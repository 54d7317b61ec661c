package org.farandole.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.farandole.cli.terminal.JsonText;
import org.farandole.e2e.Report;
import org.junit.jupiter.api.Test;

class ReportTextTest {

    private static final Report REPORT = new Report(
            63,
            new Report.Vms(640, 639, 1, Map.of("demo-17", "its boot failed 3 times: 100 % of the tries")),
            new Report.Seconds(14.25, 372.4, 48.2),
            new Report.Violations(31, 1204.4, 38.852, 190),
            new Report.Isps(28, 21, 2, 1, 1, 2, 0, 1, new Report.Millis(41.2, 12.6, 35.4, 8_420)),
            new Report.Percentiles(96, 240),
            new Report.Sizes(2.4, 6),
            new Report.Migrations(40, 2),
            new Report.Power(5, 1),
            new Report.Invariants(8, 0, List.of()),
            57,
            0);

    @Test
    void peopleReadItWhole() {
        assertThat(String.join("\n", ReportText.of(REPORT, 48.1, 60))).isEqualTo("""
                          nodes ready                      63
                          VMs                              639 of 640 running, 1 given up
                            given up: demo-17              its boot failed 3 times: 100 % of the tries
                          start-up                         14.3 s; all VMs running after 48.1 s (wall time, from the command)

                          SCALE 2013, Figure 2 (emulated time)
                            deployment and configuration   6 min 12 s
                            creation and boot              48.2 s

                          violations                       31
                            their length (emulated)        total 1204 s, mean 38.9 s, longest 190.0 s (time runs 60 times faster)
                          ISPs                             28: 21 solved, 2 vanished, 1 merged, 1 failed, 2 withdrawn, 0 advised, 1 lost
                            mean time to detect            41 ms
                            to find the partition          13 ms
                            to solve                       35 ms
                            to migrate (emulated)          8.4 s
                            from sample to decision        median 96 ms, 99th percentile 240 ms
                          partitions                       mean 2.4 nodes, largest 6
                          migrations                       40, 2 failed
                          power                            nodes powered off 5 times, on 1 times
                          solves                           57 replayed from their records, 0 with another answer
                          invariants                       8 checked, 0 broken""");
    }

    @Test
    void scriptsReadTheSameNames() throws Exception {
        // when
        JsonNode json = JsonText.parse(JsonText.indented(REPORT));

        // then
        for (String name : List.of(
                "/nodes",
                "/vms/requested",
                "/vms/running",
                "/vms/givenUp",
                "/seconds/start",
                "/seconds/deploy",
                "/seconds/boot",
                "/violations/count",
                "/violations/totalSeconds",
                "/violations/meanSeconds",
                "/violations/maxSeconds",
                "/isps/count",
                "/isps/solved",
                "/isps/vanished",
                "/isps/merged",
                "/isps/failed",
                "/isps/withdrawn",
                "/isps/advised",
                "/isps/lost",
                "/isps/millis/detect",
                "/isps/millis/partition",
                "/isps/millis/solve",
                "/isps/millis/migrate",
                "/sampleToDecisionMillis/p50",
                "/sampleToDecisionMillis/p99",
                "/partitionSize/mean",
                "/partitionSize/max",
                "/migrations/count",
                "/migrations/failed",
                "/invariants/checked",
                "/invariants/broken",
                "/solvesReplayed",
                "/replaysThatDiffer")) {
            assertThat(json.at(name).isNumber()).as(name).isTrue();
        }
    }
}
