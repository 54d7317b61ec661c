package org.farandole.hypervisor.emulation;

import org.farandole.contracts.node.MacroStep;
import org.farandole.contracts.reservation.ReservationId;
import org.jspecify.annotations.Nullable;

/** What is being done to a node as a whole; one thing at a time. */
final class NodeOperation {

    sealed interface Kind {

        default String inWords() {
            return switch (this) {
                case Step step -> step.step() + " for " + step.reservation();
                case Undo undo -> "an undo";
                case PowerOn on -> "a power-on";
                case PowerOff off -> "a power-off";
            };
        }
    }

    record Step(MacroStep step, ReservationId reservation, int attempt) implements Kind {}

    record Undo() implements Kind {}

    record PowerOn() implements Kind {}

    record PowerOff() implements Kind {}

    final OperationId id;
    final Kind kind;
    /** None while it waits for its turn. */
    EventQueue.@Nullable Planned end;

    NodeOperation(OperationId id, Kind kind) {
        this.id = id;
        this.kind = kind;
    }
}
