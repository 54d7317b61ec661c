package org.farandole.provisioner.report;

import java.time.Instant;
import java.util.Locale;
import org.farandole.contracts.json.Json;
import org.farandole.contracts.node.MacroStep;
import org.farandole.contracts.node.NodeName;
import org.farandole.contracts.reservation.ReservationId;
import org.farandole.provisioner.deployment.NodeRow;
import org.farandole.provisioner.lifecycle.NodeState;
import org.jspecify.annotations.Nullable;

/**
 * Where a node stands.
 *
 * @param state the state's name, {@code IN_STEP} for example
 * @param step the macro-step that is under way, or at which the node was dropped
 * @param attempt the try that is under way, or was the last
 * @param of how often a macro-step may be tried
 * @param since when the state, or the try, was entered
 */
public record NodeReport(
        NodeName node,
        ReservationId reservation,
        String state,
        @Nullable MacroStep step,
        @Nullable Integer attempt,
        int of,
        @Nullable String cause,
        Instant since) {

    static NodeReport of(NodeRow row) {
        NodeState state = row.state();
        return switch (state) {
            case NodeState.InStep(MacroStep step, int attempt) -> report(row, state, step, attempt, null);
            case NodeState.Failed(MacroStep step, int attempt, String cause) ->
                report(row, state, step, attempt, cause);
            case NodeState.Undoing(int attempt, String cause) -> report(row, state, null, attempt, cause);
            case NodeState.PoweringOff off -> report(row, state, null, off.attempt(), null);
            case NodeState.PoweringOn(int attempt) -> report(row, state, null, attempt, null);
            case NodeState.Draining(String why) -> report(row, state, null, null, why);
            case NodeState.Discarded discarded -> report(row, state, null, null, discarded.cause(row.node()));
            case NodeState.Waiting _, NodeState.Ready _, NodeState.Off _, NodeState.Halted _, NodeState.Released _ ->
                report(row, state, null, null, null);
        };
    }

    private static NodeReport report(
            NodeRow row, NodeState state, @Nullable MacroStep step, @Nullable Integer attempt, @Nullable String cause) {
        String name = Json.typeOf(state).replace('-', '_').toUpperCase(Locale.ROOT);
        return new NodeReport(row.node(), row.reservation(), name, step, attempt, row.tries(), cause, row.since());
    }
}
