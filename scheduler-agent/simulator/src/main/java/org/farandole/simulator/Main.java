package org.farandole.simulator;

import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;

/** {@code ./farandole simulate}: failures are one line on standard error, and a status as in docs/cli.md. */
public final class Main {

    private static final int FAILED = 1;
    private static final int BAD_INPUT = 2;
    private static final Logger EVERYTHING = Logger.getLogger("");

    private Main() {}

    public static void main(String[] args) {
        EVERYTHING.setLevel(Level.OFF);
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        return commandLine(() -> Subject.PROTOCOL);
    }

    /** @param subject what is run; a new one for each run */
    static CommandLine commandLine(Supplier<Subject> subject) {
        CommandLine line = new CommandLine(new SimulateCommand(subject));
        line.getCommandSpec().mixinStandardHelpOptions(true);
        line.setParameterExceptionHandler((e, args) -> {
            line.getErr().println("farandole: " + firstLine(e) + ": see ./farandole simulate --help");
            return BAD_INPUT;
        });
        line.setExecutionExceptionHandler((e, command, result) -> {
            line.getErr().println("farandole: unexpected: " + e.getClass().getSimpleName() + ": " + firstLine(e));
            return FAILED;
        });
        return line;
    }

    private static String firstLine(Exception e) {
        return String.valueOf(e.getMessage())
                .lines()
                .findFirst()
                .orElse(e.getClass().getSimpleName());
    }
}
