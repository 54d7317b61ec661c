package org.farandole.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.farandole.cli.launch.LaunchProgress;
import org.farandole.cli.launch.LaunchWatch;
import org.farandole.cli.launch.Reservations;
import org.farandole.cli.platform.Fleet;
import org.farandole.cli.platform.Ports;
import org.farandole.cli.platform.Program;
import org.farandole.cli.platform.Session;
import org.farandole.cli.service.ServiceClient;
import org.farandole.cli.terminal.CommandFailure;
import org.farandole.cli.terminal.LiveBlock;
import org.farandole.contracts.dvms.Mode;
import org.farandole.contracts.reservation.ReservationId;

/** The demo on a platform that is up: launch, load, release. What it finds is for the {@link DemoReport}. */
final class Demo {

    private static final Duration REGISTRATION_LIMIT = Duration.ofSeconds(60);
    private static final Duration LAUNCH_LIMIT = Duration.ofMinutes(10);
    private static final Duration SETTLE_LIMIT = Duration.ofSeconds(90);
    private static final Duration AGREE_LIMIT = Duration.ofSeconds(15);
    private static final Duration END_LIMIT = Duration.ofMinutes(3);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

    private static final List<Program> SCALED =
            List.of(Program.EMULATOR, Program.PROVISIONER, Program.VM, Program.MONITOR, Program.AGENT);

    private final Session session;
    private final DemoPlan plan;
    private final Fleet fleet;
    private final LiveBlock block;
    private final Ports ports;

    Demo(Session session, DemoPlan plan, Fleet fleet, LiveBlock block) {
        this.session = session;
        this.plan = plan;
        this.fleet = fleet;
        this.block = block;
        this.ports = plan.ports();
    }

    /**
     * What a run leaves for its report.
     *
     * @param allRunning when every VM ran
     * @param loadEnded when new procedures were paused; those that were open then went on to their end
     * @param stillBooked what was booked after the release, in words
     */
    record Traces(Instant allRunning, Instant loadEnded, PlacementCheck placement, List<String> stillBooked) {}

    /** @throws CommandFailure if a process dies, or a stage does not come to its end */
    Traces run() throws InterruptedException {
        awaitNodes();
        Reservations reservations = new Reservations(service(Program.RESERVATION));
        JsonNode booked =
                reservations.book(DemoManifest.of(plan, session.installation().manifest()), "the demo's manifest");
        ReservationId id = new ReservationId(booked.path("id").asText());
        say(id + " is booked. Deploying " + plan.world().nodes() + " nodes, booting " + plan.vms() + " VMs:");
        LaunchProgress progress = new LaunchProgress(id);
        try (LaunchWatch launch = new LaunchWatch(ports.bootstrapServers(), progress, block, session.clock())) {
            launch.untilComplete(LAUNCH_LIMIT, fleet::requireAlive);
            block.close();
            Instant allRunning = session.clock().instant();
            int wanted = plan.vms() - progress.givenUp().size();
            Instant loadEnded = moveLoad();
            PlacementCheck placement = settledPlacement(wanted);
            say("Releasing " + id + ":");
            reservations.release(id);
            launch.untilEnded(END_LIMIT, fleet::requireAlive);
            block.close();
            if (plan.keep()) {
                service(Program.VM).put("/mode", new Mode(Mode.Kind.ACT));
            }
            return new Traces(allRunning, loadEnded, placement, stillBooked());
        }
    }

    private void awaitNodes() throws InterruptedException {
        Instant latest = session.clock().instant().plus(REGISTRATION_LIMIT);
        int known = 0;
        while (known < plan.world().nodes()) {
            fleet.requireAlive();
            if (session.clock().instant().isAfter(latest)) {
                throw CommandFailure.failed(
                        "only " + known + " of " + plan.world().nodes() + " nodes were registered within "
                                + REGISTRATION_LIMIT.toSeconds() + " s: see the emulator's log");
            }
            Thread.sleep(BETWEEN_LOOKS);
            known = service(Program.RESERVATION).get("/nodes").size();
        }
    }

    /** Returns when no procedure is open any more, with the moment at which new ones were paused. */
    private Instant moveLoad() {
        runAtSpeed(plan.speed());
        service(Program.EMULATOR).post("/load/begin", Map.of());
        say(String.format(
                Locale.ROOT,
                "All VMs run. Their demand moves for %d s:",
                plan.loadFor().toSeconds()));
        Instant loadEnded;
        try (SchedulingWatch watch =
                new SchedulingWatch(ports.bootstrapServers(), session.terminal(), block, session.clock())) {
            watch.during(plan.loadFor(), fleet::requireAlive);
            service(Program.VM).put("/mode", new Mode(Mode.Kind.PAUSE));
            loadEnded = session.clock().instant();
            if (!watch.untilQuiet(SETTLE_LIMIT, plan.loadFor(), fleet::requireAlive)) {
                say("ISPs are still open " + SETTLE_LIMIT.toSeconds() + " s after new ones were paused.");
            }
        }
        block.close();
        runAtSpeed(DemoPlan.LAUNCH_SPEED);
        return loadEnded;
    }

    private void runAtSpeed(double speed) {
        if (plan.speed() != DemoPlan.LAUNCH_SPEED) {
            SCALED.forEach(program -> service(program).put("/speed", Map.of("speed", speed)));
        }
    }

    /** A migration that is just over may be told by one side before the other: they have to agree within a while. */
    private PlacementCheck settledPlacement(int wanted) throws InterruptedException {
        Instant latest = session.clock().instant().plus(AGREE_LIMIT);
        while (true) {
            PlacementCheck check = PlacementCheck.now(service(Program.VM), service(Program.EMULATOR), wanted);
            if (check.good() || session.clock().instant().isAfter(latest)) {
                return check;
            }
            Thread.sleep(BETWEEN_LOOKS);
        }
    }

    private List<String> stillBooked() {
        return LeftBookings.inWords(service(Program.RESERVATION).get("/bookings"));
    }

    private ServiceClient service(Program program) {
        return new ServiceClient(program.label(), ports.url(program));
    }

    private void say(String text) {
        session.terminal().line(text);
    }
}
