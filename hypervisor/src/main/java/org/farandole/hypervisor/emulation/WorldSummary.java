package org.farandole.hypervisor.emulation;

import java.time.Duration;
import java.util.Map;

/**
 * The world at one moment.
 *
 * @param nodes how many in each state: off, bare, deploying, deployed
 * @param vms how many in each state: defined, booting, running (also those that migrate), suspended
 * @param migrations under way
 * @param overloadedNodes nodes whose VMs demand more than the capacity
 * @param duplicateVms VMs that two nodes have at once; 0, or the model is broken
 */
public record WorldSummary(
        Duration time,
        Map<String, Integer> nodes,
        Map<String, Integer> vms,
        int migrations,
        int overloadedNodes,
        int duplicateVms,
        boolean loadMoves) {}
