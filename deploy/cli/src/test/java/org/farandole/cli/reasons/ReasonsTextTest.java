package org.farandole.cli.reasons;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.farandole.placement.explain.Explanation;
import org.farandole.placement.explain.Findings;
import org.farandole.placement.explain.Findings.Finding;
import org.farandole.placement.explain.Reason;
import org.junit.jupiter.api.Test;

class ReasonsTextTest {

    private static final Findings NONE = new Findings(0, List.of(), List.of(), List.of());

    private static List<String> text(Findings stayed, Findings notChosen) {
        return ReasonsText.of(new Explanation("outcome", "account", List.of(), stayed, notChosen));
    }

    private static Findings all(Finding... findings) {
        return new Findings(findings.length, List.of(findings), List.of(), List.of());
    }

    private static Finding asGood(int vm, String node) {
        return new Finding("vm-" + vm, node, new Reason.AsGood("n9"));
    }

    @Test
    void vmsOfANodeWithTheSameReasonShareALine() {
        Finding other = new Finding("vm-3", "n1", new Reason.Draining("n9"));

        assertThat(text(all(asGood(1, "n1"), asGood(2, "n2"), other, asGood(4, "n1")), NONE))
                .containsExactly(
                        "outcome",
                        "account",
                        "4 VMs stayed on nodes that had to lose some:",
                        "  vm-1 vm-4, n1: n9 would do as well",
                        "  vm-2, n2: n9 would do as well",
                        "  vm-3, n1: n9 is draining");
    }

    @Test
    void ofManyAlikeSomeAreNamed() {
        Finding[] many = IntStream.range(0, 15).mapToObj(vm -> asGood(vm, "n1")).toArray(Finding[]::new);

        assertThat(text(NONE, all(many)))
                .contains("15 candidates not chosen:")
                .anyMatch(line -> line.endsWith(" vm-11 and 3 more, n1: n9 would do as well"));
    }

    @Test
    void whatIsTooMuchToListIsCountedWithTheNearest() {
        Findings counted = new Findings(
                4_000, List.of(), List.of(new Findings.Tally("too little CPU", 4_000)), List.of(asGood(7, "n3")));

        assertThat(text(NONE, counted).stream().skip(2))
                .containsExactly(
                        "4,000 candidates not chosen:",
                        "  4,000 × too little CPU",
                        "  the nearest:",
                        "    vm-7, n3: n9 would do as well");
    }
}
