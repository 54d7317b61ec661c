package org.farandole.simulator.ring;

import org.farandole.contracts.dvms.RingPosition;
import org.farandole.dvms.Agent;
import org.farandole.dvms.AgentState;
import org.farandole.dvms.Detection;
import org.farandole.dvms.Timer;

/** One agent with its timers and its detection. */
final class Host {

    private static final long NOT_RUNNING = 0;

    final RingPosition position;
    Agent agent;
    Detection detection = Detection.healthy();
    boolean up = true;
    /** Its node is powered off. */
    boolean off;
    /** It does not read the membership. */
    boolean stale;
    /** Of the process; also the agent's incarnation. */
    long life = 1;

    private final long[] running = new long[Timer.values().length];
    private long timers = NOT_RUNNING;
    private long solves;

    Host(RingPosition position, Agent agent) {
        this.position = position;
        this.agent = agent;
    }

    boolean takesInput() {
        return up && !(agent.state() instanceof AgentState.Left);
    }

    /** The number of the timer that starts now, in place of any of its name. */
    long start(Timer timer) {
        running[timer.ordinal()] = ++timers;
        return timers;
    }

    void cancel(Timer timer) {
        running[timer.ordinal()] = NOT_RUNNING;
    }

    /** Whether that very timer still runs. It does no more from now on. */
    boolean ends(Timer timer, long number) {
        boolean runs = running[timer.ordinal()] == number;
        if (runs) {
            cancel(timer);
        }
        return runs;
    }

    void stopTimers() {
        java.util.Arrays.fill(running, NOT_RUNNING);
    }

    /** The number of a solve that begins; an earlier one is void. */
    long solveBegins() {
        return ++solves;
    }

    boolean latestSolve(long number) {
        return solves == number;
    }
}
