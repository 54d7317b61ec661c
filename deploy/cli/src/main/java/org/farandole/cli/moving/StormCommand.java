package org.farandole.cli.moving;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.farandole.cli.platform.Program;
import org.farandole.cli.platform.Session;
import org.farandole.cli.service.ServiceClient;
import org.farandole.cli.terminal.CommandFailure;
import org.farandole.cli.terminal.ExitCode;
import org.farandole.cli.terminal.JsonText;
import org.farandole.cli.terminal.LiveBlock;
import org.farandole.contracts.vm.VmName;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Migrates many VMs at once and reports: what the users of Flauncher did to study hypervisors and networks. */
@Command(name = "storm", description = "Migrate N running VMs at once, each to the node with most room, and report.")
public final class StormCommand implements Callable<Integer> {

    private static final int MOST = 10_000;

    private final Session session;

    @Parameters(paramLabel = "N", description = "how many VMs; fewer where there is no room")
    private int count;

    @Option(names = "--json", description = "the report as JSON")
    private boolean json;

    public StormCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        if (count < 1 || count > MOST) {
            throw CommandFailure.badInput("N is 1 to " + MOST + ", not " + count);
        }
        ServiceClient vmService = session.service(Program.VM);
        JsonNode vms = vmService.get("/vms");
        Room room = new Room(session.service(Program.RESERVATION).get("/nodes"), vmService.get("/fences"), vms);
        List<Room.Move> moves = room.moves(vms, count);
        if (moves.isEmpty()) {
            throw CommandFailure.failed(
                    "no running VM has another node of its reservation with room: see ./farandole vms");
        }
        StormReport report = carryOut(vmService, moves);
        if (json) {
            session.terminal().line(JsonText.indented(report));
        } else {
            report.lines().forEach(session.terminal()::line);
        }
        return report.migrated() == moves.size() ? ExitCode.OK.status() : ExitCode.FAILED.status();
    }

    private StormReport carryOut(ServiceClient vmService, List<Room.Move> moves) {
        LiveBlock progress = new LiveBlock(session.terminal().besideResult(), session.clock());
        try (MoveWatch watch = MoveWatch.open(session.running().ports().bootstrapServers(), session.clock())) {
            Instant began = session.clock().instant();
            Set<VmName> moving = new LinkedHashSet<>();
            SortedMap<VmName, String> refused = new TreeMap<>();
            for (Room.Move move : moves) {
                try {
                    vmService.post("/vms/" + move.vm() + "/migration", Map.of("destination", move.destination()));
                    moving.add(move.vm());
                } catch (CommandFailure e) {
                    refused.put(move.vm(), e.line());
                }
            }
            Map<VmName, Ended> ends = watch.untilEnded(
                    moving,
                    MigrateCommand.LIMIT,
                    done -> progress.draw(List.of(), done + " of " + moving.size() + " migrations ended"));
            progress.clear();
            return StormReport.of(
                    refused,
                    ends.values(),
                    Duration.between(began, session.clock().instant()));
        }
    }
}
