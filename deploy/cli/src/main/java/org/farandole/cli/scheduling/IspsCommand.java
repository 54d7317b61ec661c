package org.farandole.cli.scheduling;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.farandole.cli.platform.Session;
import org.farandole.cli.service.TopicTail;
import org.farandole.cli.terminal.ExitCode;
import org.farandole.cli.terminal.JsonText;
import org.farandole.cli.terminal.Table;
import org.farandole.contracts.dvms.IspEvent;
import org.farandole.contracts.json.Json;
import org.farandole.contracts.topic.Topics;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lists the ISPs, from the first to the last. */
@Command(name = "isps", description = "List the scheduling procedures: partition, plan, how each ended.")
public final class IspsCommand implements Callable<Integer> {

    private final Session session;

    @Option(names = "--json", description = "as JSON")
    private boolean json;

    public IspsCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        IspTable isps = new IspTable();
        try (TopicTail tail =
                TopicTail.fromStart(session.running().ports().bootstrapServers(), List.of(Topics.PARTITIONS))) {
            tail.history()
                    .forEach(found -> isps.add(
                            Json.read(found.value(), IspEvent.class), Instant.ofEpochMilli(found.timestamp())));
        }
        if (json) {
            session.terminal().line(JsonText.indented(isps.all()));
        } else {
            table(isps.all()).lines().forEach(session.terminal()::line);
        }
        return ExitCode.OK.status();
    }

    static Table table(List<IspRecord> isps) {
        Table table = new Table("ISP", "problem", "nodes", "solves", "moves", "ms", "state", "why");
        for (IspRecord isp : isps) {
            Duration lasted = isp.lasted();
            table.row(
                    isp.isp(),
                    isp.problem() == null ? "?" : Words.of(isp.problem()),
                    isp.members().size(),
                    isp.solves(),
                    isp.moves(),
                    lasted == null ? "" : lasted.toMillis(),
                    isp.outcome() == null ? "open" : Words.of(isp.outcome()),
                    isp.achieved());
        }
        return table;
    }
}
