package org.farandole.cli.terminal;

/** What the command's exit status says. Documented in docs/cli.md; scripts rely on it. */
public enum ExitCode {
    OK(0),
    /** It was tried, and it failed, or what was found is not as it should be. */
    FAILED(1),
    /** A bad option, a bad file or a refused manifest: nothing was started or changed. */
    BAD_INPUT(2),
    /** The platform, or the service that the command needs, does not run. */
    NOT_RUNNING(3),
    /** It cannot start on this machine as it is: a port in use, no disk, not built, already running. */
    CANNOT_START(4),
    /** Stopped by a signal. */
    INTERRUPTED(130);

    private final int status;

    ExitCode(int status) {
        this.status = status;
    }

    public int status() {
        return status;
    }
}
