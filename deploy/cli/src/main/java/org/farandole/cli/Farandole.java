package org.farandole.cli;

import java.util.logging.Level;
import java.util.logging.Logger;
import org.farandole.cli.demo.DemoCommand;
import org.farandole.cli.events.EventsCommand;
import org.farandole.cli.guest.ConsoleCommand;
import org.farandole.cli.guest.SshCommand;
import org.farandole.cli.inventory.DrainCommand;
import org.farandole.cli.inventory.NodesCommand;
import org.farandole.cli.inventory.VmsCommand;
import org.farandole.cli.lab.LabCommand;
import org.farandole.cli.launch.LaunchCommand;
import org.farandole.cli.launch.ReleaseCommand;
import org.farandole.cli.launch.ReservationsCommand;
import org.farandole.cli.moving.MigrateCommand;
import org.farandole.cli.moving.StormCommand;
import org.farandole.cli.pki.PkiCommand;
import org.farandole.cli.platform.DownCommand;
import org.farandole.cli.platform.Session;
import org.farandole.cli.platform.StatusCommand;
import org.farandole.cli.platform.StopAtExit;
import org.farandole.cli.platform.UpCommand;
import org.farandole.cli.reasons.ExplainCommand;
import org.farandole.cli.reasons.ReplayCommand;
import org.farandole.cli.scheduling.IspsCommand;
import org.farandole.cli.scheduling.ScheduleCommand;
import org.farandole.cli.terminal.CommandFailure;
import org.farandole.cli.terminal.ExitCode;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line's entry: {@code farandole COMMAND …}. Failures are one line on standard error, and a status. */
@Command(
        name = "farandole",
        description = "Book, deploy, boot, and keep virtual machines in quality of service.",
        footer = {"", "test, build, bench and simulate are the farandole script's own. docs/cli.md has the exit codes."
        },
        synopsisSubcommandLabel = "COMMAND")
public final class Farandole {

    private static final Logger EVERYTHING = Logger.getLogger("");

    private Farandole() {}

    public static void main(String[] args) {
        EVERYTHING.setLevel(Level.OFF);
        System.exit(commandLine(Session.ofProcess()).execute(args));
    }

    /** The whole command tree. */
    static CommandLine commandLine(Session session) {
        CommandLine line = new CommandLine(new Farandole())
                .addSubcommand(new DemoCommand(session))
                .addSubcommand(new UpCommand(session))
                .addSubcommand(new DownCommand(session))
                .addSubcommand(new StatusCommand(session))
                .addSubcommand(new LaunchCommand(session))
                .addSubcommand(new ReleaseCommand(session))
                .addSubcommand(new NodesCommand(session))
                .addSubcommand(new ReservationsCommand(session))
                .addSubcommand(new VmsCommand(session))
                .addSubcommand(new MigrateCommand(session))
                .addSubcommand(new StormCommand(session))
                .addSubcommand(new ConsoleCommand(session))
                .addSubcommand(new SshCommand(session))
                .addSubcommand(new IspsCommand(session))
                .addSubcommand(new ExplainCommand(session))
                .addSubcommand(new ReplayCommand(session))
                .addSubcommand(new EventsCommand(session))
                .addSubcommand(new DrainCommand(session))
                .addSubcommand(new ScheduleCommand(session))
                .addSubcommand(LabCommand.commandLine(session))
                .addSubcommand(PkiCommand.commandLine(session));
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.getSubcommands()
                .values()
                .forEach(command -> command.getCommandSpec().mixinStandardHelpOptions(true));
        line.getCommandSpec().mixinStandardHelpOptions(true);
        line.setParameterExceptionHandler((e, args) -> badUsage(e, session));
        line.setExecutionExceptionHandler((e, command, result) -> failed(e, session));
        return line;
    }

    private static int badUsage(CommandLine.ParameterException e, Session session) {
        String command = e.getCommandLine().getCommandSpec().qualifiedName();
        session.terminal().error(firstLine(e) + ": see ./" + command + " --help");
        return ExitCode.BAD_INPUT.status();
    }

    private static int failed(Exception e, Session session) {
        if (StopAtExit.underWay()) {
            return ExitCode.INTERRUPTED.status();
        }
        if (e instanceof CommandFailure failure) {
            session.terminal().error(failure.line());
            return failure.exitCode().status();
        }
        session.terminal().error("unexpected: " + e.getClass().getSimpleName() + ": " + firstLine(e));
        return ExitCode.FAILED.status();
    }

    private static String firstLine(Exception e) {
        return String.valueOf(e.getMessage())
                .lines()
                .findFirst()
                .orElse(e.getClass().getSimpleName());
    }
}
