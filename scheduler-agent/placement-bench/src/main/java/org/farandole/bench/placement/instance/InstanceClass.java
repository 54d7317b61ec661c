package org.farandole.bench.placement.instance;

import java.nio.file.Path;
import java.util.Locale;
import org.farandole.placement.Objective;
import org.farandole.placement.Problem;
import org.farandole.placement.Terms;
import org.jspecify.annotations.Nullable;

/** A class of instances. The same number of nodes and seed give the same problem. */
public enum InstanceClass {
    /** VMPlaceS's: ten VMs a node, demand N(60, 20) in steps of 10, 700 a node, 1 GiB of 32. */
    FIELD(0),
    /** 95 % of the CPU and 90 % of the memory used. */
    TIGHT(0),
    /** As the field's, with rules on a third of the VMs. */
    RULED(0),
    /** No memory to spare but one VM's in every four nodes: what is overloaded has to exchange VMs. */
    SWAP(0),
    /** Three tenths of the CPU used: as few nodes as can be. */
    CONSOLIDATION(0),
    /** CPU use of PlanetLab's machines, 200 a node. */
    PLANETLAB(0),
    /** As the field's, short of memory instead of CPU. */
    MEMORY(0),
    /** As the field's, short of disk. */
    DISK(0),
    /** As the field's, short of network. */
    NETWORK(0),
    /** BtrPlace's issue 307: room in sum, on no node. */
    FRAGMENTATION(5),
    /** After BtrPlace's issue 362: an exchange that nothing can begin. */
    EXCHANGE(4),
    /** BtrPlace's issue 170: sixteen VMs on one of four nodes, its data. */
    HOTSPOT(4);

    /** The same for all: migrations in number, as many at once as fit, rules hold at the end. */
    static final Terms TERMS =
            Terms.USUAL.with(Objective.FEWEST_MOVES).parallel(1_000, 1_000).repairing();

    private final int fixedNodes;

    InstanceClass(int fixedNodes) {
        this.fixedNodes = fixedNodes;
    }

    /** As options and reports call it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException if there is none of that name */
    public static InstanceClass of(String label) {
        for (InstanceClass one : values()) {
            if (one.label().equals(label)) {
                return one;
            }
        }
        throw new IllegalArgumentException("There is no class of instances called " + label);
    }

    /** How many nodes its instances always have; 0 if that is free. */
    public int fixedNodes() {
        return fixedNodes;
    }

    /** @param trace the PlanetLab one; only that class needs it */
    public Problem problem(int nodes, long seed, @Nullable Path trace) {
        Draw draw = new Draw(seed * 31 + ordinal());
        return switch (this) {
            case FIELD -> Loads.field(nodes, draw).problem();
            case TIGHT -> Tight.problem(nodes, draw);
            case RULED -> Ruled.problem(nodes, draw);
            case SWAP -> Loads.swap(nodes, draw).problem();
            case CONSOLIDATION -> Loads.consolidation(nodes, draw);
            case PLANETLAB -> PlanetLab.problem(nodes, draw, trace);
            case MEMORY -> Loads.shortOfMemory(nodes, draw);
            case DISK -> Loads.shortOfDisk(nodes, draw);
            case NETWORK -> Loads.shortOfNetwork(nodes, draw);
            case FRAGMENTATION -> KnownHard.fragmentation(draw);
            case EXCHANGE -> KnownHard.exchange(draw);
            case HOTSPOT -> KnownHard.hotspot(draw);
        };
    }
}
