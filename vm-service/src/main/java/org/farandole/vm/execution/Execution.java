package org.farandole.vm.execution;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.farandole.contracts.dvms.Action;
import org.farandole.contracts.dvms.RingMessage.ActionResult;
import org.jspecify.annotations.Nullable;

/**
 * An admitted plan while it is carried out (PROTOCOL E3): an action starts when all those that it waits for are done, and
 * is cancelled when one of them failed. Pure.
 */
public record Execution(List<Action> actions, List<ActionState> states) {

    /** Where an action stands. */
    public sealed interface ActionState {
        record Waiting() implements ActionState {}

        record Running() implements ActionState {}

        record Done() implements ActionState {}

        record Failed(String cause) implements ActionState {}

        record Cancelled(String cause) implements ActionState {}
    }

    /** What happens to a plan; numbers are actions. */
    public sealed interface Input {
        record Begin() implements Input {}

        record Completed(int action) implements Input {}

        record Failed(int action, String cause) implements Input {}
    }

    /** What is to be done next. */
    public sealed interface Effect {
        /** Start it, or say that it failed. */
        record Start(int action) implements Effect {}

        /** E4: nothing runs any more, and nothing will. */
        record Finish(List<ActionResult> results) implements Effect {
            public Finish {
                results = List.copyOf(results);
            }
        }
    }

    public record Step(Execution execution, List<Effect> effects) {
        public Step {
            effects = List.copyOf(effects);
        }
    }

    public Execution {
        actions = List.copyOf(actions);
        states = List.copyOf(states);
        if (actions.size() != states.size()) {
            throw new IllegalArgumentException(actions.size() + " actions in " + states.size() + " states");
        }
    }

    public static Execution of(List<Action> actions) {
        return new Execution(
                actions,
                actions.stream()
                        .<ActionState>map(_ -> new ActionState.Waiting())
                        .toList());
    }

    /** An input about an action that is not running is a repeat, and changes nothing. */
    public Step decide(Input input) {
        return switch (input) {
            case Input.Begin _ -> goOn();
            case Input.Completed completed ->
                running(completed.action())
                        ? with(completed.action(), new ActionState.Done()).goOn()
                        : new Step(this, List.of());
            case Input.Failed failed ->
                running(failed.action())
                        ? with(failed.action(), new ActionState.Failed(failed.cause()))
                                .goOn()
                        : new Step(this, List.of());
        };
    }

    private Step goOn() {
        List<ActionState> next = new ArrayList<>(states);
        List<Effect> effects = new ArrayList<>();
        for (int i = 0; i < actions.size(); i++) {
            if (next.get(i) instanceof ActionState.Waiting) {
                Integer broken = brokenBefore(i, next);
                if (broken != null) {
                    next.set(i, new ActionState.Cancelled("action " + broken + ", which it waits for, was not done"));
                } else if (actions.get(i).after().stream().allMatch(j -> next.get(j) instanceof ActionState.Done)) {
                    next.set(i, new ActionState.Running());
                    effects.add(new Effect.Start(i));
                }
            }
        }
        Execution execution = new Execution(actions, next);
        if (execution.over()) {
            effects.add(new Effect.Finish(execution.results()));
        }
        return new Step(execution, effects);
    }

    private @Nullable Integer brokenBefore(int action, List<ActionState> now) {
        for (int j : actions.get(action).after()) {
            if (now.get(j) instanceof ActionState.Failed || now.get(j) instanceof ActionState.Cancelled) {
                return j;
            }
        }
        return null;
    }

    private boolean running(int action) {
        return states.get(action) instanceof ActionState.Running;
    }

    private Execution with(int action, ActionState state) {
        List<ActionState> next = new ArrayList<>(states);
        next.set(action, state);
        return new Execution(actions, next);
    }

    private boolean over() {
        return states.stream()
                .noneMatch(state -> state instanceof ActionState.Waiting || state instanceof ActionState.Running);
    }

    private List<ActionResult> results() {
        return IntStream.range(0, states.size()).mapToObj(this::result).toList();
    }

    private ActionResult result(int action) {
        return switch (states.get(action)) {
            case ActionState.Done _ -> new ActionResult(action, true, null);
            case ActionState.Failed failed -> new ActionResult(action, false, failed.cause());
            case ActionState.Cancelled cancelled -> new ActionResult(action, false, cancelled.cause());
            case ActionState.Waiting _, ActionState.Running _ ->
                throw new IllegalStateException("Action " + action + " has no result yet");
        };
    }
}
