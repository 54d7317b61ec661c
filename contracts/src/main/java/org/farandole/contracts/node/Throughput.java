package org.farandole.contracts.node;

/**
 * What is demanded, or offered, each second besides CPU, in 10⁶ bytes a second; 0 or more.
 *
 * @param memoryMegabytesPerSecond between CPU and memory
 * @param diskMegabytesPerSecond read and written
 * @param networkMegabytesPerSecond sent and received
 */
public record Throughput(int memoryMegabytesPerSecond, int diskMegabytesPerSecond, int networkMegabytesPerSecond) {

    /** What a node offers that is never short of it. */
    public static final int UNBOUNDED = Integer.MAX_VALUE;

    public static final Throughput NONE = new Throughput(0, 0, 0);

    public Throughput {
        if (memoryMegabytesPerSecond < 0 || diskMegabytesPerSecond < 0 || networkMegabytesPerSecond < 0) {
            throw new IllegalArgumentException("No throughput is negative: memory " + memoryMegabytesPerSecond
                    + ", disk " + diskMegabytesPerSecond + ", network " + networkMegabytesPerSecond + " MB/s");
        }
    }

    /**
     * In 10⁶ bytes a second.
     *
     * @throws IllegalArgumentException for CPU
     */
    public int of(Resource resource) {
        return switch (resource) {
            case CPU -> throw new IllegalArgumentException("CPU is not counted in MB/s");
            case MEMORY_BANDWIDTH -> memoryMegabytesPerSecond;
            case DISK -> diskMegabytesPerSecond;
            case NETWORK -> networkMegabytesPerSecond;
        };
    }
}
