package org.farandole.contracts.dvms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.farandole.contracts.dvms.Priority.ProblemClass;
import org.farandole.contracts.node.NodeName;
import org.junit.jupiter.api.Test;

class FenceTest {

    private static final Instant AT = Instant.parse("2026-11-23T10:00:00Z");

    @Test
    void isOddExactlyWhileAPlanHoldsTheNode() {
        Fence idle = new Fence(6);

        assertThat(idle.idle()).isTrue();
        assertThat(idle.next().idle()).isFalse();
        assertThat(idle.next().next().idle()).isTrue();
    }

    @Test
    void aChangeWithoutAPlanMovesItAndLeavesTheNodeAsItWas() {
        assertThat(new Fence(6).changed()).isEqualTo(new Fence(8));
        assertThat(new Fence(7).changed().idle()).isFalse();
        assertThat(new Fence(8).newerThan(new Fence(6))).isTrue();
        assertThat(new Fence(6).newerThan(new Fence(6))).isFalse();
    }

    @Test
    void isNeverNegative() {
        assertThatThrownBy(() -> new Fence(-1)).hasMessage("A fence is 0 or more, not -1");
    }

    @Test
    void theOlderProblemGoesFirstAndAnOverloadBeforeAllOthers() {
        Priority overload = new Priority(ProblemClass.RELIEVE, AT.plusSeconds(9), new NodeName("n2"));
        Priority olderOverload = new Priority(ProblemClass.RELIEVE, AT, new NodeName("n2"));
        Priority sameBirth = new Priority(ProblemClass.RELIEVE, AT, new NodeName("n1"));
        Priority underUse = new Priority(ProblemClass.CONSOLIDATE, AT.minusSeconds(9), new NodeName("n1"));

        assertThat(olderOverload.olderThan(overload)).isTrue();
        assertThat(sameBirth.olderThan(olderOverload)).isTrue();
        assertThat(overload.olderThan(underUse)).isTrue();
        assertThat(overload.olderThan(overload)).isFalse();
    }
}
