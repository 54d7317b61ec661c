package org.farandole.provisioner.lifecycle;

import java.util.Objects;
import org.farandole.contracts.node.MacroStep;
import org.farandole.contracts.node.NodeName;
import org.farandole.contracts.reservation.ReservationId;
import org.jspecify.annotations.Nullable;

/**
 * Where a node stands in the deployment of one reservation. A state carries just what it needs.
 *
 * <pre>
 *            place            passed ×6         drain
 *   Waiting ───────▶ InStep ───────────▶ Ready ───────▶ Draining
 *                    │ │ ▲ ▲ retried       │               │
 *        out of tries│ └─┘ │               └──┬────────────┘ power off
 *                    ▼     └─ PoweringOn ◀─ Off ◀── PoweringOff
 *                  Failed
 *   Waiting, InStep, PoweringOn ── reservation over ──▶ Halted
 *   any but the next line's ────── cleared ──▶ Undoing ──▶ Released
 *   Waiting, Discarded ─────────── cleared ──────────────▶ Released
 * </pre>
 */
public sealed interface NodeState {

    /** A call on the node is under way or due: its result is awaited. */
    sealed interface Busy extends NodeState {}

    /** Nothing is under way. */
    sealed interface Settled extends NodeState {}

    /** The reservation has started; the node waits for a place in the window, and was not touched yet. */
    record Waiting() implements Busy {}

    /** @param attempt the try that is under way, from 1 */
    record InStep(MacroStep step, int attempt) implements Busy {
        public InStep {
            Objects.requireNonNull(step, "step");
            requireFirst(attempt);
        }
    }

    /** A node that has been deployed, and may be switched off or on. */
    sealed interface Switchable extends Settled {}

    /** A verified hypervisor, for VMs. */
    record Ready() implements Switchable {}

    /** It runs, but is to be emptied. */
    record Draining(String why) implements Switchable {
        public Draining {
            Objects.requireNonNull(why, "why");
        }
    }

    /** @param before what it is again if it cannot be switched off: a hypervisor with VMs refuses */
    record PoweringOff(int attempt, Switchable before) implements Busy {
        public PoweringOff {
            Objects.requireNonNull(before, "before");
            requireFirst(attempt);
        }
    }

    record Off() implements Switchable {}

    /** It comes up bare, so the macro-steps follow. */
    record PoweringOn(int attempt) implements Busy {
        public PoweringOn {
            requireFirst(attempt);
        }
    }

    /** Out of tries: dropped from the launch. It still has to be undone. */
    record Failed(MacroStep step, int attempt, String cause) implements Settled {
        public Failed {
            Objects.requireNonNull(step, "step");
            Objects.requireNonNull(cause, "cause");
            requireFirst(attempt);
        }
    }

    /** The reservation was over before the node was ready. */
    record Halted() implements Settled {}

    /** Another reservation's deployment still owns the node; this one never touches it. */
    record Discarded(ReservationId owner) implements Settled {
        public Discarded {
            Objects.requireNonNull(owner, "owner");
        }

        /** What people are told. */
        public String cause(NodeName node) {
            return "Node " + node + " is still in use by " + owner;
        }
    }

    /**
     * Repeated until it succeeds: only then is the node nobody's.
     *
     * @param cause why the try before this one failed; none at the first
     */
    record Undoing(int attempt, @Nullable String cause) implements Busy {
        public Undoing {
            requireFirst(attempt);
        }
    }

    /** Nothing of the reservation is left on the node. The end. */
    record Released() implements Settled {}

    private static void requireFirst(int attempt) {
        if (attempt < 1) {
            throw new IllegalArgumentException("Tries are counted from 1, not " + attempt);
        }
    }
}
