package org.farandole.vm.lane;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** {@code farandole.vm.…}. Durations are the node's time where they wait for what a node does, and wall time elsewhere. */
@ConfigMapping(prefix = "farandole.vm")
public interface VmSettings {

    /** How many VMs of one node are created and booted at once. */
    @WithDefault("10")
    int bootsPerNode();

    /** How many VMs migrate away from one node at once; so many destroys run beside them. */
    @WithDefault("8")
    int movesPerNode();

    /** How many commands wait for one node at most; a further create or boot fails, and goes elsewhere. */
    @WithDefault("1000")
    int queuePerNode();

    /** For a hypervisor to define, start or destroy a VM: the node's time. */
    @WithDefault("PT2M")
    Duration callTimeout();

    /** For a VM to answer once it was started: the node's time. */
    @WithDefault("PT10M")
    Duration checkTimeout();

    /** For a migration that a person ordered: the node's time. */
    @WithDefault("PT10M")
    Duration orderedMoveTimeout();

    /** Added to every time-out for the way to the hypervisor and back: wall time. */
    @WithDefault("PT5S")
    Duration allowance();

    /** Calls that a node failed in a row before it is left alone for a while. */
    @WithDefault("5")
    int breakerFailures();

    /** How long it is left alone: wall time. */
    @WithDefault("PT5S")
    Duration breakerPause();

    /** From one comparison of what runs by the record with what the hypervisors say to the next: wall time. */
    @WithDefault("PT30S")
    Duration comparePeriod();

    /** From a failed destroy, or a failed look for a VM, to the next: wall time. */
    @WithDefault("PT1S")
    Duration retryPause();
}
