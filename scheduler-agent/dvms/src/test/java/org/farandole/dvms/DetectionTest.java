package org.farandole.dvms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.farandole.contracts.monitor.Sample;
import org.farandole.contracts.node.Capacity;
import org.farandole.contracts.node.NodeName;
import org.farandole.dvms.Detection.Healthy;
import org.farandole.dvms.Detection.Overloaded;
import org.farandole.dvms.Detection.Rising;
import org.farandole.dvms.Detection.Rule;
import org.junit.jupiter.api.Test;

/** Scripts of samples: node time in seconds, demand in percent of a capacity of 700. */
final class DetectionTest {

    private static final Instant NODE = Instant.parse("2026-11-01T00:00:00Z");
    private static final Instant BROKER = Instant.parse("2026-11-23T12:00:00Z");
    private static final Rule THREE_SECONDS = new Rule(Duration.ofSeconds(3), Duration.ofSeconds(1), 1);

    private static Detection after(Rule rule, int... secondsAndDemands) {
        Detection detection = Detection.healthy();
        for (int i = 0; i < secondsAndDemands.length; i += 2) {
            int second = secondsAndDemands[i];
            detection = detection.on(sample(second, secondsAndDemands[i + 1]), BROKER.plusSeconds(second), rule);
        }
        return detection;
    }

    private static Sample sample(int second, int demand) {
        Instant at = NODE.plusSeconds(second);
        return new Sample(
                new NodeName("n"), 0, at, at, new Capacity(700, 1_024), Math.min(700, demand), demand, 0, List.of());
    }

    @Test
    void demandAtCapacityIsNoOverload() {
        assertThat(after(THREE_SECONDS, 0, 700, 5, 700)).isEqualTo(new Healthy());
    }

    @Test
    void anOverloadIsCompleteWhenItHasLastedForTheWindow() {
        assertThat(after(THREE_SECONDS, 0, 710, 2, 720)).isEqualTo(new Rising(NODE, BROKER));
        assertThat(after(THREE_SECONDS, 0, 710, 2, 720, 3, 705))
                .isEqualTo(new Overloaded(BROKER, BROKER.plusSeconds(3)));
    }

    @Test
    void aPeakShorterThanTheWindowIsForgotten() {
        assertThat(after(THREE_SECONDS, 0, 710, 2, 690, 3, 710, 4, 710))
                .isEqualTo(new Rising(NODE.plusSeconds(3), BROKER.plusSeconds(3)));
    }

    @Test
    void aWindowThatNoSampleCouldTellApartIsOverWithTheFirst() {
        Rule coarse = new Rule(Duration.ofSeconds(1), Duration.ofSeconds(60), 1);

        assertThat(after(coarse, 60, 690, 120, 710))
                .isEqualTo(new Overloaded(BROKER.plusSeconds(120), BROKER.plusSeconds(120)));
    }

    @Test
    void theTriggerKeepsItsBirthAndTheSampleThatCompletedIt() {
        assertThat(after(THREE_SECONDS, 0, 710, 3, 710, 10, 900))
                .isEqualTo(new Overloaded(BROKER, BROKER.plusSeconds(3)));
    }

    @Test
    void itEndsOnlyBelowCapacityByTheHysteresis() {
        assertThat(after(THREE_SECONDS, 0, 710, 3, 710, 4, 694)).isInstanceOf(Overloaded.class);
        assertThat(after(THREE_SECONDS, 0, 710, 3, 710, 4, 693)).isEqualTo(new Healthy());
    }

    @Test
    void aNodeWithLessLeftThanItsHeadroomIsNoticedBeforeItIsOverloaded() {
        Rule tenPercent = new Rule(Duration.ZERO, Duration.ofSeconds(1), 1).headroom(10);
        assertThat(after(tenPercent, 0, 630)).isInstanceOf(Healthy.class);
        assertThat(after(tenPercent, 0, 631)).isInstanceOf(Overloaded.class);
        assertThat(after(tenPercent, 0, 710, 1, 640, 2, 624)).isInstanceOf(Overloaded.class);
        assertThat(after(tenPercent, 0, 710, 1, 640, 2, 623)).isInstanceOf(Healthy.class);
    }

    @Test
    void aHeadroomOfMoreThanHalfIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Rule(Duration.ZERO, Duration.ZERO, 1).headroom(51))
                .withMessage("A headroom of 51 %: it is 0 to 50");
    }

    @Test
    void aHysteresisOutsideAHundredIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Rule(Duration.ZERO, Duration.ZERO, 101))
                .withMessage("A hysteresis of 101 %: it is 0 to 100");
    }
}
