package org.farandole.cli.pki;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.farandole.cli.platform.Session;
import org.farandole.cli.terminal.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Makes the certificate of a machine that only connects: the frontend. */
@Command(name = "client", description = "Make the certificate of a machine that only connects to nodes.")
final class PkiClientCommand implements Callable<Integer> {

    private final Session session;

    @Mixin
    private FolderOption folder = new FolderOption();

    @Mixin
    private ValidityOption validity = new ValidityOption();

    @Option(names = "--name", paramLabel = "NAME", description = "whose it is (default: ${DEFAULT-VALUE})")
    private String name = "frontend";

    PkiClientCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        HostAddress address = Holders.named(name);
        Instant now = session.clock().instant();
        Validity wanted = validity.from(now);
        PkiFolder kept = folder.of(session);
        Path place = kept.client(name);
        Instant until = FolderOption.failingInOneLine(
                () -> kept.issue(place, name, List.of(address), List.of(Role.CLIENT), wanted));
        session.terminal().line("Client " + name + " until " + Days.of(until) + ": " + place);
        session.terminal().line("Use it as qemu+tls://NODE/system?pkipath=" + place.toAbsolutePath());
        return ExitCode.OK.status();
    }
}
