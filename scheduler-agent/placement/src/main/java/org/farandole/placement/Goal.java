package org.farandole.placement;

/** What a plan is for. Whatever the goal, no node that is within its limits is brought above them. */
public enum Goal {
    /** No node above a limit. */
    RELIEVE,
    /** No VM on a draining node; overloads elsewhere may stay, none grows. */
    EVACUATE,
    /** No node above a limit, and as few nodes on as can be, a reserve apart; emptied nodes power off. */
    CONSOLIDATE,
    /** No node above a limit, and the least sum of the squares of the nodes' relative loads ({@link Measures#imbalance}). */
    BALANCE
}
