package org.farandole.cli.platform;

import java.util.Optional;
import java.util.concurrent.Callable;
import org.farandole.cli.terminal.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Stops what {@code up} or {@code demo} left running. */
@Command(name = "down", description = "Stop the platform of this source tree and delete its data.")
public final class DownCommand implements Callable<Integer> {

    private final Session session;

    @Option(names = "--keep-logs", description = "leave the logs in the run's folder")
    private boolean keepLogs;

    public DownCommand(Session session) {
        this.session = session;
    }

    /** A platform that does not run is no error: the state that was asked for is there. */
    @Override
    public Integer call() {
        StateFile file = StateFile.of(session.installation());
        Optional<RunState> state = file.read();
        if (state.isEmpty()) {
            session.terminal().line("Nothing runs.");
            return ExitCode.OK.status();
        }
        long alive = state.get().programs().stream()
                .filter(running -> running.handle().isPresent())
                .count();
        new Stopping(Fleet.PATIENCE).stop(state.get().programs());
        Fleet.delete(state.get().directory(), keepLogs);
        file.delete();
        session.terminal()
                .line("Stopped " + alive + " processes, deleted " + (keepLogs ? "their data." : "data and logs."));
        return ExitCode.OK.status();
    }
}
