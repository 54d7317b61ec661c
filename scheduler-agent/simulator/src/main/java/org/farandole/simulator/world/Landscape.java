package org.farandole.simulator.world;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.farandole.contracts.dvms.RingPosition;
import org.farandole.contracts.node.NodeName;
import org.farandole.contracts.node.RingKey;
import org.farandole.contracts.vm.VmName;
import org.farandole.hypervisor.HypervisorException;
import org.farandole.hypervisor.NodeStats;
import org.farandole.hypervisor.emulation.Faults;
import org.farandole.hypervisor.emulation.NodeSpec;
import org.farandole.hypervisor.emulation.Timing;
import org.farandole.hypervisor.emulation.VmSpec;
import org.farandole.hypervisor.emulation.World;
import org.farandole.hypervisor.emulation.WorldDescription;
import org.farandole.simulator.scenario.Policy;
import org.farandole.simulator.scenario.Scenario;
import org.jspecify.annotations.Nullable;

/** The emulated world of a scenario, with its nodes by number. All VMs run from the beginning. */
public final class Landscape {

    /** What every clock shows at the beginning. */
    public static final Instant EPOCH = Instant.parse("2026-01-01T00:00:00Z");

    private final Scenario scenario;
    private final World world;
    private final List<RingPosition> positions = new ArrayList<>();
    private final Map<NodeName, Integer> numbers = new HashMap<>();
    private final Map<VmName, VmSpec> vms = new HashMap<>();
    private final BitSet off = new BitSet();
    private @Nullable Duration loadBegan;

    /** @throws HypervisorException if a node's memory does not hold its VMs */
    public Landscape(Scenario scenario, Faults faults) throws HypervisorException {
        this.scenario = scenario;
        this.world = new World(
                new WorldDescription(
                        scenario.nodes(), scenario.load(), Timing.usual(), faults, scenario.chance("world"), true),
                EPOCH);
        for (int node = 0; node < scenario.nodes().size(); node++) {
            NodeSpec spec = scenario.nodes().get(node);
            numbers.put(spec.name(), node);
        }
        positions.addAll(positions(scenario));
        for (Scenario.Place place : scenario.vms()) {
            world.defineRunning(scenario.nodes().get(place.node()).name(), place.vm());
            vms.put(place.vm().name(), place.vm());
        }
    }

    private static List<RingPosition> positions(Scenario scenario) {
        boolean drawn = scenario.policy() instanceof Policy.Dvms ring && ring.order() == Policy.RingOrder.RANDOM;
        List<Integer> ranks = new ArrayList<>(
                IntStream.range(0, scenario.nodes().size()).boxed().toList());
        if (drawn) {
            Collections.shuffle(
                    ranks, new Random(scenario.chance("ring").random().nextLong()));
        }
        List<RingPosition> positions = new ArrayList<>();
        for (int node = 0; node < ranks.size(); node++) {
            RingKey key = scenario.nodes().get(node).key();
            String rank = String.format(Locale.ROOT, "%06d", ranks.get(node));
            positions.add(new RingPosition(drawn ? new RingKey("drawn", rank, key.node()) : key, node));
        }
        return positions;
    }

    public World world() {
        return world;
    }

    public Scenario scenario() {
        return scenario;
    }

    /** A node's site, wherever it stands on the ring. */
    public String site(NodeName node) {
        return spec(number(node)).key().site();
    }

    /** Of all nodes, by number, which is the slot too. */
    public List<RingPosition> positions() {
        return positions;
    }

    public RingPosition position(NodeName node) {
        return positions.get(number(node));
    }

    public int number(NodeName node) {
        return Objects.requireNonNull(numbers.get(node), () -> "There is no node " + node);
    }

    public boolean knows(NodeName node) {
        return numbers.containsKey(node);
    }

    public NodeSpec spec(int node) {
        return scenario.nodes().get(node);
    }

    public VmSpec spec(VmName vm) {
        return Objects.requireNonNull(vms.get(vm), () -> "There is no VM " + vm);
    }

    /** The site on which the monitor and the executor stand: the first node's. */
    public String servicesSite() {
        return scenario.nodes().getFirst().key().site();
    }

    /** The demands begin to move. */
    public void beginLoad() {
        loadBegan = world.now();
        world.beginLoad();
    }

    /** How long they have moved; nothing before they do. */
    public Duration loadTime() {
        return loadBegan == null ? Duration.ZERO : world.now().minus(loadBegan);
    }

    /** Whether the node's hypervisor answers: it is not powered off, nor about to be, nor booting. */
    public boolean on(int node) {
        return !off.get(node);
    }

    /** From now on its hypervisor answers, or does not. */
    public void switched(int node, boolean on) {
        off.set(node, !on);
    }

    /** The node at this moment; it is on. */
    public NodeStats stats(int node) {
        try {
            return world.stats(spec(node).name());
        } catch (HypervisorException e) {
            throw new IllegalStateException("Every node that is on has a hypervisor", e);
        }
    }
}
