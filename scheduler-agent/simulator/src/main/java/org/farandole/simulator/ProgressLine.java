package org.farandole.simulator;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;

/**
 * One line that is redrawn on a terminal, with the time that is left; nothing elsewhere. A run that is interrupted says so, and leaves no
 * line half drawn.
 */
final class ProgressLine implements Simulation.Progress, AutoCloseable {

    private static final long REDRAW_NANOS = Duration.ofMillis(250).toNanos();

    private final PrintWriter to;
    private final boolean terminal = Boolean.getBoolean("farandole.terminal");
    private final long began = System.nanoTime();
    private long drawn = began;
    private volatile boolean open;
    private final Thread interrupted = new Thread(this::interrupted, "interrupted");

    ProgressLine(PrintWriter to) {
        this.to = to;
        Runtime.getRuntime().addShutdownHook(interrupted);
    }

    private void interrupted() {
        erase();
        to.println("farandole: interrupted: what was not over is not told, and files are as they were");
        to.flush();
    }

    @Override
    public void at(Duration done, Duration lasts) {
        long now = System.nanoTime();
        if (terminal && now - drawn >= REDRAW_NANOS) {
            drawn = now;
            open = true;
            double share = (double) done.toNanos() / lasts.toNanos();
            double spent = (now - began) / 1e9;
            to.printf(
                    Locale.ROOT,
                    "\r\u001b[K%d of %d s simulated, %.0f s, about %.0f s left",
                    done.toSeconds(),
                    lasts.toSeconds(),
                    spent,
                    spent / share - spent);
            to.flush();
        }
    }

    /** So many runs are over. */
    void runs(int done, int all) {
        long now = System.nanoTime();
        if (terminal && now - drawn >= REDRAW_NANOS) {
            drawn = now;
            open = true;
            double spent = (now - began) / 1e9;
            double left = spent * all / done - spent;
            to.printf(Locale.ROOT, "\r\u001b[K%d of %d runs, %.0f s, about %.0f s left", done, all, spent, left);
            to.flush();
        }
    }

    @Override
    public void close() {
        erase();
        try {
            Runtime.getRuntime().removeShutdownHook(interrupted);
        } catch (IllegalStateException e) {
            // the process ends already: the hook has its say
            open = false;
        }
    }

    private void erase() {
        if (open) {
            to.print("\r\u001b[K");
            to.flush();
            open = false;
        }
    }
}
