package org.farandole.hypervisor.emulation;

import java.util.Map;
import java.util.SplittableRandom;
import org.farandole.contracts.node.NodeName;
import org.farandole.contracts.vm.VmName;

/**
 * What goes wrong. A try fails with its probability, drawn for the node or VM and the number of the try; the nodes and VMs
 * that are named fail their first so many tries for sure.
 *
 * @param step probability that a try of a macro-step fails, 0 to 1
 * @param boot probability that a boot fails
 * @param migrate probability that a migration fails
 * @param failingSteps how many tries of its macro-steps (all counted together) fail on a node
 * @param failingBoots how many boots of a VM fail, wherever
 * @param failingMigrations how many migrations of a VM fail
 */
public record Faults(
        double step,
        double boot,
        double migrate,
        Map<NodeName, Integer> failingSteps,
        Map<VmName, Integer> failingBoots,
        Map<VmName, Integer> failingMigrations) {

    public static final Faults NONE = new Faults(0, 0, 0, Map.of(), Map.of(), Map.of());

    public Faults {
        failingSteps = Map.copyOf(failingSteps);
        failingBoots = Map.copyOf(failingBoots);
        failingMigrations = Map.copyOf(failingMigrations);
        for (double probability : new double[] {step, boot, migrate}) {
            if (!(probability >= 0 && probability <= 1)) {
                throw new IllegalArgumentException("A fault's probability is 0 to 1, not " + probability);
            }
        }
    }

    public static Faults ofProbabilities(double step, double boot, double migrate) {
        return new Faults(step, boot, migrate, Map.of(), Map.of(), Map.of());
    }

    /** Draws for try {@code attempt} (from 1), so that the result depends on nothing else. */
    static boolean strikes(double probability, int failingTries, SplittableRandom chance, int attempt) {
        return attempt <= failingTries || chance.nextDouble() < probability;
    }
}
