package org.farandole.reservation.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A word of an expression.
 *
 * @param column where it begins, from 1
 * @param text as it stands there; of a quoted text, what it means
 */
record Token(Kind kind, String text, int column) {

    enum Kind {
        NAME,
        TEXT,
        NUMBER,
        SIGN,
        END
    }

    private static final Pattern FORM = Pattern.compile("(?<name>[A-Za-z_][A-Za-z0-9_.-]*)"
            + "|'(?<text>[^']*+(?:''[^']*+)*+)'"
            + "|(?<number>-?[0-9]+(?:\\.[0-9]+)?(?![A-Za-z0-9_.]))"
            + "|(?<sign><=|>=|<>|!=|[=<>(),])");

    /** @throws BadExpression at the first character that begins no word */
    static List<Token> of(String expression) {
        List<Token> tokens = new ArrayList<>();
        Matcher matcher = FORM.matcher(expression);
        int at = 0;
        while (true) {
            while (at < expression.length() && Character.isWhitespace(expression.charAt(at))) {
                at++;
            }
            if (at == expression.length()) {
                tokens.add(new Token(Kind.END, "the end", at + 1));
                return tokens;
            }
            if (!matcher.region(at, expression.length()).lookingAt()) {
                throw unexpected(expression, at);
            }
            tokens.add(token(matcher, at + 1));
            at = matcher.end();
        }
    }

    private static Token token(Matcher matcher, int column) {
        String name = matcher.group("name");
        String text = matcher.group("text");
        String number = matcher.group("number");
        if (name != null) {
            return new Token(Kind.NAME, name, column);
        }
        if (text != null) {
            return new Token(Kind.TEXT, text.replace("''", "'"), column);
        }
        return number != null ? new Token(Kind.NUMBER, number, column) : new Token(Kind.SIGN, matcher.group(), column);
    }

    private static BadExpression unexpected(String expression, int at) {
        char found = expression.charAt(at);
        return new BadExpression(
                at + 1,
                switch (found) {
                    case '\'' -> "the text has no closing quote";
                    case '"' -> "text stands in single quotes, as in 'rennes'";
                    default -> "'" + found + "' means nothing here";
                });
    }

    boolean is(String word) {
        return switch (kind) {
            case NAME -> text.toLowerCase(Locale.ROOT).equals(word);
            case SIGN -> text.equals(word);
            case TEXT, NUMBER, END -> false;
        };
    }

    String quoted() {
        return kind == Kind.END ? text : "'" + text + "'";
    }
}
