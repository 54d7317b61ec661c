package org.farandole.cli.platform;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.farandole.cli.terminal.Colour;
import org.farandole.cli.terminal.ExitCode;
import org.farandole.cli.terminal.JsonText;
import org.farandole.cli.terminal.Table;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Which processes run, and whether they are ready. Fails unless all are. */
@Command(name = "status", description = "Show the platform's processes; fails unless all are ready.")
public final class StatusCommand implements Callable<Integer> {

    private final Session session;

    @Option(names = "--json", description = "as JSON")
    private boolean json;

    public StatusCommand(Session session) {
        this.session = session;
    }

    /** @param state {@code ready}, {@code starting} (alive, not healthy) or {@code dead} */
    record Line(
            String program,
            String state,
            long pid,
            int port,
            @Nullable Instant started,
            Path log) {}

    @Override
    public Integer call() {
        RunState state = session.running();
        List<Line> lines = state.programs().stream()
                .map(running -> line(running, state.ports()))
                .toList();
        if (json) {
            session.terminal().line(JsonText.indented(lines));
        } else {
            Table table = new Table("process", "state", "pid", "port", "log");
            lines.forEach(line -> table.row(line.program(), line.state(), line.pid(), line.port(), line.log()));
            table.lines().forEach(session.terminal()::line);
        }
        boolean allReady = lines.stream().allMatch(line -> line.state().equals("ready"))
                && lines.size() == state.expected().size();
        if (!allReady) {
            session.terminal()
                    .err()
                    .println(
                            session.terminal()
                                    .paint(
                                            Colour.BAD,
                                            "farandole: not every process is ready: read its log, or end all with ./farandole down"));
        }
        return (allReady ? ExitCode.OK : ExitCode.FAILED).status();
    }

    private static Line line(RunningProgram running, Ports ports) {
        return new Line(
                running.program().label(),
                stateOf(running, ports),
                running.pid(),
                ports.of(running.program()),
                running.started(),
                running.log());
    }

    private static String stateOf(RunningProgram running, Ports ports) {
        if (running.handle().isEmpty()) {
            return "dead";
        }
        boolean ready = running.program().infrastructure() || new Readiness().healthy(running.program(), ports);
        return ready ? "ready" : "starting";
    }
}
