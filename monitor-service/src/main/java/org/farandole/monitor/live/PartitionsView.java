package org.farandole.monitor.live;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.farandole.contracts.dvms.IspEvent;
import org.farandole.contracts.dvms.IspId;
import org.farandole.contracts.dvms.Outcome;
import org.farandole.contracts.dvms.Priority.ProblemClass;
import org.farandole.contracts.node.NodeName;
import org.jspecify.annotations.Nullable;

/** The ISPs that are open, and for a while those that ended. Not thread-safe. */
final class PartitionsView {

    /** How long one that ended is still shown. */
    private static final Duration LINGER = Duration.ofSeconds(4);
    /** One of which nothing was heard for so long lost its agents. */
    private static final Duration FORGOTTEN = Duration.ofMinutes(15);

    /**
     * An ISP.
     *
     * @param heard the broker's time of its last event
     * @param planned its last solve gave a plan
     * @param outcome none while it is open
     */
    record Isp(
            IspId id,
            ProblemClass problem,
            Set<NodeName> members,
            Instant opened,
            Instant heard,
            boolean planned,
            @Nullable Outcome outcome) {}

    private final Map<IspId, Isp> isps = new LinkedHashMap<>();
    private final Map<Outcome, Long> ended = new EnumMap<>(Outcome.class);
    private long opened;

    /** Those that are open or ended a moment before {@code now}. */
    List<Isp> shown(Instant now) {
        drop(now);
        return List.copyOf(isps.values());
    }

    private void drop(Instant now) {
        isps.values()
                .removeIf(isp -> isp.heard()
                        .plus(isp.outcome() == null ? FORGOTTEN : LINGER)
                        .isBefore(now));
    }

    long opened() {
        return opened;
    }

    Map<Outcome, Long> ended() {
        return new EnumMap<>(ended);
    }

    void on(IspEvent event, Instant at) {
        switch (event) {
            case IspEvent.Opened first -> {
                opened++;
                drop(at);
                isps.put(
                        event.isp(),
                        new Isp(
                                event.isp(),
                                first.priority().problem(),
                                Set.of(event.isp().initiator()),
                                at,
                                at,
                                false,
                                null));
            }
            case IspEvent.Grown grown -> {
                Set<NodeName> members = new HashSet<>(grown.members());
                members.add(grown.joined());
                update(event.isp(), members, at, false, null);
            }
            case IspEvent.Computed computed ->
                update(event.isp(), computed.members(), at, computed.verdict() == IspEvent.Computed.Verdict.PLAN, null);
            case IspEvent.Ended last -> {
                ended.merge(last.outcome(), 1L, Long::sum);
                update(event.isp(), last.members(), at, false, last.outcome());
            }
        }
    }

    private void update(IspId id, Set<NodeName> members, Instant at, boolean planned, @Nullable Outcome outcome) {
        isps.computeIfPresent(
                id,
                (_, isp) -> new Isp(
                        id,
                        isp.problem(),
                        members.isEmpty() ? isp.members() : Set.copyOf(members),
                        isp.opened(),
                        at,
                        planned || (outcome != null && isp.planned()),
                        outcome));
    }
}
