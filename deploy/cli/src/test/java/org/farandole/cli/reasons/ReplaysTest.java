package org.farandole.cli.reasons;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.farandole.contracts.dvms.IspEvent;
import org.junit.jupiter.api.Test;

class ReplaysTest {

    @Test
    void thoseThatDifferAreNamed() {
        Replays replays = Replays.of(List.of(Recorded.computed(2), Recorded.forged(), Recorded.computed(3)));

        assertThat(replays.solves()).isEqualTo(3);
        assertThat(replays.differing())
                .singleElement()
                .asString()
                .startsWith("round 2 of ISP rennes-1:5:2: the verdict was NOTHING_TO_DO and is PLAN; ");
    }

    @Test
    void aRecordWithoutAnInputDiffers() {
        IspEvent.Computed whole = Recorded.computed(2);
        IspEvent.Computed empty = new IspEvent.Computed(
                whole.isp(),
                whole.round(),
                whole.members(),
                whole.verdict(),
                whole.account(),
                new byte[0],
                whole.proposal());

        assertThat(Replays.of(List.of(empty)).differing())
                .singleElement()
                .asString()
                .contains("its input cannot be read");
    }
}
