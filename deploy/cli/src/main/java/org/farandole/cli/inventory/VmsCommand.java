package org.farandole.cli.inventory;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.Callable;
import org.farandole.cli.platform.Program;
import org.farandole.cli.platform.Session;
import org.farandole.cli.terminal.CommandFailure;
import org.farandole.cli.terminal.ExitCode;
import org.farandole.cli.terminal.JsonText;
import org.farandole.cli.terminal.Table;
import org.farandole.contracts.reservation.ReservationId;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lists the VMs. */
@Command(name = "vms", description = "List the VMs: where each is, and in which state.")
public final class VmsCommand implements Callable<Integer> {

    private final Session session;

    @Option(names = "--reservation", paramLabel = "ID", description = "only this reservation's")
    private @Nullable String reservation;

    @Option(names = "--json", description = "as JSON")
    private boolean json;

    public VmsCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        JsonNode vms = session.service(Program.VM).get("/vms" + query());
        if (json) {
            session.terminal().line(JsonText.indented(vms));
            return ExitCode.OK.status();
        }
        Table table = new Table("VM", "phase", "node", "address", "reservation", "cause");
        vms.forEach(vm -> table.row(
                vm.path("name").asText(),
                vm.path("phase").asText(),
                vm.path("node").asText("-"),
                vm.path("address").asText("-"),
                vm.path("reservation").asText("-"),
                vm.path("cause").asText("")));
        table.lines().forEach(session.terminal()::line);
        return ExitCode.OK.status();
    }

    private String query() {
        if (reservation == null) {
            return "";
        }
        try {
            return "?reservation=" + new ReservationId(reservation);
        } catch (IllegalArgumentException e) {
            throw CommandFailure.badInput("--reservation: " + e.getMessage());
        }
    }
}
