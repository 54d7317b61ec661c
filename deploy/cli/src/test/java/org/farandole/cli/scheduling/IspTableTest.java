package org.farandole.cli.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.farandole.contracts.dvms.IspEvent;
import org.farandole.contracts.dvms.IspId;
import org.farandole.contracts.dvms.Outcome;
import org.farandole.contracts.dvms.Priority;
import org.farandole.contracts.node.NodeName;
import org.junit.jupiter.api.Test;

class IspTableTest {

    private static final IspId ISP = IspId.parse("rennes-3:5:1");
    private static final NodeName INITIATOR = new NodeName("rennes-3");
    private static final NodeName NEXT = new NodeName("rennes-4");
    private static final Instant AT = Instant.parse("2026-11-01T08:00:00Z");

    private final IspTable isps = new IspTable();

    @Test
    void aLifeIsFoldedToOneLine() {
        // given
        isps.add(opened(), AT);
        isps.add(new IspEvent.Grown(ISP, 1, NEXT, Set.of(INITIATOR, NEXT)), AT.plusMillis(20));
        isps.add(computed(2), AT.plusMillis(30));
        assertThat(isps.open()).hasSize(1);

        // when
        isps.add(
                new IspEvent.Ended(ISP, Outcome.SOLVED, Set.of(INITIATOR, NEXT), "2 of 2 actions done"),
                AT.plusMillis(700));

        // then
        IspRecord isp = isps.all().getFirst();
        assertThat(isp.lasted()).isEqualTo(Duration.ofMillis(700));
        assertThat(isp.members()).containsExactly(INITIATOR, NEXT);
        assertThat(isps.open()).isEmpty();
        assertThat(IspsCommand.table(isps.all()).lines().getLast())
                .isEqualTo("rennes-3:5:1  relieve      2       1      2  700  solved  2 of 2 actions done");
    }

    @Test
    void anIspWhoseOpeningIsMissingIsShownAllTheSame() {
        isps.add(new IspEvent.Ended(ISP, Outcome.LOST, Set.of(INITIATOR), "its leader is gone"), AT);

        assertThat(IspsCommand.table(isps.all()).lines().getLast()).contains("?", "lost", "its leader is gone");
    }

    private static IspEvent.Opened opened() {
        return new IspEvent.Opened(ISP, new Priority(Priority.ProblemClass.RELIEVE, AT, INITIATOR), AT, 740, 700);
    }

    private static IspEvent.Computed computed(int moves) {
        return new IspEvent.Computed(
                ISP,
                1,
                Set.of(INITIATOR, NEXT),
                IspEvent.Computed.Verdict.PLAN,
                new IspEvent.SolveAccount(
                        Duration.ofMillis(4), Duration.ofMillis(2), 1, 10, 0, true, 1, moves, null, null, null),
                new byte[0],
                null);
    }
}
