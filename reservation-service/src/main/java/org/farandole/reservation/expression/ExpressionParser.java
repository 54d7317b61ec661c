package org.farandole.reservation.expression;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.farandole.reservation.expression.NodeExpression.And;
import org.farandole.reservation.expression.NodeExpression.Comparison;
import org.farandole.reservation.expression.NodeExpression.Membership;
import org.farandole.reservation.expression.NodeExpression.Not;
import org.farandole.reservation.expression.NodeExpression.Or;
import org.farandole.reservation.yaml.Spelling;

/**
 * By recursive descent:
 *
 * <pre>
 * or         = and { "or" and }
 * and        = not { "and" not }
 * not        = "not" not | "(" or ")" | condition
 * condition  = field ( sign literal | [ "not" ] "in" "(" literal { "," literal } ")" )
 * sign       = "=" | "!=" | "&lt;&gt;" | "&lt;" | "&lt;=" | "&gt;" | "&gt;="
 * literal    = text in single quotes | number | "true" | "false"
 * </pre>
 */
public final class ExpressionParser {

    private static final int LONGEST = 4_000;
    private static final int DEEPEST = 50;

    private final List<Token> tokens;
    private final Set<String> known;
    private int next;
    private int depth;

    private ExpressionParser(List<Token> tokens, Set<String> known) {
        this.tokens = tokens;
        this.known = known;
    }

    /**
     * @param known the fields that there are; another one is refused, with the nearest of these
     * @throws BadExpression with the column and what was expected there
     */
    public static NodeExpression parse(String expression, Set<String> known) {
        if (expression.length() > LONGEST) {
            throw new BadExpression(LONGEST, "it is longer than " + LONGEST + " characters");
        }
        ExpressionParser parser = new ExpressionParser(Token.of(expression), known);
        NodeExpression parsed = parser.or();
        if (parser.peek().kind() != Token.Kind.END) {
            throw parser.expected("'and', 'or' or the end");
        }
        return parsed;
    }

    private NodeExpression or() {
        List<NodeExpression> any = new ArrayList<>(List.of(and()));
        while (accept("or")) {
            any.add(and());
        }
        return any.size() == 1 ? any.getFirst() : new Or(any);
    }

    private NodeExpression and() {
        List<NodeExpression> all = new ArrayList<>(List.of(not()));
        while (accept("and")) {
            all.add(not());
        }
        return all.size() == 1 ? all.getFirst() : new And(all);
    }

    private NodeExpression not() {
        if (++depth > DEEPEST) {
            throw new BadExpression(peek().column(), "it is nested more than " + DEEPEST + " deep");
        }
        NodeExpression parsed = notNested();
        depth--;
        return parsed;
    }

    private NodeExpression notNested() {
        if (accept("not")) {
            return new Not(not());
        }
        if (accept("(")) {
            NodeExpression inner = or();
            expect(")");
            return inner;
        }
        return condition();
    }

    private NodeExpression condition() {
        Field field = field();
        if (accept("not")) {
            expect("in");
            return new Not(membership(field));
        }
        return accept("in") ? membership(field) : new Comparison(field, operator(field), literal(field));
    }

    private NodeExpression membership(Field field) {
        expect("(");
        List<Literal> values = new ArrayList<>(List.of(literal(field)));
        while (accept(",")) {
            values.add(literal(field));
        }
        expect(")");
        return new Membership(field, values);
    }

    private Field field() {
        Token token = peek();
        if (token.kind() != Token.Kind.NAME || token.is("and") || token.is("or") || token.is("in")) {
            throw expected("a field, 'not' or '('");
        }
        next++;
        Optional<Field.Fixed> fixed = Field.Fixed.named(token.text());
        if (fixed.isPresent()) {
            return fixed.get();
        }
        if (!known.contains(token.text())) {
            throw new BadExpression(
                    token.column(),
                    "no node has a property '" + token.text() + "'; " + Spelling.hint(token.text(), known));
        }
        return new Field.Free(token.text());
    }

    private Operator operator(Field field) {
        Token token = peek();
        Operator operator = switch (token.kind() == Token.Kind.SIGN ? token.text() : "") {
            case "=" -> Operator.EQUAL;
            case "!=", "<>" -> Operator.DIFFERENT;
            case "<" -> Operator.LESS;
            case "<=" -> Operator.AT_MOST;
            case ">" -> Operator.GREATER;
            case ">=" -> Operator.AT_LEAST;
            default -> throw expected("a comparison such as '=', or 'in', after " + field.label());
        };
        boolean orders = operator != Operator.EQUAL && operator != Operator.DIFFERENT;
        if (orders && field instanceof Field.Fixed fixed && fixed.kind() == Field.Kind.TRUTH) {
            throw new BadExpression(token.column(), field.label() + " is true or false: compare it with '=' or '!='");
        }
        next++;
        return operator;
    }

    private Literal literal(Field field) {
        Token token = peek();
        Literal literal = switch (token.kind()) {
            case TEXT -> new Literal.Text(token.text());
            case NUMBER -> new Literal.Number(new BigDecimal(token.text()));
            case NAME -> truth(token);
            case SIGN, END -> throw expected("a value: 'text', a number, true or false");
        };
        if (field instanceof Field.Fixed fixed) {
            checkKind(fixed, literal, token);
        }
        next++;
        return literal;
    }

    private Literal truth(Token token) {
        if (!token.is("true") && !token.is("false")) {
            throw new BadExpression(
                    token.column(),
                    token.quoted() + " is no value: text stands in single quotes, as in '" + token.text() + "'");
        }
        return new Literal.Truth(token.is("true"));
    }

    private static void checkKind(Field.Fixed field, Literal literal, Token token) {
        Field.Kind kind = switch (literal) {
            case Literal.Text text -> Field.Kind.TEXT;
            case Literal.Number number -> Field.Kind.NUMBER;
            case Literal.Truth truth -> Field.Kind.TRUTH;
        };
        if (kind != field.kind()) {
            String wanted = switch (field.kind()) {
                case TEXT -> "text in single quotes";
                case NUMBER -> "a number";
                case TRUTH -> "true or false";
            };
            throw new BadExpression(
                    token.column(), field.label() + " is compared with " + wanted + ", not " + token.quoted());
        }
    }

    private Token peek() {
        return tokens.get(next);
    }

    private boolean accept(String word) {
        boolean found = peek().is(word);
        if (found) {
            next++;
        }
        return found;
    }

    private void expect(String word) {
        if (!accept(word)) {
            throw expected("'" + word + "'");
        }
    }

    private BadExpression expected(String what) {
        return new BadExpression(peek().column(), "expected " + what + ", found " + peek().quoted());
    }
}
