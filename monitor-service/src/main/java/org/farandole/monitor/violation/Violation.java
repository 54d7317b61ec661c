package org.farandole.monitor.violation;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.farandole.contracts.monitor.Sample;
import org.farandole.contracts.monitor.ViolationEvent;
import org.farandole.contracts.monitor.ViolationEvent.Cause;
import org.farandole.contracts.node.NodeName;
import org.farandole.contracts.vm.VmName;

/**
 * Whether a node's VMs want more than the node has, as a state machine. Instants and lengths are the node's own clock.
 *
 * <pre>
 *            demand above capacity ─▶ Began
 *   None ───────────────────────────────────▶ Open ⟲ still above
 *     ◀──────────────────────────────────────
 *            not above, or no longer watched ─▶ Ended
 * </pre>
 */
public sealed interface Violation {

    record None() implements Violation {}

    /**
     * @param lastSeen the latest sample in it
     * @param seen every VM that was on the node in it
     * @param mostVms the most that were there at once
     */
    record Open(Instant since, Instant lastSeen, Set<VmName> seen, int mostVms) implements Violation {
        public Open {
            Objects.requireNonNull(since, "since");
            Objects.requireNonNull(lastSeen, "lastSeen");
            seen = Set.copyOf(seen);
        }

        /** One that a monitor began which is no more; its VMs are not known. */
        static Open takenUp(Instant since) {
            return new Open(since, since, Set.of(), 0);
        }

        private Open with(Sample sample) {
            Set<VmName> all = new HashSet<>(seen);
            all.addAll(vmsOf(sample));
            return new Open(
                    since,
                    sample.nodeTime(),
                    all,
                    Math.max(mostVms, sample.vms().size()));
        }

        private ViolationEvent.Ended ended(NodeName node, Instant at, Cause cause) {
            Duration lasted = Duration.between(since, at);
            return new ViolationEvent.Ended(node, at, lasted.isNegative() ? Duration.ZERO : lasted, mostVms, cause);
        }
    }

    /** What a violation learns. */
    sealed interface Input {
        record Sampled(Sample sample) implements Input {}

        /** Nobody will sample the node, for now or for good. */
        record Unwatched() implements Input {}
    }

    /** The next state, and what is to be told. */
    record Step(Violation next, List<ViolationEvent> events) {
        public Step {
            events = List.copyOf(events);
        }
    }

    static Step decide(NodeName node, Violation state, Input input) {
        return switch (state) {
            case None none ->
                switch (input) {
                    case Input.Sampled(Sample sample) when sample.overloaded() -> begin(node, sample);
                    case Input.Sampled _, Input.Unwatched _ -> new Step(none, List.of());
                };
            case Open open ->
                switch (input) {
                    case Input.Sampled(Sample sample)
                    when sample.overloaded() -> new Step(open.with(sample), List.of());
                    case Input.Sampled(Sample sample) ->
                        new Step(new None(), List.of(open.ended(node, sample.nodeTime(), causeOf(open, sample))));
                    case Input.Unwatched _ ->
                        new Step(new None(), List.of(open.ended(node, open.lastSeen(), Cause.UNWATCHED)));
                };
        };
    }

    private static Step begin(NodeName node, Sample sample) {
        Open open = new Open(
                sample.nodeTime(),
                sample.nodeTime(),
                vmsOf(sample),
                sample.vms().size());
        return new Step(
                open,
                List.of(new ViolationEvent.Began(
                        node,
                        sample.nodeTime(),
                        sample.cpuDemandPercent(),
                        sample.capacity().cpuPercent(),
                        sample.overloads())));
    }

    private static Cause causeOf(Open open, Sample sample) {
        return vmsOf(sample).containsAll(open.seen()) ? Cause.SUBSIDED : Cause.RELIEVED;
    }

    private static Set<VmName> vmsOf(Sample sample) {
        return sample.vms().stream().map(Sample.VmSample::vm).collect(Collectors.toUnmodifiableSet());
    }
}
