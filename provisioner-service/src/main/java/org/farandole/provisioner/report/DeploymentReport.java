package org.farandole.provisioner.report;

import java.time.Instant;
import java.util.List;
import org.farandole.contracts.node.MacroStep;
import org.farandole.contracts.reservation.ReservationId;
import org.jspecify.annotations.Nullable;

/**
 * How the deployment of a reservation went.
 *
 * @param beganAt when the first of its nodes was taken on
 */
public record DeploymentReport(ReservationId reservation, Instant beganAt, Nodes nodes, List<Step> steps, Step totals) {

    public DeploymentReport {
        steps = List.copyOf(steps);
    }

    /**
     * Nodes by where they stand now.
     *
     * @param underWay waiting or in a step
     * @param dropped out of tries, or in use by another reservation
     * @param other draining, switched off, halted or being undone
     */
    public record Nodes(int all, int underWay, int ready, int dropped, int released, int other) {}

    /**
     * @param step none in the totals
     * @param tries that have ended
     * @param ok nodes that passed; in the totals, the last step
     * @param ko nodes that were dropped
     * @param seconds of node time, from the beginning of the first try to the end of the last
     */
    public record Step(@Nullable MacroStep step, long tries, long ok, long ko, double seconds) {}
}
