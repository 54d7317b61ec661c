package org.farandole.cli.terminal;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/**
 * Some lines at the bottom of the terminal that are redrawn in place, with ordinary lines scrolling above them. Where the
 * output is not a terminal, a summary line is written every few seconds instead, if it changed. Thread-safe.
 */
public final class LiveBlock implements AutoCloseable {

    private static final Duration PERIOD_OF_PLAIN_LINES = Duration.ofSeconds(5);

    private final Terminal terminal;
    private final InstantSource clock;
    private List<String> shown = List.of();
    private String lastSummary = "";
    private Instant nextSummary = Instant.MIN;

    public LiveBlock(Terminal terminal, InstantSource clock) {
        this.terminal = terminal;
        this.clock = clock;
    }

    /** @param summary the block in one line, for an output that cannot be redrawn */
    public synchronized void draw(List<String> lines, String summary) {
        if (terminal.interactive()) {
            redraw(lines);
        } else if (!clock.instant().isBefore(nextSummary) && !summary.equals(lastSummary)) {
            terminal.line(summary);
            lastSummary = summary;
            nextSummary = clock.instant().plus(PERIOD_OF_PLAIN_LINES);
        }
    }

    /** Writes a line that stays, above the block. */
    public synchronized void above(String line) {
        List<String> block = shown;
        erase();
        terminal.line(line);
        write(block);
    }

    /** Leaves the block as it is; what follows is written below it. */
    @Override
    public synchronized void close() {
        shown = List.of();
    }

    /** Takes the block away. */
    public synchronized void clear() {
        erase();
    }

    private void redraw(List<String> lines) {
        erase();
        write(lines.stream().map(terminal::fitted).toList());
    }

    private void erase() {
        if (!shown.isEmpty()) {
            terminal.out().print("\u001b[" + shown.size() + "A\r\u001b[J");
            terminal.out().flush();
            shown = List.of();
        }
    }

    private void write(List<String> lines) {
        lines.forEach(terminal::line);
        shown = List.copyOf(lines);
    }
}
