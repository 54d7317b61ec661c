package org.farandole.simulator;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.farandole.contracts.vm.VmName;
import org.farandole.contracts.vm.VmSize;
import org.farandole.dvms.Agent;
import org.farandole.hypervisor.HypervisorException;
import org.farandole.hypervisor.emulation.Platform;
import org.farandole.hypervisor.emulation.Seed;
import org.farandole.hypervisor.emulation.VmSpec;
import org.farandole.hypervisor.emulation.load.Load;
import org.farandole.hypervisor.emulation.load.SyntheticLoad;
import org.farandole.simulator.report.Report;
import org.farandole.simulator.scenario.Delays;
import org.farandole.simulator.scenario.Policy;
import org.farandole.simulator.scenario.Scenario;
import org.farandole.simulator.scenario.Tuning;
import org.farandole.simulator.watch.Watcher;

/** What the tests of the simulator say in one word. */
public final class Runs {

    private Runs() {}

    /** VMPlaceS's load, but that VMs change every minute: a short run has some overloads. */
    public static Scenario busy(int nodes, Duration lasts, long seed, Policy policy) {
        Load load = new SyntheticLoad(new Seed(seed).fork("load"), Duration.ofMinutes(1), 60, 20, 100, 10);
        return scenario(nodes, 10, load, lasts, seed, policy);
    }

    public static Scenario scenario(int nodes, int vmsANode, Load load, Duration lasts, long seed, Policy policy) {
        List<Scenario.Place> places = new ArrayList<>();
        for (int i = 0; i < nodes * vmsANode; i++) {
            places.add(new Scenario.Place(new VmSpec(new VmName("vm-" + i), new VmSize(1, 1_024)), i / vmsANode));
        }
        return new Scenario(
                Platform.of(nodes, Math.min(2, nodes)).specs(),
                places,
                load,
                seed,
                lasts,
                policy,
                Delays.USUAL,
                Tuning.USUAL,
                false);
    }

    /** With every invariant checked. */
    public static Report run(Scenario scenario, Watcher... watchers) throws HypervisorException {
        return new Simulation(scenario, true, Agent::on, List.of(watchers)).run(Simulation.Progress.NONE);
    }
}
