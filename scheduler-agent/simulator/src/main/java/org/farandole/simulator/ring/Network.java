package org.farandole.simulator.ring;

/** What becomes of a letter. */
@FunctionalInterface
public interface Network {

    /** Everything arrives once, in its usual time. */
    Network FAULTLESS = (letter, usualNanos) -> new long[] {usualNanos};

    /**
     * After which times it arrives, in nanoseconds, each once; never, if there are none. The first keeps its order among the
     * letters of the same sender to the same inbox; a repeated one comes when it comes.
     *
     * @param usualNanos by the sites of sender and receiver
     */
    long[] arrivals(Letter letter, long usualNanos);
}
