package org.farandole.cli.terminal;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Where a command writes: results to {@code out}, everything else to {@code err}. Thread-safe.
 *
 * @param interactive out is a terminal, which can be redrawn
 * @param coloured out may carry colours
 * @param columns the terminal's width; a wide one where there is none
 */
public record Terminal(PrintStream out, PrintStream err, boolean interactive, boolean coloured, int columns) {

    private static final int WIDE = 160;

    /** This process's own, as the {@code farandole} script describes it. */
    public static Terminal ofProcess() {
        boolean interactive = Boolean.getBoolean("farandole.terminal");
        return new Terminal(
                utf8(FileDescriptor.out),
                utf8(FileDescriptor.err),
                interactive,
                interactive && System.getenv("NO_COLOR") == null,
                interactive ? Math.max(40, Integer.getInteger("farandole.columns", 80)) : WIDE);
    }

    /** For a file or a test: no colours, nothing redrawn. */
    public static Terminal plain(PrintStream out, PrintStream err) {
        return new Terminal(out, err, false, false, WIDE);
    }

    /** For what is not the result where {@code out} carries a document: everything goes to {@code err}, nothing is redrawn. */
    public Terminal besideResult() {
        return plain(err, err);
    }

    public void line(String text) {
        out.println(text);
    }

    public void error(String text) {
        err.println("farandole: " + text);
    }

    public String paint(Colour colour, String text) {
        return coloured ? "\u001b[" + colour.code() + "m" + text + "\u001b[0m" : text;
    }

    private static PrintStream utf8(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
    }

    /** Cuts a text to the terminal's width, so that a redrawn line never wraps. */
    public String fitted(String text) {
        return text.length() < columns ? text : text.substring(0, columns - 2) + "…";
    }
}
