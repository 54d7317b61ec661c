package org.farandole.placement;

import java.time.Duration;

/**
 * How long a live migration takes, alone on its link: the memory at the link's speed, and as much again in percent for what
 * gets dirty meanwhile.
 *
 * @param megabytesPerSecond what the link carries, in 10^6 bytes a second
 * @param dirtyPercent memory that is sent again, in percent of the VM's
 */
public record MigrationTime(int megabytesPerSecond, int dirtyPercent) {

    /** As VMPlaceS measured it: 10.3 s for 1 GiB at 125 MB/s. */
    public static final MigrationTime VMPLACES = new MigrationTime(125, 20);

    private static final double MEGABYTES_PER_MEBIBYTE = 1.048_576;

    public MigrationTime {
        if (megabytesPerSecond <= 0 || dirtyPercent < 0) {
            throw new IllegalArgumentException(
                    "A link of " + megabytesPerSecond + " MB/s, " + dirtyPercent + " % sent again");
        }
    }

    /** In the node's time, to the millisecond. */
    public Duration of(Vm vm) {
        double seconds = vm.memoryMiB() * MEGABYTES_PER_MEBIBYTE * (100 + dirtyPercent) / 100 / megabytesPerSecond;
        return Duration.ofMillis(Math.round(seconds * 1000));
    }
}
