package org.farandole.reservation.expression;

import java.util.List;
import java.util.Objects;
import org.farandole.contracts.node.NodeDescription;

/** A condition on a node. Immutable. */
public sealed interface NodeExpression {

    /** What any node fulfils. */
    NodeExpression ANY = new And(List.of());

    record And(List<NodeExpression> all) implements NodeExpression {
        public And {
            all = List.copyOf(all);
        }
    }

    record Or(List<NodeExpression> any) implements NodeExpression {
        public Or {
            any = List.copyOf(any);
        }
    }

    record Not(NodeExpression inner) implements NodeExpression {
        public Not {
            Objects.requireNonNull(inner, "inner");
        }
    }

    record Comparison(Field field, Operator operator, Literal value) implements NodeExpression {
        public Comparison {
            Objects.requireNonNull(field, "field");
            Objects.requireNonNull(operator, "operator");
            Objects.requireNonNull(value, "value");
        }
    }

    record Membership(Field field, List<Literal> values) implements NodeExpression {
        public Membership {
            Objects.requireNonNull(field, "field");
            values = List.copyOf(values);
        }
    }

    /** Whether the node fulfils the expression. A comparison with a property that the node does not have is not fulfilled. */
    default boolean matches(NodeDescription node) {
        return switch (this) {
            case And(List<NodeExpression> all) -> all.stream().allMatch(each -> each.matches(node));
            case Or(List<NodeExpression> any) -> any.stream().anyMatch(each -> each.matches(node));
            case Not(NodeExpression inner) -> !inner.matches(node);
            case Comparison(Field field, Operator operator, Literal value) -> value.holds(field.of(node), operator);
            case Membership(Field field, List<Literal> values) ->
                values.stream().anyMatch(value -> value.holds(field.of(node), Operator.EQUAL));
        };
    }
}
