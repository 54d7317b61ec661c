package org.farandole.cli.lab;

import org.farandole.cli.platform.Session;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The laboratory's commands: {@code lab up}, {@code lab down}, {@code lab status}. */
@Command(
        name = "lab",
        description = "A laboratory of nodes with libvirt on this machine, for real guests. Needs root.",
        synopsisSubcommandLabel = "(up | down | status)")
public final class LabCommand {

    private LabCommand() {}

    /** The command with its subcommands. */
    public static CommandLine commandLine(Session session) {
        CommandLine line = new CommandLine(new LabCommand())
                .addSubcommand(new LabUpCommand(session))
                .addSubcommand(new LabDownCommand(session))
                .addSubcommand(new LabStatusCommand(session));
        line.getSubcommands()
                .values()
                .forEach(command -> command.getCommandSpec().mixinStandardHelpOptions(true));
        return line;
    }
}
