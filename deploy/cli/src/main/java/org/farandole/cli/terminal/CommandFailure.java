package org.farandole.cli.terminal;

/** A command ends here. The message is one line for a person: what happened, to what, what to do. */
public final class CommandFailure extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final ExitCode exitCode;

    public CommandFailure(ExitCode exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    public static CommandFailure failed(String message) {
        return new CommandFailure(ExitCode.FAILED, message);
    }

    public static CommandFailure badInput(String message) {
        return new CommandFailure(ExitCode.BAD_INPUT, message);
    }

    public static CommandFailure cannotStart(String message) {
        return new CommandFailure(ExitCode.CANNOT_START, message);
    }

    public ExitCode exitCode() {
        return exitCode;
    }

    /** The message, always. */
    public String line() {
        return String.valueOf(getMessage());
    }
}
