package org.farandole.cli.launch;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.Callable;
import org.farandole.cli.platform.Program;
import org.farandole.cli.platform.Session;
import org.farandole.cli.terminal.ExitCode;
import org.farandole.cli.terminal.JsonText;
import org.farandole.cli.terminal.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lists the reservations. */
@Command(name = "reservations", description = "List the reservations and what they hold.")
public final class ReservationsCommand implements Callable<Integer> {

    private final Session session;

    @Option(names = "--json", description = "as JSON")
    private boolean json;

    public ReservationsCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        JsonNode all = new Reservations(session.service(Program.RESERVATION)).all();
        if (json) {
            session.terminal().line(JsonText.indented(all));
            return ExitCode.OK.status();
        }
        Table table = new Table("id", "name", "state", "nodes", "subnet", "VLAN", "start", "end", "why");
        all.forEach(one -> table.row(
                one.path("id").asText(),
                one.path("name").asText(),
                one.path("state").asText(),
                one.path("nodes").size(),
                one.path("subnet").asText("-"),
                vlan(one),
                one.path("start").asText("-"),
                one.path("end").asText("-"),
                one.path("why").asText("")));
        table.lines().forEach(session.terminal()::line);
        return ExitCode.OK.status();
    }

    /** What a reservation holds, in words. */
    static String inWords(JsonNode one) {
        return one.path("nodes").size() + " nodes, " + one.path("subnet").asText("no subnet") + ", VLAN " + vlan(one)
                + ", until " + one.path("end").asText("-");
    }

    private static String vlan(JsonNode one) {
        JsonNode vlan = one.path("vlan");
        return vlan.isObject()
                ? vlan.path("kind").asText() + " " + vlan.path("number").asText()
                : vlan.asText("-");
    }
}
