package org.farandole.e2e;

/** DESIGN's invariants, and that there was something to check at all. */
public enum Invariant {
    TOPICS_HAVE_RECORDS("every topic that a run writes has records"),
    EVERY_RECORD_WAS_READ("every record parses, and none went to a dead-letter topic"),
    ONE_PLAN_PER_FENCE("at most one plan is accepted for a node's fence, and none between another's start and end"),
    MIGRATION_BY_ACCEPTED_PLAN("a migration happens only by an accepted plan, between nodes of its partition"),
    VM_ON_ONE_NODE("a VM is defined on one node, or known lost"),
    MEMORY_HOLDS("no action takes a node above its memory"),
    EVERY_ISP_ENDS("every ISP ends, once"),
    BOOKED_ONCE("a node, subnet or VLAN belongs to one reservation at a time, and to none once that ended"),
    NO_HARM_NO_PING_PONG("no decision overloads a healthy node, and no VM goes back within its cool-down");

    private final String says;

    Invariant(String says) {
        this.says = says;
    }

    public String says() {
        return says;
    }
}
