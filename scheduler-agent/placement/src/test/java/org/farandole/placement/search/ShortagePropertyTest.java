package org.farandole.placement.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.stream.LongStream;
import org.farandole.placement.Cause;
import org.farandole.placement.Goal;
import org.farandole.placement.Objective;
import org.farandole.placement.Problem;
import org.farandole.placement.TinyInstances;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What is impossible at sight is so after trying every arrangement. A seed that fails is in the message;
 * {@code -Dplacement.seed=N} begins elsewhere.
 */
final class ShortagePropertyTest {

    private static final long FIRST = Long.getLong("placement.seed", 0);
    private static final int SEEDS = 600;

    @ParameterizedTest
    @EnumSource(Goal.class)
    void isNeverSaidWhereAnArrangementWouldDo(Goal goal) {
        LongStream.range(FIRST, FIRST + SEEDS).forEach(seed -> {
            Instance instance = new Instance(problem(goal, seed));
            Optional<Cause> cause = Shortage.atSight(instance);
            if (cause.isPresent()) {
                assertThat(possible(new Arrangement(instance), 0))
                        .as(
                                "%s, seed %d: %s, but all can be arranged",
                                goal, seed, cause.get().words())
                        .isFalse();
            }
        });
    }

    /** A rule that is named is one without which the rest would not be seen to be impossible for the same reason. */
    @ParameterizedTest
    @EnumSource(Goal.class)
    void namesRulesOfTheProblemOnly(Goal goal) {
        LongStream.range(FIRST, FIRST + SEEDS).forEach(seed -> {
            Problem problem = problem(goal, seed);
            Shortage.atSight(new Instance(problem)).ifPresent(cause -> {
                assertThat(problem.rules())
                        .as("%s, seed %d", goal, seed)
                        .extracting(rule -> rule.name())
                        .containsAll(cause.rules());
                assertThat(cause.kind() == Cause.Kind.RULES)
                        .as("%s, seed %d: %s", goal, seed, cause)
                        .isEqualTo(!cause.rules().isEmpty());
                assertThat(cause.words()).as("%s, seed %d", goal, seed).isNotBlank();
            });
        });
    }

    /** It is there to spare searches: most of what is impossible on so few nodes has a simple reason. */
    @Test
    void mostOfWhatIsImpossibleIsSeen() {
        int impossible = 0;
        int seen = 0;
        for (long seed = FIRST; seed < FIRST + SEEDS; seed++) {
            Instance instance = new Instance(problem(Goal.RELIEVE, seed));
            if (!possible(new Arrangement(instance), 0)) {
                impossible++;
                seen += Shortage.atSight(instance).isPresent() ? 1 : 0;
            }
        }
        assertThat(seen).as("of %d, from seed %d", impossible, FIRST).isGreaterThan(impossible * 6 / 10);
    }

    private static Problem problem(Goal goal, long seed) {
        return seed % 2 == 0
                ? TinyInstances.ofEverything(goal, Objective.LEAST_TIME, seed)
                : TinyInstances.ordered(goal, Objective.LEAST_TIME, seed);
    }

    private static boolean possible(Arrangement at, int vm) {
        Instance instance = at.instance;
        if (vm == instance.vmCount()) {
            return at.over.isEmpty() && at.broken.isEmpty();
        }
        if (!instance.mustMove[vm] && possible(at, vm + 1)) {
            return true;
        }
        for (int node = 0; node < instance.nodeCount(); node++) {
            if (instance.mayGo(vm, node)) {
                at.move(vm, node);
                boolean found = possible(at, vm + 1);
                at.move(vm, instance.host[vm]);
                if (found) {
                    return true;
                }
            }
        }
        return false;
    }
}
