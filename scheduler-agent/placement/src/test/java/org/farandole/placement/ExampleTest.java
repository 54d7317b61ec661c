package org.farandole.placement;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.farandole.placement.check.PlanChecker;
import org.farandole.placement.explain.Explanation;
import org.farandole.placement.rule.Rule;
import org.farandole.placement.rule.Strength;
import org.junit.jupiter.api.Test;

/** The example of docs/placement.md compiles, runs, and says what the page says that it says. */
class ExampleTest {

    private static final Path MODULE = Path.of(System.getProperty("basedir", "."));
    private static final Path PAGE = MODULE.resolve("../../docs/placement.md");
    private static final Path SOURCE = MODULE.resolve("src/test/java/org/farandole/placement/ExampleTest.java");

    private static Problem example(List<String> lines) {
        // <example>
        List<Node> nodes = List.of(new Node("a", 700, 32_768), new Node("b", 700, 32_768));
        List<Vm> vms = List.of(
                new Vm("a1", "a", 400, 1_024), // percent of one core, MiB
                new Vm("a2", "a", 350, 1_024),
                new Vm("b1", "b", 300, 1_024));
        List<Rule> rules = List.of(new Rule.Spread("replicas", Strength.HARD, Set.of("a2", "b1")));
        Problem problem = new Problem(Goal.RELIEVE, nodes, vms, rules, Terms.USUAL);
        Result result = new Planner(System::nanoTime).plan(problem, new Limits(1, 50_000, Duration.ofSeconds(1)));
        lines.addAll(Explanation.of(problem, result).lines());
        lines.add(Explanation.whyNot(problem, result, "a2", "b").words());
        // </example>
        if (result instanceof Result.Planned planned) {
            assertThat(PlanChecker.faults(problem, planned.plan())).isEmpty();
        }
        return problem;
    }

    @Test
    void thePageQuotesTheExample() {
        List<String> source = lines(SOURCE);
        List<String> example = source.subList(index(source, "// <example>") + 1, index(source, "// </example>"));

        assertThat(String.join("\n", lines(PAGE)))
                .contains(String.join("\n", example).stripIndent().strip());
    }

    @Test
    void thePageQuotesWhatItSays() {
        List<String> said = new ArrayList<>();

        Problem problem = example(said);

        assertThat(said).hasSize(6);
        assertThat(lines(PAGE)).anyMatch(line -> line.endsWith("; seed 1, input " + InputHash.of(problem)));
        assertThat(lines(PAGE))
                .containsAll(said.stream().filter(line -> !timed(line)).toList());
    }

    /** The line with the time that the search took. */
    private static boolean timed(String line) {
        return line.contains("; seed 1, input ");
    }

    private static int index(List<String> lines, String mark) {
        for (int line = 0; line < lines.size(); line++) {
            if (lines.get(line).strip().equals(mark)) {
                return line;
            }
        }
        throw new AssertionError("no line " + mark);
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
