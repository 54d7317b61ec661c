package org.farandole.cli.lab;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.farandole.cli.platform.Session;
import org.farandole.cli.terminal.ExitCode;
import org.farandole.cli.terminal.JsonText;
import org.farandole.cli.terminal.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The laboratory's nodes. Fails unless all are up and their libvirt answers. */
@Command(name = "status", description = "Show the laboratory's nodes; fails unless all are well.")
final class LabStatusCommand implements Callable<Integer> {

    private final Session session;

    @Option(names = "--json", description = "as JSON")
    private boolean json;

    LabStatusCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws InterruptedException {
        List<LabNode> nodes = new ArrayList<>();
        new LabScript(session.installation(), "status")
                .run(List.of(), line -> LabNode.read(line).ifPresent(nodes::add));
        if (json) {
            session.terminal().line(JsonText.indented(nodes));
        } else {
            Table table = new Table("node", "site", "address", "state", "libvirt", "guests", "MiB used", "CPU %");
            nodes.forEach(node -> table.row(
                    node.node(),
                    node.site(),
                    node.address(),
                    node.state(),
                    node.libvirt(),
                    node.guests(),
                    node.usedMiB(),
                    node.cpuPercent()));
            table.lines().forEach(session.terminal()::line);
        }
        List<String> ill =
                nodes.stream().filter(node -> !node.well()).map(LabNode::node).toList();
        if (!ill.isEmpty()) {
            session.terminal()
                    .error(
                            "not well: " + String.join(", ", ill)
                                    + ": deploy/lab/node start NAME switches a node on, its console is .farandole/lab/nodes/NAME/console.log");
        }
        return (ill.isEmpty() ? ExitCode.OK : ExitCode.FAILED).status();
    }
}
