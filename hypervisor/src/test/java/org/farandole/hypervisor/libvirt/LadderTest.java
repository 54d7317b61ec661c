package org.farandole.hypervisor.libvirt;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.farandole.hypervisor.libvirt.Ladder.Step;
import org.junit.jupiter.api.Test;

class LadderTest {

    @Test
    void steps_follow_as_the_time_runs_out() {
        Ladder ladder = new Ladder(Duration.ofSeconds(100));
        assertThat(ladder.after(Duration.ZERO)).isEqualTo(Step.LIMITED);
        assertThat(ladder.after(Duration.ofSeconds(39))).isEqualTo(Step.LIMITED);
        assertThat(ladder.after(Duration.ofSeconds(40))).isEqualTo(Step.UNLIMITED);
        assertThat(ladder.after(Duration.ofSeconds(65))).isEqualTo(Step.POST_COPY);
        assertThat(ladder.after(Duration.ofSeconds(100))).isEqualTo(Step.ABORT);
    }
}
