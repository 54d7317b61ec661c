package org.farandole.cli.demo;

import java.nio.file.Path;
import java.time.Duration;
import org.farandole.cli.platform.Ports;
import org.farandole.cli.platform.World;
import org.jspecify.annotations.Nullable;

/**
 * What a demo is to do; everything in it was checked.
 *
 * @param world as it is while the launch goes on, at {@link #LAUNCH_SPEED}
 * @param speed from the moment when all VMs run
 * @param loadFor how long the VMs' demand moves, wall time
 * @param consolidates nodes may sleep
 * @param keep everything stays up afterwards
 * @param report where the report goes as JSON, if anywhere
 */
record DemoPlan(
        World world,
        int vms,
        double speed,
        Duration loadFor,
        boolean consolidates,
        boolean keep,
        @Nullable Path report,
        Ports ports) {

    static final double LAUNCH_SPEED = 60;
}
