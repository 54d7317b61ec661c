package org.farandole.placement.cost;

import java.time.Duration;
import org.farandole.placement.Vm;

/**
 * How long a live migration takes, alone on its link: the memory at the link's speed, what is sent again in any case, and what
 * gets dirty meanwhile, and again while that is sent (the geometric series of pre-copy).
 *
 * @param megabytesPerSecond what the link carries, in 10^6 bytes a second
 * @param sentAgainPercent memory that is sent again whatever the VM does, in percent of the VM's
 */
public record MigrationTime(int megabytesPerSecond, int sentAgainPercent) {

    /** As VMPlaceS measured it: 10.3 s for 1 GiB at 125 MB/s. */
    public static final MigrationTime VMPLACES = new MigrationTime(125, 20);

    private static final double MEGABYTES_PER_MEBIBYTE = 1.048_576;

    /** Beyond this the hypervisor slows the VM down, or lets it run on the other side before all is there. */
    private static final double MOST_DIRTY_SHARE = 0.8;

    public MigrationTime {
        if (megabytesPerSecond <= 0 || sentAgainPercent < 0) {
            throw new IllegalArgumentException(
                    "A link of " + megabytesPerSecond + " MB/s, " + sentAgainPercent + " % sent again");
        }
    }

    /** In the node's time, to the millisecond. */
    public Duration of(Vm vm) {
        double once = vm.memoryMiB() * MEGABYTES_PER_MEBIBYTE / megabytesPerSecond;
        double dirtied = vm.dirtyMiBPerSecond() * MEGABYTES_PER_MEBIBYTE / megabytesPerSecond;
        double seconds = once * (100 + sentAgainPercent) / 100 / (1 - Math.min(MOST_DIRTY_SHARE, dirtied));
        return Duration.ofMillis(Math.round(seconds * 1000));
    }
}
