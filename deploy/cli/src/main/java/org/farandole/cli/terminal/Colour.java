package org.farandole.cli.terminal;

/** The few colours that carry a meaning here. */
public enum Colour {
    GOOD("32"),
    BAD("31"),
    WARN("33"),
    FAINT("2"),
    STRONG("1");

    private final String code;

    Colour(String code) {
        this.code = code;
    }

    String code() {
        return code;
    }
}
