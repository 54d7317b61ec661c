package org.farandole.cli.launch;

import java.util.concurrent.Callable;
import org.farandole.cli.platform.Program;
import org.farandole.cli.platform.Session;
import org.farandole.cli.terminal.CommandFailure;
import org.farandole.cli.terminal.ExitCode;
import org.farandole.contracts.reservation.ReservationId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Gives a reservation back. */
@Command(name = "release", description = "Give a reservation back: its VMs are destroyed, its nodes undone.")
public final class ReleaseCommand implements Callable<Integer> {

    private final Session session;

    @Parameters(paramLabel = "ID", description = "such as r-1; ./farandole reservations lists them")
    private String id = "";

    public ReleaseCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        ReservationId reservation = parsed();
        new Reservations(session.service(Program.RESERVATION)).release(reservation);
        session.terminal().line(reservation + " is being released: ./farandole reservations says when it has ended.");
        return ExitCode.OK.status();
    }

    private ReservationId parsed() {
        try {
            return new ReservationId(id);
        } catch (IllegalArgumentException e) {
            throw CommandFailure.badInput(String.valueOf(e.getMessage()));
        }
    }
}
