package org.farandole.cli.lab;

import java.util.List;
import java.util.concurrent.Callable;
import org.farandole.cli.platform.Session;
import org.farandole.cli.terminal.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Ends a laboratory in whatever state it is. That none is up is no error. */
@Command(name = "down", description = "End the laboratory: its guests, nodes, networks and files.")
final class LabDownCommand implements Callable<Integer> {

    private final Session session;

    @Option(
            names = "--purge",
            description = "delete what was built for it, too: the nodes' file tree and the guests' images")
    private boolean purge;

    LabDownCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws InterruptedException {
        new LabScript(session.installation(), "down")
                .run(purge ? List.of("--purge") : List.of(), session.terminal()::line);
        return ExitCode.OK.status();
    }
}
