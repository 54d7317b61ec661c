package org.farandole.dvms;

/**
 * The timers of an agent. There is at most one of each: starting it again replaces it. A timer that was replaced or
 * cancelled may fire all the same, if it was under way; its {@link TimerTag} tells.
 */
public enum Timer {
    /** The node asked has not answered. */
    ASK,
    /** The members' leases are to be renewed. */
    RENEW,
    /** The leader has not renewed: the reservation is over. */
    LEASE,
    /** The solver has not answered. */
    SOLVE,
    /** The others have had time to end: a new turn. */
    WAIT,
    /** The promised ISP has not come. */
    PROMISE,
    /** The executor has not answered a plan. */
    PUBLISH,
    /** What does the executor know of this node? */
    POLL,
    /** Reservations of this node's earlier life have lapsed. */
    QUIET,
    /** The ISP has held its nodes for long enough. */
    DEADLINE,
    /** The node may start an ISP again. */
    AGAIN
}
