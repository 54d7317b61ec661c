package org.farandole.cli.lab;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.farandole.cli.platform.Session;
import org.farandole.cli.terminal.CommandFailure;
import org.farandole.cli.terminal.ExitCode;
import org.farandole.cli.terminal.LiveBlock;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Starts a laboratory, which stays until {@code lab down}. */
@Command(name = "up", description = "Start nodes with libvirt on this machine, and leave them running.")
final class LabUpCommand implements Callable<Integer> {

    private static final int FEWEST = 2;
    private static final int MOST = 8;

    private final Session session;

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "NODES",
            defaultValue = "4",
            description = "how many, " + FEWEST + " to " + MOST + ", on two sites by turns (default: ${DEFAULT-VALUE})")
    private int nodes;

    @Option(names = "--bare", description = "nodes without libvirt: an SSH server is all they have")
    private boolean bare;

    @Option(
            names = "--transport",
            paramLabel = "NAME",
            description = "how their libvirt is reached: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
    private Transport transport = Transport.TCP;

    LabUpCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (nodes < FEWEST || nodes > MOST) {
            throw CommandFailure.badInput("NODES is " + FEWEST + " to " + MOST + ", not " + nodes);
        }
        Instant began = session.clock().instant();
        LiveBlock progress = new LiveBlock(session.terminal(), session.clock());
        try {
            new LabScript(session.installation(), "up")
                    .run(
                            List.of(String.valueOf(nodes), bare ? "yes" : "no", transport.word()),
                            step -> progress.draw(List.of(step), step));
        } finally {
            progress.clear();
        }
        tell(Duration.between(began, session.clock().instant()));
        return ExitCode.OK.status();
    }

    private void tell(Duration taken) {
        session.terminal()
                .line(String.format(
                        Locale.ROOT,
                        "%d nodes answer after %.1f s, %s.",
                        nodes,
                        taken.toMillis() / 1000.0,
                        bare ? "without libvirt" : "with libvirt by " + transport.word()));
        if (!bare && transport == Transport.TCP) {
            session.terminal().line("Plain TCP asks nobody who he is: it is for the laboratory only.");
        }
        session.terminal().line("Next: ./farandole lab status; ./farandole lab down ends it.");
    }
}
