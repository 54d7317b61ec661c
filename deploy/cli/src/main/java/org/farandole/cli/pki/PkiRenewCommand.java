package org.farandole.cli.pki;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.farandole.cli.platform.Session;
import org.farandole.cli.terminal.CommandFailure;
import org.farandole.cli.terminal.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Renews what ends soon. Keys stay, so that only certificates have to be copied. */
@Command(name = "renew", description = "Renew the certificates that end soon, with the keys that they have.")
final class PkiRenewCommand implements Callable<Integer> {

    /** From then on a certificate should be renewed. */
    static final Duration SOON = Duration.ofDays(30);

    private static final Duration AUTHORITY_LENGTH = Duration.ofDays(3652);

    private final Session session;

    @Mixin
    private FolderOption folder = new FolderOption();

    @Mixin
    private ValidityOption validity = new ValidityOption();

    @Option(
            names = "--within",
            paramLabel = "N",
            description = "what ends within so many days (default: ${DEFAULT-VALUE})")
    private int within = (int) SOON.toDays();

    @Parameters(paramLabel = "NAME", arity = "0..*", description = "these nodes and clients only, whenever they end")
    private List<String> names = List.of();

    PkiRenewCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Instant now = session.clock().instant();
        Validity wanted = validity.from(now);
        Duration soon = Days.between("--within", within, 1, (int) AUTHORITY_LENGTH.toDays());
        PkiFolder kept = folder.of(session);
        int renewed = FolderOption.failingInOneLine(() -> renew(kept, wanted, soon, now));
        if (renewed == 0) {
            session.terminal().line("Nothing ends within " + within + " days.");
        }
        return ExitCode.OK.status();
    }

    private int renew(PkiFolder kept, Validity wanted, Duration soon, Instant now)
            throws IOException, GeneralSecurityException {
        List<Stored> all = kept.all();
        requireKnown(all);
        Authority authority = kept.authority();
        int renewed = 0;
        for (Stored stored : all) {
            if (!due(stored, soon, now)) {
                continue;
            }
            Role role = stored.role();
            if (role == null) {
                authority = authority.extended(Validity.of(now, AUTHORITY_LENGTH));
                kept.renew(authority);
                say("The authority", authority.validity().until());
            } else {
                say(stored.kind() + " " + stored.holder(), kept.renew(stored, authority, role, wanted));
            }
            renewed++;
        }
        return renewed;
    }

    private boolean due(Stored stored, Duration soon, Instant now) {
        return names.contains(stored.holder()) || names.isEmpty() && stored.endsWithin(soon, now);
    }

    private void requireKnown(List<Stored> all) {
        List<String> holders = all.stream()
                .filter(stored -> stored.role() != null)
                .map(Stored::holder)
                .toList();
        names.stream().filter(name -> !holders.contains(name)).findFirst().ifPresent(name -> {
            throw CommandFailure.badInput("there is no certificate of '" + name + "': see pki show");
        });
    }

    private void say(String what, Instant until) {
        session.terminal().line(what + " until " + Days.of(until));
    }
}
