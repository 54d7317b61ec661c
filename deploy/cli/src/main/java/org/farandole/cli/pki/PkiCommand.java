package org.farandole.cli.pki;

import org.farandole.cli.platform.Session;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Certificates for {@code qemu+tls} and for the migrations between nodes: {@code pki init}, {@code node}, … */
@Command(
        name = "pki",
        description = "An authority and certificates for libvirt's and QEMU's TLS.",
        synopsisSubcommandLabel = "(init | node | client | show | renew)")
public final class PkiCommand {

    private PkiCommand() {}

    /** The command with its subcommands. */
    public static CommandLine commandLine(Session session) {
        CommandLine line = new CommandLine(new PkiCommand())
                .addSubcommand(new PkiInitCommand(session))
                .addSubcommand(new PkiNodeCommand(session))
                .addSubcommand(new PkiClientCommand(session))
                .addSubcommand(new PkiShowCommand(session))
                .addSubcommand(new PkiRenewCommand(session));
        line.getSubcommands()
                .values()
                .forEach(command -> command.getCommandSpec().mixinStandardHelpOptions(true));
        return line;
    }
}
