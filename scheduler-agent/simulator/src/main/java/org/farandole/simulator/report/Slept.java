package org.farandole.simulator.report;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.farandole.contracts.node.NodeName;

/** How long nodes were off. */
final class Slept {

    private static final double SECONDS_PER_HOUR = 3600;

    private final Map<NodeName, Instant> since = new HashMap<>();
    private Duration over = Duration.ZERO;
    private int switchedOff;
    private int switchedOn;

    void sleeps(Instant at, NodeName node) {
        switchedOff++;
        since.put(node, at);
    }

    void wakes(Instant at, NodeName node) {
        switchedOn++;
        Instant began = since.remove(node);
        over = began == null ? over : over.plus(Duration.between(began, at));
    }

    /** @param end of the run @param seconds of the run */
    Report.Power upTo(Instant end, int nodes, double seconds) {
        Duration slept = over;
        for (Instant began : since.values()) {
            slept = slept.plus(Duration.between(began, end));
        }
        double hours = slept.toMillis() / 1000.0 / SECONDS_PER_HOUR;
        double all = nodes * seconds / SECONDS_PER_HOUR;
        return new Report.Power(switchedOff, switchedOn, Mean.rounded(hours), all == 0 ? 0 : Mean.rounded(hours / all));
    }
}
