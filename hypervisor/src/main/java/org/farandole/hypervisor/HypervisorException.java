package org.farandole.hypervisor;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A hypervisor did not do what it was asked. The message says what, to which VM, on which node. Without a cause it is the
 * hypervisor's own word, and what was asked has ended; with one nobody knows: what was asked may still be under way.
 */
public final class HypervisorException extends Exception {

    private static final long serialVersionUID = 1;

    /** What the failure says about where to try again. */
    public enum Fault {
        /** The VM's own: another node would fail too. */
        VM,
        /** The node's: it did not answer, or is out of a resource. */
        NODE,
        /** The call ran out of its time. */
        TIMEOUT
    }

    private final Fault fault;

    public HypervisorException(Fault fault, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.fault = Objects.requireNonNull(fault, "fault");
    }

    public Fault fault() {
        return fault;
    }
}
