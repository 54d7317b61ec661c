package org.farandole.simulator.scenario;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.farandole.hypervisor.emulation.NodeSpec;
import org.farandole.hypervisor.emulation.Seed;
import org.farandole.hypervisor.emulation.VmSpec;
import org.farandole.hypervisor.emulation.load.Load;
import org.jspecify.annotations.Nullable;

/**
 * A run, whole: the same scenario is the same run.
 *
 * @param nodes in any order; the ring's is that of their keys
 * @param vms where each is at the beginning
 * @param lasts from when the load begins to move
 * @param measured the solver's real time is charged, and two runs differ
 * @param faults what goes wrong, and when
 * @param calm none: demands move to the end. Else they stand still from that moment on, no fault is begun after it, and by the end
 *     all must have come to rest
 */
public record Scenario(
        List<NodeSpec> nodes,
        List<Place> vms,
        Load load,
        long seed,
        Duration lasts,
        Policy policy,
        Delays delays,
        Tuning tuning,
        boolean measured,
        List<Fault> faults,
        @Nullable Duration calm) {

    /** Faults leave many problems that nobody can solve; to search them for long would show nothing about the protocol. */
    private static final Duration HASTY_BUDGET = Duration.ofMillis(100);

    private static final long HASTY_DECISIONS = 500;

    /** @param node its index in the scenario's list */
    public record Place(VmSpec vm, int node) {}

    public Scenario {
        nodes = List.copyOf(nodes);
        vms = List.copyOf(vms);
        faults = List.copyOf(faults);
        Objects.requireNonNull(load, "load");
        Objects.requireNonNull(policy, "policy");
        Objects.requireNonNull(delays, "delays");
        Objects.requireNonNull(tuning, "tuning");
        if (nodes.isEmpty() || !lasts.isPositive()) {
            throw new IllegalArgumentException(nodes.size() + " nodes for " + lasts);
        }
    }

    /** Without faults. */
    public Scenario(
            List<NodeSpec> nodes,
            List<Place> vms,
            Load load,
            long seed,
            Duration lasts,
            Policy policy,
            Delays delays,
            Tuning tuning,
            boolean measured) {
        this(nodes, vms, load, seed, lasts, policy, delays, tuning, measured, List.of(), null);
    }

    /**
     * The same with these faults; from {@code calm} on demands stand still.
     *
     * @param calm before the end
     */
    public Scenario under(List<Fault> others, Duration calm) {
        Load moving = load instanceof CalmLoad calmed ? calmed.other() : load;
        Load drawn = moving instanceof SwingingLoad swinging ? swinging.other() : moving;
        Load swings = new SwingingLoad(drawn, swings(others), calm);
        Tuning hasty = tuning.solvingWithin(HASTY_BUDGET, HASTY_DECISIONS);
        return new Scenario(
                nodes, vms, new CalmLoad(swings, calm), seed, lasts, policy, delays, hasty, measured, others, calm);
    }

    private Map<Integer, List<Fault>> swings(List<Fault> others) {
        Map<Integer, List<Fault>> swings = new HashMap<>();
        for (Place place : vms) {
            List<Fault> mine = others.stream()
                    .filter(fault -> fault.kind() == FaultKind.SWING && fault.node() == place.node())
                    .toList();
            if (!mine.isEmpty()) {
                swings.put(place.vm().number(), mine);
            }
        }
        return swings;
    }

    /** The same with other agents. */
    public Scenario tuned(Tuning other) {
        return new Scenario(nodes, vms, load, seed, lasts, policy, delays, other, measured, faults, calm);
    }

    /** The same with another load. */
    public Scenario with(Load other) {
        return new Scenario(nodes, vms, other, seed, lasts, policy, delays, tuning, measured, faults, calm);
    }

    /** What goes wrong, and the demands that a file told, as a file tells them. */
    public Script script() {
        Load moving = load instanceof CalmLoad calmed ? calmed.other() : load;
        Load drawn = moving instanceof SwingingLoad swinging ? swinging.other() : moving;
        return new Script(faults, drawn instanceof ScriptedLoad scripted ? scripted.script() : Map.of());
    }

    /** No agent crashes, moves or loses its lease, and nobody changes a node by hand: then no plan may ever be refused (I5). */
    public boolean gentle() {
        return faults.stream().allMatch(fault -> fault.kind().gentle());
    }

    /** What is drawn for one concern. */
    public Seed chance(String concern) {
        return new Seed(seed).fork(concern);
    }
}
