package org.farandole.reservation.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.farandole.contracts.node.NodeDescription;
import org.farandole.reservation.Nodes;
import org.farandole.reservation.expression.NodeExpression.And;
import org.farandole.reservation.expression.NodeExpression.Comparison;
import org.farandole.reservation.expression.NodeExpression.Or;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpressionParserTest {

    private static final NodeDescription NODE = Nodes.node(
            "rennes",
            "paravance",
            "paravance-3",
            3,
            16384,
            Map.of("hardwareVirtualization", "true", "gpu-count", "2", "owner", "o'neil", "rack", "r10"));

    private static final Set<String> KNOWN = Field.namesIn(List.of(NODE));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "site = 'rennes' | true",
                "site = 'lyon' | false",
                "site != 'lyon' | true",
                "site <> 'rennes' | false",
                "node = 'paravance-3' and slot = 3 | true",
                "memoryMiB >= 16384 | true",
                "memoryMiB > 16384 | false",
                "memoryMiB < 16384.5 | true",
                "cores <= 8 and cpuPercent = 800 | true",
                "hardwareVirtualization = true | true",
                "hardwareVirtualization != TRUE | false",
                "cluster in ('paravance', 'parasilo') | true",
                "cluster not in ('paravance', 'parasilo') | false",
                "not (cluster in ('parasilo')) | true",
                "NOT site = 'lyon' AND cores = 8 | true",
                "site = 'lyon' and cores = 8 or slot = 3 | true",
                "slot = 3 or site = 'lyon' and cores = 9 | true",
                "(slot = 3 or site = 'lyon') and cores = 9 | false",
                "gpu-count >= 2 | true",
                "gpu-count = '2' | true",
                "gpu-count = 2.0 | true",
                "owner = 'o''neil' | true",
                "rack > 9 | false",
                "rack < 'r2' | true",
                "site='rennes'and(slot>-1) | true",
            })
    void decidesWhetherANodeMatches(String expression, boolean expected) {
        assertThat(ExpressionParser.parse(expression, KNOWN).matches(NODE)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "site == 'rennes' | 7 | expected a value",
                "site = 'rennes | 8 | no closing quote",
                "site = \"rennes\" | 8 | single quotes",
                "site = rennes | 8 | text stands in single quotes",
                "site 'rennes' | 6 | expected a comparison",
                "site = | 7 | expected a value",
                "site = 'a' cores = 2 | 12 | expected 'and', 'or' or the end",
                "(site = 'a' | 12 | expected ')'",
                "site = 'a') | 11 | expected 'and', 'or' or the end",
                "and site = 'a' | 1 | expected a field",
                "site = 'a' and | 15 | expected a field",
                "site in () | 10 | expected a value",
                "site in ('a' 'b') | 14 | expected ')'",
                "cluster not ('a') | 13 | expected 'in'",
                "stie = 'a' | 1 | did you mean 'site'?",
                "cores = 'eight' | 9 | compared with a number",
                "site = 3 | 8 | compared with text",
                "hardwareVirtualization = 'yes' | 26 | compared with true or false",
                "hardwareVirtualization > true | 24 | compare it with '=' or '!='",
                "cores = 8; drop table node | 10 | means nothing here",
                "cores = 8 -- and so on | 11 | means nothing here",
                "cores = 8cores | 9 | means nothing here",
                "`` | 1 | expected a field",
            })
    void saysAtWhichColumnItDoesNotParse(String expression, int column, String message) {
        BadExpression bad = catchThrowableOfType(BadExpression.class, () -> ExpressionParser.parse(expression, KNOWN));

        assertThat(bad).as("a refusal of %s", expression).isNotNull();
        assertThat(bad.getMessage()).contains(message);
        assertThat(bad.column()).isEqualTo(column);
    }

    @Test
    void bindsAndTighterThanOr() {
        NodeExpression parsed = ExpressionParser.parse("slot = 1 or slot = 2 and slot = 3", KNOWN);

        assertThat(parsed)
                .isInstanceOfSatisfying(
                        Or.class,
                        or -> assertThat(or.any())
                                .satisfiesExactly(
                                        first -> assertThat(first).isInstanceOf(Comparison.class),
                                        second -> assertThat(second).isInstanceOf(And.class)));
    }

    @Test
    void refusesWhatIsNestedTooDeepOrTooLong() {
        String deep = "(".repeat(2000) + "slot = 1" + ")".repeat(1900);
        String longText = "site = '" + "x".repeat(5000) + "'";

        assertThat(catchThrowableOfType(BadExpression.class, () -> ExpressionParser.parse(deep, KNOWN)))
                .hasMessageContaining("nested");
        assertThat(catchThrowableOfType(BadExpression.class, () -> ExpressionParser.parse(longText, KNOWN)))
                .hasMessageContaining("longer");
    }

    @Test
    void aNodeWithoutThePropertyDoesNotFulfilAComparisonWithIt() {
        NodeDescription other = Nodes.node("rennes", "c", "plain", 1);

        assertThat(ExpressionParser.parse("rack = 'r10'", KNOWN).matches(other)).isFalse();
        assertThat(ExpressionParser.parse("rack != 'r10'", KNOWN).matches(other))
                .isFalse();
        assertThat(ExpressionParser.parse("not rack = 'r10'", KNOWN).matches(other))
                .isTrue();
    }
}
