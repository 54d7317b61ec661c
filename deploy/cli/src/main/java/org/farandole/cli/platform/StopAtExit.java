package org.farandole.cli.platform;

/** Runs something when this process is asked to end (Ctrl-C, SIGTERM, SIGHUP), until it is closed. */
public final class StopAtExit implements AutoCloseable {

    private final Thread hook;

    public StopAtExit(Runnable stop) {
        hook = new Thread(stop, "stop");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** Whether this process is ending already: what fails now, fails because of that. */
    public static boolean underWay() {
        Thread probe = new Thread(() -> {}, "probe");
        try {
            Runtime.getRuntime().addShutdownHook(probe);
            Runtime.getRuntime().removeShutdownHook(probe);
            return false;
        } catch (IllegalStateException e) {
            return true;
        }
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is ending: the hook runs.
        }
    }
}
