package org.farandole.cli.launch;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.farandole.cli.platform.Program;
import org.farandole.cli.platform.Session;
import org.farandole.cli.terminal.CommandFailure;
import org.farandole.cli.terminal.ExitCode;
import org.farandole.cli.terminal.JsonText;
import org.farandole.cli.terminal.LiveBlock;
import org.farandole.cli.terminal.Terminal;
import org.farandole.contracts.reservation.ReservationId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Books what a manifest asks for. */
@Command(name = "launch", description = "Book, deploy and boot what a manifest asks for, all or nothing.")
public final class LaunchCommand implements Callable<Integer> {

    private static final Duration LIMIT = Duration.ofHours(2);

    private final Session session;

    @Parameters(paramLabel = "FILE", description = "the manifest (docs/manifest.md)")
    private Path file = Path.of("");

    @Option(names = "--wait", description = "show the progress, until every VM runs or was given up")
    private boolean wait;

    @Option(names = "--json", description = "the reservation as JSON; the progress goes to standard error")
    private boolean json;

    public LaunchCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        String manifest = read();
        JsonNode booked = new Reservations(session.service(Program.RESERVATION)).book(manifest, file.toString());
        ReservationId id = new ReservationId(booked.path("id").asText());
        if (json) {
            session.terminal().line(JsonText.indented(booked));
        } else {
            session.terminal().line(id + " is booked: " + ReservationsCommand.inWords(booked));
        }
        return wait ? watch(id) : ExitCode.OK.status();
    }

    private int watch(ReservationId id) {
        Terminal terminal = json ? session.terminal().besideResult() : session.terminal();
        LaunchProgress progress = new LaunchProgress(id);
        try (LiveBlock block = new LiveBlock(terminal, session.clock());
                LaunchWatch watch = new LaunchWatch(
                        session.running().ports().bootstrapServers(), progress, block, session.clock())) {
            watch.untilComplete(LIMIT, () -> {});
        }
        if (!progress.givenUp().isEmpty()) {
            throw CommandFailure.failed(progress.givenUp().size() + " VMs were given up: ./farandole vms names them");
        }
        terminal.line("Every VM runs.");
        return ExitCode.OK.status();
    }

    private String read() {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw CommandFailure.badInput(file + " cannot be read: give a manifest, such as deploy/examples/demo.yaml");
        }
    }
}
