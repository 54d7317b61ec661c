package org.farandole.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.farandole.cli.terminal.JsonText;
import org.farandole.e2e.Invariant;
import org.farandole.e2e.Measures;
import org.farandole.e2e.Recording;
import org.farandole.e2e.Report;
import org.farandole.e2e.Run;
import org.junit.jupiter.api.Test;

class DemoVerdictTest {

    private static final PlacementCheck PLACED = new PlacementCheck(List.of());
    private static final int ALL = Invariant.values().length;

    @Test
    void allIsWell() {
        assertThat(DemoVerdict.of(report(0, ALL, 0), PLACED, 10, List.of(), List.of(), false, false)
                        .good())
                .isTrue();
    }

    @Test
    void aVmThatWasGivenUpIsAFaultUnlessFaultsWereAskedFor() {
        assertThat(DemoVerdict.of(report(2, ALL, 0), PLACED, 10, List.of(), List.of(), false, false)
                        .faults())
                .containsExactly("2 VMs were given up");
        assertThat(DemoVerdict.of(report(2, ALL, 0), PLACED, 10, List.of(), List.of(), true, false)
                        .good())
                .isTrue();
    }

    @Test
    void whereNodesMaySleepOneHasToAndNoOverloadIsWanted() {
        assertThat(DemoVerdict.of(report(0, ALL, 0), PLACED, 0, List.of(), List.of(), false, true)
                        .faults())
                .containsExactly("no node was powered off: give the load longer with --for, or less demand");
    }

    @Test
    void everyFaultIsNamed() {
        // given
        PlacementCheck misplaced = new PlacementCheck(List.of("1 VMs are on two nodes at once"));

        // when
        DemoVerdict verdict = DemoVerdict.of(
                report(0, ALL, 1),
                misplaced,
                9,
                List.of("node a is still booked by r-1"),
                List.of("a VM twice"),
                true,
                false);

        // then
        assertThat(verdict.faults())
                .anyMatch(fault -> fault.contains("two nodes at once"))
                .anyMatch(fault -> fault.contains("9 ISPs were solved"))
                .anyMatch(fault -> fault.contains("still booked by r-1"))
                .anyMatch(fault -> fault.contains("a VM twice"))
                .hasSize(4);
    }

    @Test
    void emptyTopicsProveNothing() {
        // given
        Report ofNothing = Measures.of(Recording.of(List.of()), new Run(60, 60, Duration.ZERO, Duration.ZERO));

        // when
        DemoVerdict verdict = DemoVerdict.of(ofNothing, PLACED, 10, List.of(), List.of(), false, false);

        // then
        assertThat(verdict.faults()).anyMatch(fault -> fault.contains("only 1 of " + ALL + " invariants"));
    }

    @Test
    void anInvariantWithoutFactsIsAFault() {
        assertThat(DemoVerdict.of(report(0, ALL - 1, 0), PLACED, 10, List.of(), List.of(), false, false)
                        .faults())
                .singleElement()
                .asString()
                .contains("only " + (ALL - 1) + " of " + ALL);
    }

    @Test
    void aDecisionThatCannotBeDerivedAgainIsAFault() {
        Report twoDiffer = report(0, ALL, 0).replayed(20, 2);

        assertThat(DemoVerdict.of(twoDiffer, PLACED, 10, List.of(), List.of(), false, false)
                        .faults())
                .containsExactly("2 of 20 recorded solves have another answer when they are replayed");
    }

    @Test
    void placementIsBothSidesWord() throws Exception {
        // given
        String vms = """
                [{"name": "a", "phase": "running", "node": "n1"}, {"name": "b", "phase": "running", "node": "n1"},
                 {"name": "c", "phase": "running", "node": "n2"}, {"name": "d", "phase": "given-up"}]""";
        Map<String, List<String>> runs = Map.of("a", List.of("n1"), "b", List.of("n1", "n2"), "e", List.of("n3"));

        // when
        PlacementCheck check = PlacementCheck.compare(JsonText.parse(vms), runs, 3);

        // then
        assertThat(check.complaints())
                .containsExactly(
                        "b runs on n1 and n2, vm-service says n1",
                        "e runs on n3, vm-service says no node",
                        "c runs nowhere, vm-service says n2");
    }

    @Test
    void everyVmHasToRun() throws Exception {
        String vms = "[{\"name\": \"a\", \"phase\": \"running\", \"node\": \"n1\"}]";

        PlacementCheck check = PlacementCheck.compare(JsonText.parse(vms), Map.of("a", List.of("n1")), 2);

        assertThat(check.complaints()).containsExactly("1 VMs run, not 2");
    }

    private static Report report(int givenUp, int checked, int broken) {
        return new Report(
                64,
                new Report.Vms(640, 640 - givenUp, givenUp, Map.of()),
                new Report.Seconds(1, 1, 1),
                new Report.Violations(0, 0, 0, 0),
                new Report.Isps(10, 10, 0, 0, 0, 0, 0, 0, new Report.Millis(1, 1, 1, 1)),
                new Report.Percentiles(1, 1),
                new Report.Sizes(2, 2),
                new Report.Migrations(10, 0),
                new Report.Power(0, 0),
                new Report.Invariants(checked, broken, List.of()),
                20,
                0);
    }
}
