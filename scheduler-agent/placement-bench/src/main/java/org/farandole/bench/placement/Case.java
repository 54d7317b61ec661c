package org.farandole.bench.placement;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.farandole.bench.placement.instance.InstanceClass;
import org.farandole.placement.Problem;

/** One instance, not generated yet. */
record Case(InstanceClass instance, int nodes, long seed) {

    /** By size, then class, then seed; classes of a fixed size come first and once. The trace's only where there is a trace. */
    static List<Case> all(Options options) {
        List<Case> cases = new ArrayList<>();
        for (InstanceClass instance : options.classes()) {
            if (instance.fixedNodes() > 0) {
                addSeeds(cases, instance, instance.fixedNodes(), options.seeds());
            }
        }
        for (int nodes : options.nodes()) {
            for (InstanceClass instance : options.classes()) {
                boolean can = instance != InstanceClass.PLANETLAB || Files.isReadable(options.trace());
                if (instance.fixedNodes() == 0 && can) {
                    addSeeds(cases, instance, nodes, options.seeds());
                }
            }
        }
        return cases;
    }

    private static void addSeeds(List<Case> cases, InstanceClass instance, int nodes, int seeds) {
        for (long seed = 1; seed <= seeds; seed++) {
            cases.add(new Case(instance, nodes, seed));
        }
    }

    Problem problem(Options options) {
        return instance.problem(nodes, seed, options.trace());
    }

    @Override
    public String toString() {
        return instance.label() + ", " + nodes + " nodes, seed " + seed;
    }
}
