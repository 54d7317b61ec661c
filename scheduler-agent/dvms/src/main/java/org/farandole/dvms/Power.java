package org.farandole.dvms;

/**
 * Whether a ring's nodes may sleep. An under-used node moves its VMs to neighbours; an empty one that is not among the reserve
 * is powered off; an overload that finds no room has one woken, and so has whoever takes a node of the reserve into use.
 *
 * @param wakes nodes that are off may be asked to be powered on
 * @param sleeps under-used nodes may empty themselves, and empty ones be powered off
 * @param reserve so many empty nodes stay on; the first of the ring's order
 * @param fillPercent of a node's capacity, up to which the VMs of one that empties itself fill it
 * @param members nodes that an ISP of class consolidate has at most: whoever belongs to it cannot relieve anybody meanwhile
 */
public record Power(boolean wakes, boolean sleeps, int reserve, int fillPercent, int members) {

    /** No node is powered off, or on. */
    public static final Power ALWAYS_ON = new Power(false, false, 0, 100, 2);

    public Power {
        if (reserve < 0 || fillPercent < 1 || fillPercent > 100 || members < 2) {
            throw new IllegalArgumentException("A reserve of " + reserve + " nodes, others filled to " + fillPercent
                    + " %, " + members + " members: 0 or more, 1 to 100, 2 or more");
        }
    }

    /** Nodes sleep and are woken: with one in reserve, others filled to four fifths, eight members. */
    public static final Power USUAL = new Power(true, true, 1, 80, 8);

    /** The same with so many nodes in reserve. */
    public Power reserving(int nodes) {
        return new Power(wakes, sleeps, nodes, fillPercent, members);
    }

    /** Nodes are woken, but none sleeps. */
    public static Power waking() {
        return new Power(true, false, 0, 100, 2);
    }
}
