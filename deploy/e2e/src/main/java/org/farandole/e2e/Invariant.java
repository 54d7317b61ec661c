package org.farandole.e2e;

/** DESIGN's invariants, and that there was something to check at all. */
public enum Invariant {
    /** Every topic that a run writes has records. */
    TOPICS_HAVE_RECORDS,
    /** Every record parses, and none went to a dead-letter topic. */
    EVERY_RECORD_WAS_READ,
    /** At most one plan is accepted for a node's fence, none between another's start and end, and none is left holding a node. */
    ONE_PLAN_PER_FENCE,
    /** A migration happens only by an accepted plan, between nodes of its partition, while it runs. */
    MIGRATION_BY_ACCEPTED_PLAN,
    /** A VM is defined on one node, or known lost. */
    VM_ON_ONE_NODE,
    /** No action takes a node above its memory. */
    MEMORY_HOLDS,
    /** Every ISP ends, once, within its bound. */
    EVERY_ISP_ENDS,
    /** A node, subnet or VLAN belongs to one reservation at a time, and to none once that ended. */
    BOOKED_ONCE,
    /** No decision overloads a healthy node, and no VM goes back within its cool-down. */
    NO_HARM_NO_PING_PONG
}
