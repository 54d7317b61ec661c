package org.farandole.cli.reasons;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.farandole.cli.reasons.Recorded.BEGAN;
import static org.farandole.cli.reasons.Recorded.ISP;

import java.util.Set;
import java.util.stream.IntStream;
import org.farandole.cli.terminal.CommandFailure;
import org.farandole.contracts.dvms.IspEvent;
import org.farandole.contracts.dvms.IspId;
import org.farandole.contracts.dvms.Outcome;
import org.farandole.contracts.node.NodeName;
import org.junit.jupiter.api.Test;

class HistoriesTest {

    private static final NodeName THIRD = new NodeName("rennes-3");

    private final Histories histories = new Histories();

    private void ended(String isp) {
        histories.add(
                new IspEvent.Ended(IspId.parse(isp), Outcome.VANISHED, Set.of(new NodeName("x")), "it went away"),
                BEGAN);
    }

    @Test
    void anIspIsFoundByItsNameOrTheBeginningOfIt() {
        ended("rennes-1:5:1");
        ended("rennes-1:5:12");
        ended("rennes-2:6:0");

        assertThat(histories.find("rennes-1:5:1").isp()).isEqualTo(IspId.parse("rennes-1:5:1"));
        assertThat(histories.find("rennes-1:5:12").isp()).isEqualTo(IspId.parse("rennes-1:5:12"));
        assertThat(histories.find("rennes-2").isp()).isEqualTo(IspId.parse("rennes-2:6:0"));
    }

    @Test
    void aBeginningOfSeveralIsRefusedWithThem() {
        IntStream.range(0, 12).forEach(i -> ended("rennes-1:5:" + i));

        assertThatThrownBy(() -> histories.find("rennes-1:5"))
                .isInstanceOf(CommandFailure.class)
                .hasMessageStartingWith("'rennes-1:5' is the beginning of 12 ISPs: rennes-1:5:0, rennes-1:5:1,")
                .hasMessageEndingWith(" and 2 more");
    }

    @Test
    void anUnknownOneIsRefusedWithTheLatest() {
        assertThatThrownBy(() -> histories.find("rennes-1")).hasMessageContaining("there was none yet");
        ended("rennes-1:5:1");
        ended("rennes-2:6:0");

        assertThatThrownBy(() -> histories.find("lille"))
                .hasMessage("there is no ISP 'lille'; the latest are rennes-2:6:0, rennes-1:5:1");
    }

    @Test
    void aNodeIsHeldFromWhenItJoinedUntilTheEnd() {
        histories.add(Recorded.opened(), BEGAN);
        histories.add(Recorded.grown(2), BEGAN.plusMillis(10));
        histories.add(Recorded.grown(3), BEGAN.plusMillis(20));
        histories.add(Recorded.ended(), BEGAN.plusMillis(30));
        IspId other = IspId.parse("rennes-4:6:0");

        assertThat(histories.holder(THIRD, BEGAN.plusMillis(19), other)).isEmpty();
        assertThat(histories.holder(THIRD, BEGAN.plusMillis(20), other)).contains(ISP);
        assertThat(histories.holder(THIRD, BEGAN.plusMillis(30), other)).isEmpty();
        assertThat(histories.holder(THIRD, BEGAN.plusMillis(20), ISP)).isEmpty();
    }

    @Test
    void aDecisionThatIsSentAgainIsToldOnce() {
        histories.add(Recorded.decision(), BEGAN);
        histories.add(Recorded.decision(), BEGAN.plusMillis(500));

        assertThat(histories.find(ISP.toString()).decision())
                .isEqualTo(new IspHistory.At<>(BEGAN, Recorded.decision()));
    }
}
