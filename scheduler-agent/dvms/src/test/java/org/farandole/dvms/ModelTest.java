package org.farandole.dvms;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.farandole.contracts.dvms.Decision;
import org.farandole.contracts.dvms.RingMessage;
import org.junit.jupiter.api.Test;

/**
 * The Promela model keeps in step with the code: its table of names has every letter, state, phase, timer and input, and what
 * it says stands for them is there. What the model says about them is Spin's to check.
 */
class ModelTest {

    private static final Path MODEL = Path.of("model", "dvms.pml");
    private static final Path CHECK = Path.of("model", "check");
    private static final Pattern ROW =
            Pattern.compile("^ \\*   (message|state|phase|timer|input) +(\\w+) +(\\w+|-)(?: .*)?$", Pattern.MULTILINE);
    private static final Pattern SETTING = Pattern.compile("-D(\\w+)");

    private record Row(String kind, String code, String model) {}

    @Test
    void everyNameOfTheCodeIsInTheTable() {
        assertThat(named("message")).containsExactlyInAnyOrderElementsOf(namesOf(RingMessage.class, Decision.class));
        assertThat(named("state")).containsExactlyInAnyOrderElementsOf(namesOf(AgentState.class));
        assertThat(named("phase")).containsExactlyInAnyOrderElementsOf(namesOf(AgentState.Phase.class));
        assertThat(named("input")).containsExactlyInAnyOrderElementsOf(namesOf(Input.FromInside.class));
        assertThat(named("timer"))
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(Timer.values()).map(Timer::name).toList());
    }

    @Test
    void whatStandsForANameIsThere() {
        String model = withoutComments(read(MODEL));
        assertThat(rows())
                .filteredOn(row -> !row.model().equals("-"))
                .allSatisfy(row -> assertThat(model)
                        .as("%s %s", row.kind(), row.code())
                        .containsPattern("\\b" + row.model() + "\\b"));
    }

    @Test
    void everyLetterOfTheModelHasItsRow() {
        String model = withoutComments(read(MODEL));
        assertThat(rows())
                .filteredOn(row -> row.kind().equals("message") && !row.model().equals("-"))
                .filteredOn(row -> !Set.of("Plan", "Query").contains(row.code()))
                .allSatisfy(row -> assertThat(model)
                        .as("the row of %s", row.code())
                        .containsPattern(":: t==" + row.model() + " +-> on" + row.code() + "\\("));
    }

    @Test
    void everySettingOfACheckIsOneOfTheModel() {
        String model = withoutComments(read(MODEL));
        assertThat(matches(SETTING, read(CHECK)))
                .filteredOn(setting -> !Set.of("COLLAPSE", "MEMLIM", "VECTORSZ").contains(setting))
                .hasSizeGreaterThan(10)
                .allSatisfy(setting -> assertThat(model).containsPattern("\\b" + setting + "\\b"));
    }

    @Test
    void everyFlawOfTheModelIsPutBackByACheck() {
        Set<String> flaws =
                new TreeSet<>(matches(Pattern.compile("\\b(FLAW_[A-Z_]+)\\b"), withoutComments(read(MODEL))));
        assertThat(flaws).hasSizeGreaterThan(10).isSubsetOf(matches(SETTING, read(CHECK)));
    }

    private static List<String> named(String kind) {
        return rows().stream()
                .filter(row -> row.kind().equals(kind))
                .map(Row::code)
                .toList();
    }

    private static List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        Matcher row = ROW.matcher(read(MODEL));
        while (row.find()) {
            rows.add(new Row(row.group(1), row.group(2), row.group(3)));
        }
        return rows;
    }

    /** The records of sealed families, by their simple names. */
    private static List<String> namesOf(Class<?>... families) {
        return Arrays.stream(families)
                .flatMap(ModelTest::leaves)
                .map(Class::getSimpleName)
                .toList();
    }

    private static Stream<Class<?>> leaves(Class<?> type) {
        return type.isSealed()
                ? Arrays.stream(type.getPermittedSubclasses()).flatMap(ModelTest::leaves)
                : Stream.of(type);
    }

    private static List<String> matches(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(match -> match.group(1))
                .distinct()
                .toList();
    }

    private static String withoutComments(String promela) {
        return Pattern.compile("/\\*.*?\\*/", Pattern.DOTALL).matcher(promela).replaceAll(" ");
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
