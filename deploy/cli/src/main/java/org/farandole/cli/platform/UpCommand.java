package org.farandole.cli.platform;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.farandole.cli.terminal.CommandFailure;
import org.farandole.cli.terminal.ExitCode;
import org.farandole.cli.terminal.LiveBlock;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Starts a platform that stays up until {@code down}. */
@Command(
        name = "up",
        description =
                "Start Kafka, PostgreSQL, the emulator (or with --lab none) and all services, and leave them running.")
public final class UpCommand implements Callable<Integer> {

    /** What may be said of real nodes. */
    private static final Set<String> REAL = Set.of("--lab", "--agents-on-nodes", "--port-base");

    private final Session session;

    @Mixin
    private WorldOptions options = new WorldOptions();

    @Option(
            names = "--speed",
            paramLabel = "X",
            description = "how many times faster emulated time runs (default: ${DEFAULT-VALUE})")
    private double speed = 60;

    @Option(names = "--lab", description = "on the laboratory's nodes (./farandole lab up), without an emulator")
    private boolean lab;

    @Option(names = "--agents-on-nodes", description = "with --lab: each node runs its own agent")
    private boolean agentsOnNodes;

    @Spec
    private @Nullable CommandSpec spec;

    public UpCommand(Session session) {
        this.session = session;
    }

    /** @throws CommandFailure for an option that describes emulated nodes */
    private Laboratory laboratory() {
        Objects.requireNonNull(spec, "spec").commandLine().getParseResult().matchedOptions().stream()
                .map(OptionSpec::longestName)
                .filter(name -> !REAL.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw CommandFailure.badInput(name + " is for emulated nodes: leave it out with --lab");
                });
        return Laboratory.of(session.installation(), agentsOnNodes);
    }

    @Override
    public Integer call() throws InterruptedException {
        Ground ground = lab ? laboratory() : options.world(speed, speed);
        Ports ports = options.ports();
        Instant began = session.clock().instant();
        LiveBlock progress = new LiveBlock(session.terminal(), session.clock());
        Startup startup = new Startup(session.installation(), session.clock(), progress);
        startup.check(ports);
        Fleet fleet = startup.fleet(ports, ground);
        boolean up = false;
        try (StopAtExit onSignal = new StopAtExit(() -> fleet.stopAndDelete(true))) {
            startup.start(fleet, ground, false);
            Optional<String> kafka = ground.kafkaForNodes(ports);
            if (kafka.isPresent()) {
                Laboratory.startAgents(session.installation(), kafka.get());
            }
            up = true;
        } finally {
            if (!up) {
                fleet.stopAndDelete(true);
            }
        }
        progress.clear();
        session.terminal()
                .line(String.format(
                        Locale.ROOT,
                        "All %d processes are ready after %.1f s. The page: %s/",
                        ground.programs().size(),
                        Duration.between(began, session.clock().instant()).toMillis() / 1000.0,
                        ports.url(Program.MONITOR)));
        session.terminal()
                .line("Next: ./farandole launch deploy/examples/" + (lab ? "lab" : "demo")
                        + ".yaml --wait; ./farandole down ends it.");
        return ExitCode.OK.status();
    }
}
