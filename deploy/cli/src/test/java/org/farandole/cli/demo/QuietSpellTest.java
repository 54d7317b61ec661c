package org.farandole.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class QuietSpellTest {

    private static final Instant BEGAN = Instant.parse("2026-11-01T08:00:00Z");

    private final QuietSpell spell = new QuietSpell(Duration.ofSeconds(2));

    @Test
    void oneQuietLookProvesNothing() {
        assertThat(spell.lasts(true, BEGAN)).isFalse();
        assertThat(spell.lasts(true, BEGAN.plusMillis(1_999))).isFalse();
        assertThat(spell.lasts(true, BEGAN.plusSeconds(2))).isTrue();
    }

    @Test
    void whatIsHeardStartsItAnew() {
        // given
        spell.lasts(true, BEGAN);

        // when
        spell.lasts(false, BEGAN.plusSeconds(1));
        spell.lasts(true, BEGAN.plusMillis(1_500));

        // then
        assertThat(spell.lasts(true, BEGAN.plusSeconds(3))).isFalse();
        assertThat(spell.lasts(true, BEGAN.plusMillis(3_500))).isTrue();
    }
}
