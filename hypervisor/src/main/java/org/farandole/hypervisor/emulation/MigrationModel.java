package org.farandole.hypervisor.emulation;

import java.time.Duration;

/**
 * The time of a live migration. The VM's memory goes over at the rate that the link leaves, and while it goes the guest
 * dirties some of it, which goes again: time = memory ÷ (rate − dirty rate).
 *
 * <p>The constants are fitted to what VMPlaceS measured for VMs of 1 GiB, 125 MB/s and memory intensities of 10 to 50 %:
 * 10.0 to 15.0 s, 10.3 s on average. A dirty rate in proportion to intensity and CPU would give 11.5 s on average: a guest
 * that writes little mostly writes the same pages, which go again once. Hence a cube.
 */
public final class MigrationModel {

    /** What of the nominal bandwidth carries memory. */
    private static final double PAYLOAD = 0.858;

    /** Dirty rate ÷ rate of a guest of intensity 50 % that uses all of its CPU. */
    private static final double DIRTY_AT_HALF_INTENSITY = 0.33;

    /** A guest that dirties faster than this part of the rate is slowed down (QEMU's auto-converge). */
    private static final double MOST_DIRTY = 0.8;

    private MigrationModel() {}

    /** What a VM is like to migrate: its own limit of bandwidth (10⁶ bytes), and how eagerly it writes to its memory. */
    public record Traits(int megabytesPerSecond, int memoryIntensityPercent) {
        public Traits {
            if (megabytesPerSecond <= 0 || memoryIntensityPercent < 0 || memoryIntensityPercent > 100) {
                throw new IllegalArgumentException("A VM migrates at " + megabytesPerSecond
                        + " MB/s (above 0) with a memory intensity of " + memoryIntensityPercent + " % (0 to 100)");
            }
        }
    }

    /**
     * How long a migration takes that has the links for itself.
     *
     * @param cpuUse part of its CPUs that the guest uses all the while, 0 to 1
     */
    public static Duration alone(Traits traits, int memoryMiB, double cpuUse) {
        double net = netBytesPerSecond(traits, traits.megabytesPerSecond(), cpuUse);
        return Duration.ofNanos((long) Math.ceil(bytes(memoryMiB) / net * 1e9));
    }

    static double bytes(int memoryMiB) {
        return memoryMiB * 1024.0 * 1024.0;
    }

    /**
     * What of the memory is over for good, in a second.
     *
     * @param megabytesPerSecond what the links leave it, at most its own limit
     * @param cpuUse part of its CPUs that the guest uses, 0 to 1
     */
    static double netBytesPerSecond(Traits traits, double megabytesPerSecond, double cpuUse) {
        double rate = Math.min(megabytesPerSecond, traits.megabytesPerSecond()) * 1e6 * PAYLOAD;
        double dirty =
                traits.megabytesPerSecond() * 1e6 * PAYLOAD * dirtyShare(traits.memoryIntensityPercent(), cpuUse);
        return rate - Math.min(dirty, MOST_DIRTY * rate);
    }

    private static double dirtyShare(int memoryIntensityPercent, double cpuUse) {
        return DIRTY_AT_HALF_INTENSITY * Math.pow(memoryIntensityPercent / 50.0 * cpuUse, 3);
    }
}
