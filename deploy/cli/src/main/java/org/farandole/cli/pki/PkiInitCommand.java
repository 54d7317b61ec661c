package org.farandole.cli.pki;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.farandole.cli.platform.Session;
import org.farandole.cli.terminal.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Makes an authority. */
@Command(name = "init", description = "Make an authority that nodes and clients trust.")
final class PkiInitCommand implements Callable<Integer> {

    private static final int TEN_YEARS = 3652;

    private final Session session;

    @Mixin
    private FolderOption folder = new FolderOption();

    @Option(
            names = "--days",
            paramLabel = "N",
            description = "how long it holds (default: ${DEFAULT-VALUE}, ten years)")
    private int days = TEN_YEARS;

    PkiInitCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Duration length = Days.between("--days", days, 1, 3 * TEN_YEARS);
        PkiFolder kept = folder.of(session);
        Instant now = session.clock().instant();
        FolderOption.failingInOneLine(() -> {
            kept.requireNoAuthority();
            Authority authority = Authority.anew(now, Validity.of(now, length));
            kept.keep(authority);
            session.terminal()
                    .line("An authority until " + Days.of(authority.validity().until()) + ": " + kept.authorityFile());
            return authority;
        });
        session.terminal().line("Keep its key (cakey.pem) from everyone: who has it can be any node and any client.");
        return ExitCode.OK.status();
    }
}
