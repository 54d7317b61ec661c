package org.farandole.placement.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.farandole.placement.Cause;
import org.farandole.placement.Cause.Kind;
import org.farandole.placement.rule.Rule;
import org.farandole.placement.rule.Strength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class ConflictTest {

    private static final long FIRST = Long.getLong("placement.seed", 0);

    private static List<Rule> rules(int count) {
        return IntStream.range(0, count)
                .<Rule>mapToObj(i -> new Rule.Spread("r%03d".formatted(i), Strength.HARD, Set.of("a", "b")))
                .toList();
    }

    private static Set<String> names(List<Rule> rules) {
        return rules.stream().map(Rule::name).collect(Collectors.toSet());
    }

    static LongStream seeds() {
        return LongStream.range(FIRST, FIRST + 100);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void findsTheFewThatCannotHoldTogether(long seed) {
        Random random = new Random(seed);
        List<Rule> rules = rules(1 + random.nextInt(60));
        Set<String> culprits = new HashSet<>();
        for (int i = 0; i < 1 + random.nextInt(4); i++) {
            culprits.add(rules.get(random.nextInt(rules.size())).name());
        }

        Cause cause = Conflict.cause(rules, some -> !names(some).containsAll(culprits), 1_000);

        assertThat(cause.kind()).as("seed %d", seed).isEqualTo(Kind.RULES);
        assertThat(cause.rules()).as("seed %d", seed).containsExactlyInAnyOrderElementsOf(culprits);
        assertThat(cause.words()).as("seed %d", seed).doesNotContain("stopped").contains("cannot hold");
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void ofTwoReasonsFindsOneWhole(long seed) {
        Random random = new Random(seed);
        List<Rule> rules = rules(12);
        Set<String> one = Set.of("r001", "r%03d".formatted(2 + random.nextInt(5)));
        Set<String> other = Set.of("r%03d".formatted(7 + random.nextInt(5)));

        Cause cause = Conflict.cause(
                rules, some -> !names(some).containsAll(one) && !names(some).containsAll(other), 1_000);

        assertThat(Set.copyOf(cause.rules())).as("seed %d", seed).isIn(one, other);
    }

    @Test
    void fewQuestionsFindTwoAmongAThousand() {
        AtomicInteger asked = new AtomicInteger();

        Cause cause = Conflict.cause(rules(1_000), some -> {
            asked.incrementAndGet();
            return !names(some).containsAll(Set.of("r123", "r877"));
        });

        assertThat(cause.rules()).containsExactly("r123", "r877");
        assertThat(cause.words()).startsWith("spread r123 and spread r877 cannot hold together with the goal");
        assertThat(asked.get()).isLessThanOrEqualTo(Conflict.MOST_ASKED);
    }

    @Test
    void stopsAskingAndSaysSo() {
        AtomicInteger asked = new AtomicInteger();

        Cause cause = Conflict.cause(
                rules(400),
                some -> {
                    asked.incrementAndGet();
                    return some.size() < 400;
                },
                10);

        assertThat(asked.get()).isLessThanOrEqualTo(10);
        assertThat(cause.rules()).hasSize(400);
        assertThat(cause.words()).contains("and 392 more", "stopped");
    }

    @Test
    void withoutRulesOrWithoutHelpOfDroppingThemTheRoomIsInPieces() {
        assertThat(Conflict.cause(List.of(), some -> true).kind()).isEqualTo(Kind.FRAGMENTED);

        Cause cause = Conflict.cause(rules(3), some -> false);

        assertThat(cause.kind()).isEqualTo(Kind.FRAGMENTED);
        assertThat(cause.rules()).isEmpty();
    }

    @Test
    void softRulesAreNeverToBlameAndAreThereInEveryQuestion() {
        Rule soft = new Rule.Spread("s", new Strength.Soft(3), Set.of("a", "b"));
        List<Rule> rules = new ArrayList<>(rules(4));
        rules.add(1, soft);

        Cause cause = Conflict.cause(rules, some -> {
            assertThat(some).contains(soft);
            return !names(some).contains("r002");
        });

        assertThat(cause.rules()).containsExactly("r002");
        assertThat(cause.words()).isEqualTo("spread r002 cannot hold with the goal");
        assertThat(Conflict.cause(List.of(soft), some -> true).kind()).isEqualTo(Kind.FRAGMENTED);
    }

    @Test
    void orderOfTheRulesDoesNotMatter() {
        List<Rule> rules = rules(20);

        // Any three of them are too many: which are found is a matter of order only.
        Cause cause = Conflict.cause(rules, some -> some.size() < 3, 1_000);

        assertThat(cause.rules()).hasSize(3);
        assertThat(Conflict.cause(rules.reversed(), some -> some.size() < 3, 1_000))
                .isEqualTo(cause);
    }
}
