package org.farandole.cli.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.farandole.cli.platform.Session;
import org.farandole.cli.reasons.Replays;
import org.farandole.cli.terminal.Colour;
import org.farandole.cli.terminal.CommandFailure;
import org.farandole.cli.terminal.JsonText;
import org.farandole.contracts.dvms.IspEvent;
import org.farandole.contracts.json.Json;
import org.farandole.contracts.topic.Topics;
import org.farandole.e2e.Measures;
import org.farandole.e2e.Recording;
import org.farandole.e2e.Report;
import org.farandole.e2e.Run;

/** Reads the topics of a demo from their start, and says how it was: for people, as JSON, and as a verdict. */
final class DemoReport {

    /** How long a VM that migrated does not go back, by scheduler-agent's default. */
    private static final Duration COOL_DOWN = Duration.ofSeconds(60);

    private final Session session;
    private final DemoPlan plan;

    DemoReport(Session session, DemoPlan plan) {
        this.session = session;
        this.plan = plan;
    }

    /**
     * @param began when the command was given
     * @param ready when all processes were ready
     */
    DemoVerdict tell(Instant began, Instant ready, Demo.Traces traces) {
        Recording recording = Recording.read(plan.ports().bootstrapServers());
        Run run = new Run(DemoPlan.LAUNCH_SPEED, plan.speed(), COOL_DOWN, Duration.between(began, ready));
        Replays replays = replays(recording);
        Report report = withViolationsUntil(traces.loadEnded(), recording, run)
                .replayed(replays.solves(), replays.differing().size());
        double allRunningAfter = Duration.between(began, traces.allRunning()).toMillis() / 1000.0;
        session.terminal().line("");
        session.terminal().line(session.terminal().paint(Colour.STRONG, "Report"));
        ReportText.of(report, allRunningAfter, plan.speed())
                .forEach(line -> session.terminal().line(("  " + line).stripTrailing()));
        report.invariants()
                .brokenBecause()
                .forEach(finding -> session.terminal().line("    broken: " + finding));
        replays.differing().forEach(solve -> session.terminal().line("    replayed otherwise: " + solve));
        if (plan.report() != null) {
            write(plan.report(), report);
        }
        return DemoVerdict.of(
                report,
                traces.placement(),
                solvedWithMigrations(recording),
                traces.stillBooked(),
                report.invariants().brokenBecause(),
                plan.world().faults(),
                plan.consolidates());
    }

    /** Violations count until the load ends: after it no new procedure is opened, and nobody would relieve them. */
    private static Report withViolationsUntil(Instant loadEnded, Recording recording, Run run) {
        Report all = Measures.of(recording, run);
        Recording underLoad = Recording.of(Stream.of(Topics.VIOLATIONS, Topics.SAMPLES)
                .flatMap(topic -> recording.of(topic).stream())
                .filter(entry -> !entry.at().isAfter(loadEnded))
                .toList());
        return all.with(Measures.of(underLoad, run).violations());
    }

    /** Every decision can be derived again from its record. */
    private static Replays replays(Recording recording) {
        return Replays.of(recording
                .of("dvms.partitions", "computed")
                .map(entry -> (IspEvent.Computed)
                        Json.read(entry.body().toString().getBytes(StandardCharsets.UTF_8), IspEvent.class))
                .toList());
    }

    static int solvedWithMigrations(Recording recording) {
        Set<String> moved = recording
                .of("vm.events", "migrated")
                .map(migrated -> migrated.text("isp"))
                .collect(Collectors.toSet());
        return (int) recording
                .of("dvms.partitions", "ended")
                .filter(ended -> ended.text("outcome").equals("SOLVED"))
                .map(ended -> ended.text("isp"))
                .distinct()
                .filter(moved::contains)
                .count();
    }

    private static void write(Path file, Report report) {
        try {
            Files.writeString(file, JsonText.indented(report) + System.lineSeparator());
        } catch (IOException e) {
            throw CommandFailure.failed("the report " + file + " cannot be written: " + e.getMessage());
        }
    }
}
