package org.farandole.simulator.faults;

import java.time.Duration;
import java.util.List;
import org.farandole.dvms.Detection;
import org.farandole.dvms.Power;
import org.farandole.hypervisor.HypervisorException;
import org.farandole.hypervisor.emulation.Seed;
import org.farandole.hypervisor.emulation.load.Load;
import org.farandole.hypervisor.emulation.load.SyntheticLoad;
import org.farandole.simulator.Runs;
import org.farandole.simulator.Simulation;
import org.farandole.simulator.Subject;
import org.farandole.simulator.report.Report;
import org.farandole.simulator.scenario.FaultDraw;
import org.farandole.simulator.scenario.Policy;
import org.farandole.simulator.scenario.Scenario;

/** Small runs under faults, with every invariant checked after every event: 600 s on 16 to 24 nodes. */
public final class FaultRuns {

    private static final int FEWEST_NODES = 16;
    private static final int MORE_NODES = 8;
    private static final int VMS_A_NODE = 10;
    private static final Duration LASTS = Duration.ofSeconds(600);
    private static final Duration CALM = Duration.ofSeconds(360);

    private FaultRuns() {}

    public static Scenario scenario(FaultDraw draw, long seed) {
        Seed chance = new Seed(seed);
        int nodes = FEWEST_NODES + chance.fork("nodes").random().nextInt(MORE_NODES + 1);
        boolean sleeps = seed % 3 == 0;
        Load load = new SyntheticLoad(chance.fork("load"), Duration.ofSeconds(75), sleeps ? 34 : 61, 20, 100, 10);
        Scenario awake = Runs.scenario(nodes, VMS_A_NODE, load, LASTS, seed, new Policy.Dvms());
        Scenario drowsy =
                awake.tuned(awake.tuning().sleeping(Power.USUAL, new Detection.Low(45, Duration.ofSeconds(10))));
        return (sleeps ? drowsy : awake).under(draw.draw(chance.fork("faults"), nodes, CALM), CALM);
    }

    /** @throws RuntimeException saying which invariant is broken */
    static Report run(Scenario scenario, Subject subject) throws HypervisorException {
        return new Simulation(scenario, true, subject, List.of()).run(Simulation.Progress.NONE);
    }

    /** What the run of a flaw says first; nothing if it goes through. */
    static String firstBroken(Scenario scenario, Subject subject) throws HypervisorException {
        try {
            run(scenario, subject);
            return "nothing";
        } catch (RuntimeException broken) {
            return String.valueOf(broken.getMessage());
        }
    }
}
