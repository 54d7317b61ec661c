package org.farandole.provisioner.lifecycle;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a node's deployment hears. */
public sealed interface NodeInput {

    /**
     * A call did what it was asked.
     *
     * @param ticket the call's; any but the newest is stale and changes nothing
     * @param took in the node's time
     * @param note what people may want to know about it
     */
    record Succeeded(long ticket, Duration took, @Nullable String note) implements NodeInput {
        public Succeeded {
            Objects.requireNonNull(took, "took");
        }

        public Succeeded(long ticket, Duration took) {
            this(ticket, took, null);
        }
    }

    /** A call did not do what it was asked, or was not answered in its time. */
    record Faulted(long ticket, String cause) implements NodeInput {
        public Faulted {
            Objects.requireNonNull(cause, "cause");
        }
    }

    /** The reservation was given back or its walltime is over. */
    record ReservationOver() implements NodeInput {}

    /** No VM of the reservation is left on the node: it may be undone. */
    record Cleared() implements NodeInput {}

    record Drain(String why) implements NodeInput {
        public Drain {
            Objects.requireNonNull(why, "why");
        }
    }

    record PowerOff() implements NodeInput {}

    record PowerOn() implements NodeInput {}

    /** The provisioner starts again over what it had stored: calls that were under way are lost and made anew. */
    record Resumed() implements NodeInput {}
}
