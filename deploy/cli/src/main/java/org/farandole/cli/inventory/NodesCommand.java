package org.farandole.cli.inventory;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.Callable;
import org.farandole.cli.platform.Program;
import org.farandole.cli.platform.Session;
import org.farandole.cli.terminal.ExitCode;
import org.farandole.cli.terminal.JsonText;
import org.farandole.cli.terminal.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lists the inventory. */
@Command(name = "nodes", description = "List the nodes, and the reservation that holds each.")
public final class NodesCommand implements Callable<Integer> {

    private final Session session;

    @Option(names = "--json", description = "as JSON")
    private boolean json;

    public NodesCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        JsonNode nodes = session.service(Program.RESERVATION).get("/nodes");
        if (json) {
            session.terminal().line(JsonText.indented(nodes));
            return ExitCode.OK.status();
        }
        Table table = new Table("node", "site", "cluster", "slot", "cores", "CPU %", "MiB", "reservation");
        nodes.forEach(node -> table.row(
                node.path("node").asText(),
                node.path("site").asText(),
                node.path("cluster").asText(),
                node.path("slot").asText(),
                node.path("cores").asText(),
                node.path("cpuPercent").asText(),
                node.path("memoryMiB").asText(),
                node.path("reservation").asText("-")));
        table.lines().forEach(session.terminal()::line);
        return ExitCode.OK.status();
    }
}
