package org.farandole.cli.platform;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.farandole.cli.terminal.CommandFailure;
import org.farandole.cli.terminal.LiveBlock;

/** Starts a platform: everything is checked first, then all programs start side by side. */
public final class Startup {

    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

    private final Installation installation;
    private final InstantSource clock;
    private final LiveBlock progress;
    private final Readiness readiness;

    public Startup(Installation installation, InstantSource clock, LiveBlock progress) {
        this.installation = installation;
        this.clock = clock;
        this.progress = progress;
        this.readiness = new Readiness();
    }

    /** @throws CommandFailure naming what is missing; nothing was started then */
    public void check(Ports ports) {
        installation.requireBuilt();
        Preflight.requireNothingRuns(StateFile.of(installation));
        Preflight.requireDisk(installation.runs(), Preflight.NEEDED_MIB);
        Preflight.requireDisk(installation.unpacked(), Preflight.UNPACKED_MIB);
        Preflight.requireFree(ports);
    }

    /** An empty fleet with a folder of its own, to be filled by {@link #start}. */
    public Fleet fleet(Ports ports, Ground ground) {
        String name = "run-"
                + DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss")
                        .format(LocalDateTime.ofInstant(clock.instant(), ZoneId.systemDefault()));
        return new Fleet(StateFile.of(installation), installation.runs().resolve(name), ports, ground, clock.instant());
    }

    /**
     * Returns when every program is ready.
     *
     * @param bound the programs end with this command
     * @throws CommandFailure if one ends by itself, or is not ready in three minutes
     */
    public void start(Fleet fleet, Ground ground, boolean bound) throws InterruptedException {
        Ports ports = fleet.state().ports();
        ProgramCommands commands = new ProgramCommands(
                installation, new ProgramFolders(fleet.state().directory()), ports, ground, Guard.of(bound));
        Instant began = clock.instant();
        Map<Program, Duration> ready = new EnumMap<>(Program.class);
        Set<Program> started = EnumSet.noneOf(Program.class);
        while (ready.size() < ground.programs().size()) {
            for (Program program : startable(ground, started, ready.keySet())) {
                fleet.start(commands.of(program));
                started.add(program);
            }
            fleet.requireAlive();
            Duration sinceStart = Duration.between(began, clock.instant());
            started.stream()
                    .filter(program -> !ready.containsKey(program))
                    .filter(program -> readiness.of(program, fleet, ports))
                    .toList()
                    .forEach(program -> ready.put(program, sinceStart));
            progress.draw(
                    StartupView.lines(ground.programs(), started, ready),
                    StartupView.summary(ground.programs(), ready, sinceStart));
            if (sinceStart.compareTo(LIMIT) > 0) {
                throw CommandFailure.failed(missing(ground, ready) + " not ready within " + LIMIT.toSeconds()
                        + " s: see the logs in " + fleet.state().directory());
            }
            Thread.sleep(BETWEEN_LOOKS);
        }
    }

    private static List<Program> startable(Ground ground, Set<Program> started, Set<Program> ready) {
        boolean infrastructure = ready.containsAll(EnumSet.of(Program.KAFKA, Program.POSTGRESQL));
        return ground.programs().stream()
                .filter(program -> !started.contains(program))
                .filter(program -> infrastructure || program.infrastructure() || program == Program.EMULATOR)
                .toList();
    }

    private static String missing(Ground ground, Map<Program, Duration> ready) {
        return ground.programs().stream()
                .filter(program -> !ready.containsKey(program))
                .map(Program::label)
                .collect(Collectors.joining(", "));
    }
}
