package org.farandole.simulator.executor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.farandole.contracts.dvms.Action;
import org.farandole.contracts.dvms.Decision;
import org.farandole.contracts.dvms.RingMessage.ActionResult;
import org.jspecify.annotations.Nullable;

/**
 * An admitted plan while it is carried out (PROTOCOL E3): an action starts when all those that it waits for are done, and is
 * cancelled when one of them failed.
 */
final class RunningPlan {

    private enum State {
        WAITING,
        RUNNING,
        DONE,
        FAILED
    }

    private final Decision.Plan plan;
    private final State[] states;
    private final @Nullable String[] causes;

    RunningPlan(Decision.Plan plan) {
        this.plan = plan;
        states = new State[plan.actions().size()];
        causes = new String[states.length];
        Arrays.fill(states, State.WAITING);
    }

    Decision.Plan plan() {
        return plan;
    }

    /** The numbers of the actions that start now; they run from now on. */
    List<Integer> start() {
        List<Integer> started = new ArrayList<>();
        for (int i = 0; i < states.length; i++) {
            if (states[i] == State.WAITING) {
                Action action = plan.actions().get(i);
                if (action.after().stream().anyMatch(before -> states[before] == State.FAILED)) {
                    states[i] = State.FAILED;
                    causes[i] = "an action that it waits for was not done";
                } else if (action.after().stream().allMatch(before -> states[before] == State.DONE)) {
                    states[i] = State.RUNNING;
                    started.add(i);
                }
            }
        }
        return started;
    }

    boolean running(int action) {
        return states[action] == State.RUNNING;
    }

    void done(int action) {
        states[action] = State.DONE;
    }

    void failed(int action, String cause) {
        states[action] = State.FAILED;
        causes[action] = cause;
    }

    /** Nothing runs any more, and nothing will. */
    boolean over() {
        return Arrays.stream(states).noneMatch(state -> state == State.WAITING || state == State.RUNNING);
    }

    List<ActionResult> results() {
        List<ActionResult> results = new ArrayList<>();
        for (int i = 0; i < states.length; i++) {
            results.add(new ActionResult(i, states[i] == State.DONE, causes[i]));
        }
        return results;
    }
}
