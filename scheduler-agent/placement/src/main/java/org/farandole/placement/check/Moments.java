package org.farandole.placement.check;

import java.util.List;
import java.util.function.Consumer;

/** Every moment that the order allows, for some actions; the others have not started. */
final class Moments {

    enum State {
        WAITING,
        RUNNING,
        DONE
    }

    private final Order order;
    /** Rising. */
    private final List<Integer> actions;

    private final State[] states;
    private int left;

    Moments(Order order, List<Integer> actions) {
        this.order = order;
        this.actions = actions;
        states = new State[actions.size()];
    }

    /**
     * @param most moments, at which it gives up
     * @return whether all were visited
     */
    boolean forEach(int most, Consumer<Moments> visit) {
        left = most;
        choose(0, visit);
        return left >= 0;
    }

    private void choose(int index, Consumer<Moments> visit) {
        if (left < 0) {
            return;
        }
        if (index == states.length) {
            left--;
            visit.accept(this);
            return;
        }
        states[index] = State.WAITING;
        choose(index + 1, visit);
        if (mayStart(index)) {
            states[index] = State.RUNNING;
            choose(index + 1, visit);
            states[index] = State.DONE;
            choose(index + 1, visit);
        }
    }

    private boolean mayStart(int index) {
        for (int earlier = 0; earlier < index; earlier++) {
            if (states[earlier] != State.DONE && order.isBefore(actions.get(earlier), actions.get(index))) {
                return false;
            }
        }
        return true;
    }

    /** An action's state at this moment. */
    State of(int action) {
        int index = actions.indexOf(action);
        return index < 0 ? State.WAITING : states[index];
    }

    boolean holds(Stay stay) {
        boolean come = stay.arrival() == Stay.NONE || of(stay.arrival()) != State.WAITING;
        return come && (stay.departure() == Stay.NONE || of(stay.departure()) != State.DONE);
    }
}
