package org.farandole.cli.platform;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.farandole.cli.terminal.ExitCode;
import org.farandole.cli.terminal.LiveBlock;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Starts a platform that stays up until {@code down}. */
@Command(name = "up", description = "Start Kafka, PostgreSQL, the emulator and all services, and leave them running.")
public final class UpCommand implements Callable<Integer> {

    private final Session session;

    @Mixin
    private WorldOptions options = new WorldOptions();

    @Option(
            names = "--speed",
            paramLabel = "X",
            description = "how many times faster emulated time runs (default: ${DEFAULT-VALUE})")
    private double speed = 60;

    public UpCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws InterruptedException {
        World world = options.world(speed, speed);
        Ports ports = options.ports();
        Instant began = session.clock().instant();
        LiveBlock progress = new LiveBlock(session.terminal(), session.clock());
        Startup startup = new Startup(session.installation(), session.clock(), progress);
        startup.check(ports);
        Fleet fleet = startup.fleet(ports, world);
        boolean up = false;
        try (StopAtExit onSignal = new StopAtExit(() -> fleet.stopAndDelete(true))) {
            startup.start(fleet, world, false);
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
                        Program.values().length,
                        Duration.between(began, session.clock().instant()).toMillis() / 1000.0,
                        ports.url(Program.MONITOR)));
        session.terminal().line("Next: ./farandole launch deploy/examples/demo.yaml --wait; ./farandole down ends it.");
        return ExitCode.OK.status();
    }
}
