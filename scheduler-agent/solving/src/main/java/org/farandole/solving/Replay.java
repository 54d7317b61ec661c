package org.farandole.solving;

import java.time.Duration;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.farandole.contracts.dvms.IspEvent;
import org.farandole.contracts.dvms.IspEvent.Search;
import org.farandole.placement.Goal;
import org.farandole.placement.Limits;

/** Solves recorded inputs again. Thread-safe. */
public final class Replay {

    /** How much longer than the recorded search this one may take, to get as far. */
    private static final int SLOWER = 20;

    private static final Duration LEAST_WALL_LIMIT = Duration.ofSeconds(60);

    private final PartitionSolver solver;

    /** @param nanos a source of time that only rises */
    public Replay(LongSupplier nanos) {
        solver = new PartitionSolver(nanos);
    }

    /** @throws org.farandole.contracts.json.UnreadableMessage if the record has no input that can be read */
    public Replayed again(IspEvent.Computed recorded, WhatIf whatIf) {
        SolveInput input = SolveInput.fromGzippedJson(recorded.input());
        Goal goal = Objects.requireNonNullElseGet(whatIf.goal(), () -> Translation.goal(input.problem()));
        Limits limits = new Limits(
                input.seed(),
                Objects.requireNonNullElseGet(whatIf.searchNodes(), () -> searchNodes(recorded, input)),
                Objects.requireNonNullElseGet(whatIf.wallLimit(), () -> wallLimit(recorded)),
                whatIf.changesSomething() ? () -> false : stop(recorded));
        Answer answer = solver.answer(input, goal, limits);
        return new Replayed(
                input,
                goal,
                limits,
                answer,
                Difference.between(recorded, answer, goal == Translation.goal(input.problem())));
    }

    /** A search that the clock stopped is stopped again where it was; one that ended by itself never looks so often. */
    private static BooleanSupplier stop(IspEvent.Computed recorded) {
        Search search = recorded.account().search();
        return search == null || search.looks() == null ? () -> false : Looks.stoppingAfter(search.looks());
    }

    /** Without a record of where the clock stopped it, after as many decisions, which comes near. */
    private static long searchNodes(IspEvent.Computed recorded, SolveInput input) {
        return stoppedByTheClock(recorded) ? Math.max(1, recorded.account().searchNodes()) : input.searchNodes();
    }

    private static boolean stoppedByTheClock(IspEvent.Computed recorded) {
        Search search = recorded.account().search();
        return search != null
                && search.looks() == null
                && !recorded.account().proved()
                && recorded.account().took().compareTo(search.wallLimit()) >= 0;
    }

    private static Duration wallLimit(IspEvent.Computed recorded) {
        Duration longer = recorded.account().took().multipliedBy(SLOWER);
        return longer.compareTo(LEAST_WALL_LIMIT) > 0 ? longer : LEAST_WALL_LIMIT;
    }
}
