package org.farandole.cli.scheduling;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import org.farandole.contracts.dvms.IspEvent;
import org.farandole.contracts.dvms.IspId;
import org.farandole.contracts.dvms.Outcome;
import org.farandole.contracts.dvms.Priority;
import org.farandole.contracts.node.NodeName;
import org.jspecify.annotations.Nullable;

/**
 * An ISP as its events tell it so far.
 *
 * @param problem none if its opening was not read
 * @param solves how often its partition was computed
 * @param moves of the last plan that was found; 0 if none was
 * @param outcome none while it runs
 * @param achieved in words; empty while it runs
 */
public record IspRecord(
        IspId isp,
        Priority.@Nullable ProblemClass problem,
        @Nullable Instant opened,
        Set<NodeName> members,
        int solves,
        int moves,
        @Nullable Outcome outcome,
        @Nullable Instant ended,
        String achieved) {

    public IspRecord {
        members = java.util.Collections.unmodifiableSortedSet(new TreeSet<>(members));
    }

    static IspRecord unknown(IspId isp) {
        return new IspRecord(isp, null, null, Set.of(isp.initiator()), 0, 0, null, null, "");
    }

    /** @param at the broker's time of the event */
    IspRecord after(IspEvent event, Instant at) {
        return switch (event) {
            case IspEvent.Opened e ->
                new IspRecord(isp, e.priority().problem(), at, members, solves, moves, outcome, ended, achieved);
            case IspEvent.Grown e ->
                new IspRecord(isp, problem, opened, e.members(), solves, moves, outcome, ended, achieved);
            case IspEvent.Computed e ->
                new IspRecord(
                        isp,
                        problem,
                        opened,
                        e.members(),
                        solves + 1,
                        e.account().moves(),
                        outcome,
                        ended,
                        achieved);
            case IspEvent.Ended e ->
                new IspRecord(isp, problem, opened, e.members(), solves, moves, e.outcome(), at, e.achieved());
        };
    }

    /** From its opening to its end, wall time; none while it runs. */
    public @Nullable Duration lasted() {
        return opened == null || ended == null ? null : Duration.between(opened, ended);
    }
}
