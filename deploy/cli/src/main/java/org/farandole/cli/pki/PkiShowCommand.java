package org.farandole.cli.pki;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.farandole.cli.platform.Session;
import org.farandole.cli.terminal.ExitCode;
import org.farandole.cli.terminal.JsonText;
import org.farandole.cli.terminal.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists certificates with their expiry. Fails if one has expired. */
@Command(name = "show", description = "Show every certificate with its expiry; fails if one has expired.")
final class PkiShowCommand implements Callable<Integer> {

    private final Session session;

    @Mixin
    private FolderOption folder = new FolderOption();

    @Option(names = "--json", description = "as JSON")
    private boolean json;

    PkiShowCommand(Session session) {
        this.session = session;
    }

    /** A line of the list. */
    record Line(String holder, String kind, List<String> addresses, LocalDate expires, long daysLeft, String state) {

        static Line of(Stored stored, Instant now) {
            String state =
                    stored.expired(now) ? "expired" : stored.endsWithin(PkiRenewCommand.SOON, now) ? "soon" : "good";
            return new Line(
                    stored.holder(),
                    stored.kind(),
                    stored.addresses().stream().map(HostAddress::text).toList(),
                    Days.of(stored.until()),
                    Duration.between(now, stored.until()).toDays(),
                    state);
        }
    }

    @Override
    public Integer call() {
        Instant now = session.clock().instant();
        PkiFolder kept = folder.of(session);
        List<Line> lines = FolderOption.failingInOneLine(kept::all).stream()
                .map(stored -> Line.of(stored, now))
                .toList();
        if (json) {
            session.terminal().line(JsonText.indented(lines));
        } else {
            Table table = new Table("holder", "kind", "expires", "days left", "state", "names");
            lines.forEach(line -> table.row(
                    line.holder(),
                    line.kind(),
                    line.expires(),
                    line.daysLeft(),
                    line.state(),
                    String.join(" ", line.addresses())));
            table.lines().forEach(session.terminal()::line);
        }
        String expired = lines.stream()
                .filter(line -> line.state().equals("expired"))
                .map(line -> line.kind() + " " + line.holder())
                .collect(Collectors.joining(", "));
        if (!expired.isEmpty()) {
            session.terminal().error("expired: " + expired + ": renew them with pki renew");
            return ExitCode.FAILED.status();
        }
        return ExitCode.OK.status();
    }
}
