package org.farandole.cli.scheduling;

import java.util.concurrent.Callable;
import org.farandole.cli.platform.Program;
import org.farandole.cli.platform.Session;
import org.farandole.cli.terminal.ExitCode;
import org.farandole.contracts.dvms.Mode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Says whether the scheduler's decisions are carried out. */
@Command(
        name = "schedule",
        description = {
            "Set what the platform does with its own decisions:",
            "act carries them out; advise publishes decisions that nobody executes; pause stops new ISPs."
        })
public final class ScheduleCommand implements Callable<Integer> {

    private final Session session;

    @Parameters(paramLabel = "act|advise|pause")
    private Mode.Kind mode = Mode.Kind.ACT;

    public ScheduleCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        session.service(Program.VM).put("/mode", new Mode(mode));
        session.terminal().line("The scheduler's mode is " + Words.of(mode) + " now.");
        return ExitCode.OK.status();
    }
}
