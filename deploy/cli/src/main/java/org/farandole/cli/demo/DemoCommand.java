package org.farandole.cli.demo;

import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.farandole.cli.platform.Fleet;
import org.farandole.cli.platform.Program;
import org.farandole.cli.platform.Session;
import org.farandole.cli.platform.Startup;
import org.farandole.cli.platform.StopAtExit;
import org.farandole.cli.terminal.Colour;
import org.farandole.cli.terminal.ExitCode;
import org.farandole.cli.terminal.LiveBlock;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Everything, once: start, launch, load, report, release, check, stop. */
@Command(
        name = "demo",
        description = {
            "Start a platform, launch deploy/examples/demo.yaml, let the VMs' demand move, report, and stop it all.",
            "Succeeds only if every VM runs on exactly one node, ten problems were solved by migrations,",
            "nothing stays booked, and every invariant was kept."
        })
public final class DemoCommand implements Callable<Integer> {

    private final Session session;

    @Mixin
    private DemoOptions options = new DemoOptions();

    public DemoCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws InterruptedException {
        Instant began = session.began();
        DemoPlan plan = options.plan();
        LiveBlock block = new LiveBlock(session.terminal(), session.clock());
        Startup startup = new Startup(session.installation(), session.clock(), block);
        startup.check(plan.ports());
        Fleet fleet = startup.fleet(plan.ports(), plan.world());
        boolean good = false;
        boolean finished = false;
        try (StopAtExit onSignal = new StopAtExit(() -> stopOnSignal(fleet))) {
            session.terminal().line("Starting " + Program.values().length + " processes:");
            startup.start(fleet, plan.world(), !plan.keep());
            Instant ready = session.clock().instant();
            block.close();
            Demo.Traces traces = new Demo(session, plan, fleet, block).run();
            good = tellVerdict(new DemoReport(session, plan).tell(began, ready, traces));
            finished = true;
        } finally {
            if (!(plan.keep() && finished)) {
                fleet.stopAndDelete(!good);
            }
        }
        if (plan.keep()) {
            session.terminal()
                    .line("Everything is still running: " + plan.ports().url(Program.MONITOR)
                            + "/ is the page; ./farandole down ends it.");
        }
        return (good ? ExitCode.OK : ExitCode.FAILED).status();
    }

    private boolean tellVerdict(DemoVerdict verdict) {
        if (verdict.good()) {
            session.terminal().line(session.terminal().paint(Colour.GOOD, "Everything is as it has to be."));
        } else {
            session.terminal()
                    .error(String.format(
                            Locale.ROOT,
                            "not everything is as it has to be: %s. The logs are kept in .farandole",
                            String.join("; ", verdict.faults())));
        }
        return verdict.good();
    }

    private void stopOnSignal(Fleet fleet) {
        session.terminal().error("stopping everything that was started");
        fleet.stopAndDelete(true);
    }
}
