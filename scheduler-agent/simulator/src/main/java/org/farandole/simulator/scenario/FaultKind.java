package org.farandole.simulator.scenario;

import java.util.Locale;

/** What can go wrong with a node. Each lasts for a while, but for those that say otherwise. */
public enum FaultKind {
    /** Its agent's process dies, with what was on the way to it, and comes back knowing nothing. */
    CRASH,
    /** Its agent goes to another process, in order, which takes so long. */
    MOVE,
    /** Letters to it are lost. */
    LOSE,
    /** Letters to it and from it come a second time, up to eight seconds later. */
    DOUBLE,
    /** Letters to it and from it take up to three seconds; between inboxes their order changes. */
    DELAY,
    /** Its agent does not read the membership. */
    STALE,
    /** The membership says that its agent is gone, although it is not. */
    GONE,
    /** Its agent's lease runs out early, again and again. */
    LEASE,
    /** Somebody changes it by hand, again and again, where no plan holds it. */
    TOUCH,
    /** Migrations from it fail halfway. */
    FAIL,
    /** Migrations from it take ten times as long. */
    SLOW,
    /** The executor answers nobody, whatever the node; it reads what came meanwhile afterwards. */
    OUTAGE,
    /** The executor takes up to three seconds longer for each word, whatever the node. */
    LAG,
    /** The VMs that began on it demand all of their vCPUs. */
    SWING,
    /** Its agent joins the ring at that moment only; takes no time. */
    JOIN,
    /** It is to be emptied, for good. */
    DRAIN,
    /** It dies, with its VMs, for good. */
    DIE;

    /** As it is written in a scenario's file. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether it neither ends a reservation early nor makes two agents think otherwise of one node. */
    public boolean gentle() {
        return switch (this) {
            case DOUBLE, DELAY, FAIL, SLOW, LAG, SWING, JOIN, DRAIN -> true;
            case CRASH, MOVE, LOSE, STALE, GONE, LEASE, TOUCH, OUTAGE, DIE -> false;
        };
    }

    /** Whether the node is not what it was, even when the faults have stopped. */
    public boolean forGood() {
        return this == DRAIN || this == DIE;
    }
}
