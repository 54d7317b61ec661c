package org.farandole.cli.pki;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.farandole.cli.platform.Session;
import org.farandole.cli.terminal.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes a node's certificates: it is a server to all, and a client of the nodes it migrates to. */
@Command(name = "node", description = "Make a node's server and client certificates.")
final class PkiNodeCommand implements Callable<Integer> {

    private final Session session;

    @Mixin
    private FolderOption folder = new FolderOption();

    @Mixin
    private ValidityOption validity = new ValidityOption();

    @Parameters(paramLabel = "NAME", description = "the node's name")
    private String name = "";

    @Option(
            names = "--address",
            paramLabel = "A",
            description = "a further DNS name or an IP address by which it is reached; may be given again")
    private List<String> addresses = List.of();

    PkiNodeCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        List<HostAddress> names = new ArrayList<>(List.of(Holders.named(name)));
        addresses.stream().map(Holders::address).filter(a -> !names.contains(a)).forEach(names::add);
        Instant now = session.clock().instant();
        Validity wanted = validity.from(now);
        PkiFolder kept = folder.of(session);
        Path place = kept.node(name);
        Instant until =
                FolderOption.failingInOneLine(() -> kept.issue(place, name, names, List.of(Role.values()), wanted));
        session.terminal().line("Node " + name + " until " + Days.of(until) + ": " + place);
        return ExitCode.OK.status();
    }
}
