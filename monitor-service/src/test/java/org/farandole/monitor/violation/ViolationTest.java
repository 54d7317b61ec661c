package org.farandole.monitor.violation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.farandole.contracts.monitor.Sample;
import org.farandole.contracts.monitor.Sample.VmSample;
import org.farandole.contracts.monitor.ViolationEvent;
import org.farandole.contracts.monitor.ViolationEvent.Began;
import org.farandole.contracts.monitor.ViolationEvent.Cause;
import org.farandole.contracts.monitor.ViolationEvent.Ended;
import org.farandole.contracts.node.Capacity;
import org.farandole.contracts.node.NodeName;
import org.farandole.contracts.vm.VmName;
import org.junit.jupiter.api.Test;

/** The node has 200 %; a VM is written {@code name:demand}. */
class ViolationTest {

    private static final NodeName NODE = new NodeName("rennes-1");
    private static final Instant START = Instant.parse("2026-11-23T10:00:00Z");

    private Violation state = new Violation.None();
    private final List<ViolationEvent> told = new ArrayList<>();

    @Test
    void aNodeAtItsCapacityIsNotInViolation() {
        sampled(0, "a:100", "b:100");

        assertThat(told).isEmpty();
        assertThat(state).isEqualTo(new Violation.None());
    }

    @Test
    void beginsWithTheFirstSampleAboveTheCapacityAndIsToldOnce() {
        sampled(0, "a:100");
        sampled(1, "a:150", "b:60");
        sampled(2, "a:160", "b:60");

        assertThat(told).containsExactly(new Began(NODE, at(1), 210, 200));
    }

    @Test
    void subsidesWhenDemandFallsAndEveryVmIsStillThere() {
        sampled(1, "a:150", "b:60");
        sampled(4, "a:150", "b:50");

        assertThat(told).endsWith(new Ended(NODE, at(4), Duration.ofSeconds(3), 2, Cause.SUBSIDED));
    }

    @Test
    void isRelievedWhenAVmLeft() {
        sampled(1, "a:150", "b:60");
        sampled(8, "a:150");

        assertThat(told).endsWith(new Ended(NODE, at(8), Duration.ofSeconds(7), 2, Cause.RELIEVED));
    }

    @Test
    void isRelievedWhenVmsWereExchangedForOthers() {
        sampled(1, "a:150", "b:60");
        sampled(8, "a:150", "c:10");

        assertThat(told).endsWith(new Ended(NODE, at(8), Duration.ofSeconds(7), 2, Cause.RELIEVED));
    }

    @Test
    void isRelievedWhenAVmThatCameDuringItLeftAgain() {
        sampled(1, "a:210");
        sampled(2, "a:190", "b:60");
        sampled(3, "a:190");

        assertThat(told).endsWith(new Ended(NODE, at(3), Duration.ofSeconds(2), 2, Cause.RELIEVED));
    }

    @Test
    void countsTheMostVmsThatWereThereAtOnce() {
        sampled(1, "a:150", "b:60");
        sampled(2, "a:150", "b:60", "c:10");
        sampled(3, "a:150", "c:60");
        sampled(4, "a:10", "c:60");

        assertThat(told).endsWith(new Ended(NODE, at(4), Duration.ofSeconds(3), 3, Cause.RELIEVED));
    }

    @Test
    void endsUnwatchedAtTheLastSampleWhenTheNodeIsLostInTheMiddle() {
        sampled(1, "a:210");
        sampled(5, "a:220");
        unwatched();
        unwatched();

        assertThat(told)
                .containsExactly(
                        new Began(NODE, at(1), 210, 200),
                        new Ended(NODE, at(5), Duration.ofSeconds(4), 1, Cause.UNWATCHED));
    }

    @Test
    void aLostNodeThatComesBackOverloadedBeginsAnew() {
        sampled(1, "a:210");
        unwatched();
        sampled(9, "a:210");

        assertThat(told).hasSize(3).endsWith(new Began(NODE, at(9), 210, 200));
    }

    @Test
    void oneTakenUpFromAnEarlierMonitorKeepsItsBeginning() {
        state = Violation.Open.takenUp(at(0));

        sampled(20, "a:210");
        sampled(30, "a:110");

        assertThat(told).containsExactly(new Ended(NODE, at(30), Duration.ofSeconds(30), 1, Cause.SUBSIDED));
    }

    @Test
    void aNodeClockThatWentBackGivesNoNegativeLength() {
        sampled(10, "a:210");
        sampled(2, "a:110");

        assertThat(told).endsWith(new Ended(NODE, at(2), Duration.ZERO, 1, Cause.SUBSIDED));
    }

    private void sampled(int second, String... vms) {
        List<VmSample> samples = Arrays.stream(vms)
                .map(vm -> vm.split(":"))
                .map(vm -> new VmSample(
                        new VmName(vm[0]), Math.min(100, Integer.parseInt(vm[1])), Integer.parseInt(vm[1]), 1024))
                .toList();
        int demand = samples.stream().mapToInt(VmSample::cpuDemandPercent).sum();
        take(new Violation.Input.Sampled(new Sample(
                NODE, 0, START, at(second), new Capacity(200, 4096), Math.min(200, demand), demand, 0, samples)));
    }

    private void unwatched() {
        take(new Violation.Input.Unwatched());
    }

    private void take(Violation.Input input) {
        Violation.Step step = Violation.decide(NODE, state, input);
        state = step.next();
        told.addAll(step.events());
    }

    private static Instant at(int second) {
        return START.plusSeconds(second);
    }
}
