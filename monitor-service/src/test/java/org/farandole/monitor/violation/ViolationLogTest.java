package org.farandole.monitor.violation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.farandole.contracts.monitor.ViolationEvent.Began;
import org.farandole.contracts.monitor.ViolationEvent.Cause;
import org.farandole.contracts.monitor.ViolationEvent.Ended;
import org.farandole.contracts.node.NodeName;
import org.junit.jupiter.api.Test;

class ViolationLogTest {

    private static final Instant AT = Instant.parse("2026-11-23T10:00:00Z");
    private static final NodeName FIRST = new NodeName("n1");
    private static final NodeName SECOND = new NodeName("n2");

    private final ViolationLog log = new ViolationLog();

    @Test
    void addsUpWhatEndedAndKnowsWhatDidNot() {
        log.on(new Began(FIRST, AT, 710, 700), AT);
        log.on(new Began(SECOND, AT.minusSeconds(5), 720, 700), AT);
        log.on(new Ended(FIRST, AT.plusSeconds(10), Duration.ofSeconds(10), 10, Cause.RELIEVED), AT);
        log.on(new Began(FIRST, AT.plusSeconds(20), 730, 700), AT);
        log.on(new Ended(FIRST, AT.plusSeconds(25), Duration.ofSeconds(5), 10, Cause.SUBSIDED), AT);
        log.on(new Began(FIRST, AT.plusSeconds(30), 740, 700), AT);

        assertThat(log.now()).extracting(Began::node).containsExactly(SECOND, FIRST);
        assertThat(log.openOn(FIRST)).map(Began::cpuDemandPercent).contains(740);
        assertThat(log.totals())
                .isEqualTo(new ViolationLog.Totals(4, 15, 7.5, 10, Map.of(Cause.RELIEVED, 1L, Cause.SUBSIDED, 1L)));
    }

    @Test
    void hasNoMeanWhereNothingEnded() {
        assertThat(log.totals()).isEqualTo(new ViolationLog.Totals(0, 0, 0, 0, Map.of()));
        assertThat(log.openOn(FIRST)).isEmpty();
    }

    @Test
    void keepsTheLastTwoHundredTheNewestFirst() {
        for (int i = 0; i < 300; i++) {
            log.on(new Began(FIRST, AT.plusSeconds(i), 701 + i, 700), AT.plusSeconds(i));
        }

        assertThat(log.recent()).hasSize(200);
        assertThat(log.recent().iterator().next().event()).isEqualTo(new Began(FIRST, AT.plusSeconds(299), 1000, 700));
    }
}
