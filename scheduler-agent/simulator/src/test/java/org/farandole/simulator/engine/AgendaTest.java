package org.farandole.simulator.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AgendaTest {

    private record Entry(long at, int number) {}

    private final Agenda agenda = new Agenda();
    private final List<Entry> came = new ArrayList<>();

    private void plan(Entry entry) {
        agenda.add(entry.at(), () -> came.add(entry));
    }

    /** Added and taken in any mixture: in the order of time, and of planning at the same time. */
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void whatIsPlannedComesInTheOrderOfItsTimeThenOfItsPlanning(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Entry> expected = new ArrayList<>();
        long now = 0;
        for (int number = 0; number < 5_000; number++) {
            Entry entry = new Entry(now + random.nextInt(50), number);
            expected.add(entry);
            plan(entry);
            if (random.nextInt(3) == 0) {
                now = agenda.nextAt();
                agenda.poll().run();
            }
        }
        while (!agenda.isEmpty()) {
            agenda.poll().run();
        }
        expected.sort(Comparator.comparingLong(Entry::at).thenComparingInt(Entry::number));
        assertThat(came).as("seed %d", seed).isEqualTo(expected);
    }

    @Test
    void nothingIsPlannedAtFirst() {
        assertThat(agenda.isEmpty()).isTrue();
        assertThat(agenda.nextAt()).isEqualTo(Long.MAX_VALUE);
        assertThatThrownBy(agenda::poll).isInstanceOf(NoSuchElementException.class);
    }
}
