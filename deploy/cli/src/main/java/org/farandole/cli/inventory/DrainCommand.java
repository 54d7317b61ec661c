package org.farandole.cli.inventory;

import java.util.Map;
import java.util.concurrent.Callable;
import org.farandole.cli.platform.Program;
import org.farandole.cli.platform.Session;
import org.farandole.cli.terminal.CommandFailure;
import org.farandole.cli.terminal.ExitCode;
import org.farandole.contracts.node.NodeName;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Asks to empty a node. */
@Command(name = "drain", description = "Place no VM on a node any more, and have it emptied.")
public final class DrainCommand implements Callable<Integer> {

    private final Session session;

    @Parameters(paramLabel = "NODE")
    private String node = "";

    @Option(names = "--why", paramLabel = "TEXT", description = "the reason, for the log (default: ${DEFAULT-VALUE})")
    private String why = "asked for on the command line";

    public DrainCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        NodeName name = parsed();
        session.service(Program.PROVISIONER).post("/nodes/" + name + "/drain", Map.of("why", why));
        session.terminal().line(name + " is draining.");
        return ExitCode.OK.status();
    }

    private NodeName parsed() {
        try {
            return new NodeName(node);
        } catch (IllegalArgumentException e) {
            throw CommandFailure.badInput(String.valueOf(e.getMessage()));
        }
    }
}
