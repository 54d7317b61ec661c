package org.farandole.monitor.live;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonFormat.Shape;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.farandole.contracts.dvms.Outcome;
import org.farandole.contracts.dvms.Priority.ProblemClass;
import org.farandole.contracts.node.MacroStep;
import org.farandole.monitor.violation.ViolationLog;
import org.jspecify.annotations.Nullable;

/**
 * What changes all the time, whole but for the feed.
 *
 * @param ring the {@link Ring} whose places are meant
 * @param feed the lines since the last frame to this reader
 */
record Frame(
        Instant at,
        int ring,
        List<Bar> nodes,
        List<Shown> isps,
        List<Moving> moves,
        List<Feed.Line> feed,
        Map<NodesView.Phase, Integer> phases,
        Map<MacroStep, Integer> steps,
        Map<VmsView.State, Integer> vms,
        Totals totals) {

    /**
     * One node, as an array to keep frames of many nodes small. CPU in percent of one core; −1 where there is no sample.
     *
     * @param step the number of the macro-step that it is in, from 1; 0 while it is not being deployed
     * @param loadPermille of the capacity that is demanded, of what is demanded most of; 0 where there is no sample
     * @param besides the demand of what it may be short of besides CPU, in words; none if that is CPU alone
     */
    @JsonFormat(shape = Shape.ARRAY)
    record Bar(
            NodesView.Phase phase,
            boolean lost,
            int cpuDemand,
            int cpuUsed,
            int cpuCapacity,
            int memoryUsedMiB,
            int vms,
            int step,
            int loadPermille,
            @Nullable String besides) {}

    /** @param members places on the ring; @param openedAt milliseconds since the epoch, the broker's time */
    record Shown(
            String isp,
            ProblemClass problem,
            List<Integer> members,
            long openedAt,
            boolean planned,
            @Nullable Outcome outcome) {}

    /** A migration under way, between two places on the ring. */
    @JsonFormat(shape = Shape.ARRAY)
    record Moving(int source, int destination) {}

    record Totals(
            int violationsNow,
            ViolationLog.Totals violations,
            long isps,
            Map<Outcome, Long> outcomes,
            long migrations,
            long failedMigrations,
            long retries) {}
}
