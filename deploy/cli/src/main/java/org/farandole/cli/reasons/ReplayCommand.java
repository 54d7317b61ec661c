package org.farandole.cli.reasons;

import java.time.Duration;
import java.util.concurrent.Callable;
import org.farandole.cli.platform.Session;
import org.farandole.cli.terminal.CommandFailure;
import org.farandole.cli.terminal.ExitCode;
import org.farandole.cli.terminal.JsonText;
import org.farandole.placement.Goal;
import org.farandole.solving.Replayed;
import org.farandole.solving.WhatIf;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Solves a recorded input again. */
@Command(
        name = "replay",
        description =
                "Derive a recorded decision again, from the topics alone. Fails if the answer is not the recorded one; with"
                        + " --goal, --limit or --seconds it says instead what would have been.")
public final class ReplayCommand implements Callable<Integer> {

    private static final double LONGEST_SECONDS = 86_400;

    private final Session session;

    @Parameters(paramLabel = "ISP", description = "its name, or the beginning of it")
    private String isp = "";

    @Option(names = "--solve", paramLabel = "N", description = "the n-th solve, from 1; the last if not given")
    private @Nullable Integer solve;

    @Option(names = "--goal", paramLabel = "GOAL", description = "relieve, evacuate, consolidate or balance instead")
    private @Nullable Goal goal;

    @Option(names = "--limit", paramLabel = "N", description = "stop after so many decisions of the solver instead")
    private @Nullable Long limit;

    @Option(names = "--seconds", paramLabel = "S", description = "stop after so much wall time instead")
    private @Nullable Double seconds;

    @Option(names = "--json", description = "as JSON")
    private boolean json;

    public ReplayCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        WhatIf whatIf = whatIf();
        Histories histories = Histories.read(session.running().ports().bootstrapServers());
        RecordedSolve recorded = RecordedSolve.of(histories.find(isp), solve);
        Replayed replayed = recorded.again(whatIf);
        if (json) {
            session.terminal().line(JsonText.indented(ReplayReport.of(recorded, replayed, whatIf)));
        } else {
            ReplayText.of(recorded, replayed, whatIf).forEach(session.terminal()::line);
        }
        return (replayed.same() || whatIf.changesSomething() ? ExitCode.OK : ExitCode.FAILED).status();
    }

    private WhatIf whatIf() {
        if (limit != null && limit < 1) {
            throw CommandFailure.badInput("--limit is 1 or more decisions, not " + limit);
        }
        return new WhatIf(goal, limit, seconds == null ? null : duration(seconds));
    }

    private static Duration duration(double seconds) {
        if (!(seconds >= 0.001 && seconds <= LONGEST_SECONDS)) {
            throw CommandFailure.badInput("--seconds is 0.001 to 86400, not " + seconds);
        }
        return Duration.ofNanos(Math.round(seconds * 1e9));
    }
}
