package org.farandole.simulator.check;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.farandole.contracts.dvms.IspEvent;
import org.farandole.contracts.dvms.Outcome;
import org.farandole.contracts.dvms.Priority.ProblemClass;
import org.farandole.contracts.node.NodeName;
import org.farandole.dvms.Effect;
import org.farandole.dvms.Input;
import org.farandole.dvms.Timings;
import org.farandole.simulator.watch.Happening;
import org.farandole.simulator.watch.Watcher;

/**
 * F14: what nobody can solve is not tried at every tick, but after a back-off, doubled each time, until the trigger ends, or what
 * was tried before the node was overloaded becomes an overload.
 */
final class BacksOff implements Watcher {

    private record Failed(int times, boolean early, Instant notBefore) {}

    private final Map<NodeName, Failed> failures = new HashMap<>();

    @Override
    public void stepped(Happening happening) {
        NodeName me = happening.node();
        if (happening.input() instanceof Input.TriggerOff
                || happening.input() instanceof Input.Begin
                || mayHaveRoom(happening)) {
            failures.remove(me);
        }
        if (happening.input() instanceof Input.TriggerOn && overloaded(happening)) {
            failures.computeIfPresent(me, (_, failed) -> failed.early() ? null : failed);
        }
        for (Effect effect : happening.effects()) {
            if (effect instanceof Effect.Report(IspEvent.Opened opened)) {
                Failed failed = failures.get(me);
                BrokenInvariant.require(
                        failed == null || !happening.at().isBefore(failed.notBefore()),
                        "F14: %s is opened before %s, after %s failures",
                        opened.isp(),
                        failed == null ? null : failed.notBefore(),
                        failed == null ? null : failed.times());
            }
            if (effect instanceof Effect.Report(IspEvent.Ended ended) && ended.outcome() == Outcome.FAILED) {
                failures.merge(me, failed(1, happening), (known, _) -> failed(known.times() + 1, happening));
            }
        }
    }

    /** A node that joined, where nodes are woken for room; or a problem of another class. */
    private static boolean mayHaveRoom(Happening happening) {
        return switch (happening.input()) {
            case Input.MembershipChanged _ ->
                happening.after().self().settings().power().wakes();
            case Input.TriggerOn on ->
                on.problem() == ProblemClass.RELIEVE
                        && happening.after().self().settings().power().sleeps();
            case Input other -> false;
        };
    }

    private static boolean overloaded(Happening happening) {
        return happening.after().self().own().overloaded();
    }

    private static Failed failed(int times, Happening happening) {
        Timings timings = happening.after().self().timings();
        Duration wait = timings.backOff();
        for (int doubled = 1; doubled < times && wait.compareTo(timings.longestBackOff()) < 0; doubled++) {
            wait = wait.multipliedBy(2);
        }
        Duration longest = timings.longestBackOff();
        return new Failed(
                times, !overloaded(happening), happening.at().plus(wait.compareTo(longest) < 0 ? wait : longest));
    }
}
