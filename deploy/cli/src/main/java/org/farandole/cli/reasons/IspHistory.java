package org.farandole.cli.reasons;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.farandole.contracts.dvms.Decision;
import org.farandole.contracts.dvms.IspEvent;
import org.farandole.contracts.dvms.IspId;
import org.farandole.contracts.node.NodeName;
import org.jspecify.annotations.Nullable;

/**
 * All that the topics tell of an ISP, in the order of the broker's time.
 *
 * @param opened none if its opening was not read
 * @param decision the plan that it published, if it came to that
 * @param ended none while it runs
 */
record IspHistory(
        IspId isp,
        @Nullable At<IspEvent.Opened> opened,
        List<At<IspEvent.Grown>> grown,
        List<At<IspEvent.Computed>> solves,
        @Nullable At<Decision.Plan> decision,
        @Nullable At<IspEvent.Ended> ended) {

    /** @param time the broker's */
    record At<T>(Instant time, T what) {}

    IspHistory {
        grown = List.copyOf(grown);
        solves = List.copyOf(solves);
    }

    static IspHistory unknown(IspId isp) {
        return new IspHistory(isp, null, List.of(), List.of(), null, null);
    }

    IspHistory after(IspEvent event, Instant at) {
        return switch (event) {
            case IspEvent.Opened e -> new IspHistory(isp, new At<>(at, e), grown, solves, decision, ended);
            case IspEvent.Grown e -> new IspHistory(isp, opened, and(grown, new At<>(at, e)), solves, decision, ended);
            case IspEvent.Computed e ->
                new IspHistory(isp, opened, grown, and(solves, new At<>(at, e)), decision, ended);
            case IspEvent.Ended e -> new IspHistory(isp, opened, grown, solves, decision, new At<>(at, e));
        };
    }

    /** A decision that is sent again is the same. */
    IspHistory after(Decision.Plan plan, Instant at) {
        return decision == null ? new IspHistory(isp, opened, grown, solves, new At<>(at, plan), ended) : this;
    }

    private static <T> List<T> and(List<T> list, T one) {
        List<T> longer = new ArrayList<>(list);
        longer.add(one);
        return longer;
    }

    /** Whether it had taken the node in by then, and not ended yet. */
    boolean held(NodeName node, Instant at) {
        boolean over = ended != null && !ended.time().isAfter(at);
        return !over && membersAt(at).contains(node);
    }

    private Set<NodeName> membersAt(Instant at) {
        Set<NodeName> members = new TreeSet<>();
        if (opened != null && !opened.time().isAfter(at)) {
            members.add(isp.initiator());
        }
        grown.stream()
                .filter(growth -> !growth.time().isAfter(at))
                .forEach(growth -> members.addAll(growth.what().members()));
        return members;
    }
}
