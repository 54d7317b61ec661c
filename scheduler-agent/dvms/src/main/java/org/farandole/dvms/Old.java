package org.farandole.dvms;

/** Why an input needs no answer: whoever sent it needs nothing any more. */
public enum Old {
    ASKER_IS_GONE("who asked leads that ISP no more"),
    NOTHING_RESERVED("nothing is reserved here for that ISP"),
    EARLIER_RESERVATION("an earlier reservation is meant; the present one was given later"),
    ANSWERED("the request was answered already"),
    CAME_HOME("the request came back to its leader, who counts from answers, not from requests"),
    REPEATED("the same was received before"),
    NOT_NEWER("the executor's message is older than what is known"),
    EXECUTOR_DECIDES("the plan is out: the executor decides, and frees the nodes"),
    LEADER_SOLVES("the leader's timer acts"),
    OTHER_ROUND("it belongs to an earlier round"),
    NOT_RUNNING("the timer is not running in this state"),
    LEFT_THE_RING("the agent left the ring");

    private final String reason;

    Old(String reason) {
        this.reason = reason;
    }

    /** In words. */
    public String reason() {
        return reason;
    }
}
