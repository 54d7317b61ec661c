package org.farandole.dvms;

/** Who computes. No authority goes with it. */
public enum Solver {
    /** The ISP's leader: two messages fewer a step. */
    LEADER,
    /** The node that joined last, as in the paper: where agents run on the nodes, the leader's is the overloaded one. */
    NEWEST
}
