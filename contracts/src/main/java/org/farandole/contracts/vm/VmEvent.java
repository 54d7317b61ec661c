package org.farandole.contracts.vm;

import java.time.Duration;
import java.util.Objects;
import org.farandole.contracts.dvms.IspId;
import org.farandole.contracts.node.NodeName;
import org.farandole.contracts.reservation.ReservationId;
import org.jspecify.annotations.Nullable;

/** What became of a VM: {@code vm.events}, keyed by the VM ({@link Cleared} by the node). */
public sealed interface VmEvent {

    /** The topic's key. */
    default String key() {
        return switch (this) {
            case Planned planned -> planned.description().name().value();
            case OfOneVm event -> event.vm().value();
            case Cleared cleared -> cleared.node().value();
        };
    }

    /** An event about a VM that was planned before. */
    sealed interface OfOneVm extends VmEvent {
        VmName vm();
    }

    record Planned(VmDescription description, NodeName node, MacAddress mac) implements VmEvent {
        public Planned {
            Objects.requireNonNull(description, "description");
            Objects.requireNonNull(node, "node");
            Objects.requireNonNull(mac, "mac");
        }
    }

    /** The node's hypervisor knows it. A VM is defined on one node at a time. */
    record Defined(VmName vm, NodeName node) implements OfOneVm {
        public Defined {
            Objects.requireNonNull(vm, "vm");
            Objects.requireNonNull(node, "node");
        }
    }

    /** @param attempt from 1 */
    record Booting(VmName vm, NodeName node, int attempt) implements OfOneVm {
        public Booting {
            Objects.requireNonNull(vm, "vm");
            Objects.requireNonNull(node, "node");
        }
    }

    /** It runs, and it answered. */
    record Running(VmName vm, NodeName node) implements OfOneVm {
        public Running {
            Objects.requireNonNull(vm, "vm");
            Objects.requireNonNull(node, "node");
        }
    }

    /** Try {@code attempt} of {@code of} of a phase failed. */
    record PhaseFailed(
            VmName vm,
            NodeName node,
            VmPhase phase,
            int attempt,
            int of,
            String cause,
            @Nullable IspId isp) implements OfOneVm {
        public PhaseFailed {
            Objects.requireNonNull(vm, "vm");
            Objects.requireNonNull(node, "node");
            Objects.requireNonNull(phase, "phase");
            Objects.requireNonNull(cause, "cause");
        }
    }

    record Migrating(
            VmName vm,
            NodeName node,
            NodeName destination,
            @Nullable IspId isp) implements OfOneVm {
        public Migrating {
            Objects.requireNonNull(vm, "vm");
            Objects.requireNonNull(node, "node");
            Objects.requireNonNull(destination, "destination");
        }
    }

    /**
     * @param node where it is now
     * @param downtime for how long the guest stood still; none where the hypervisor does not say
     */
    record Migrated(
            VmName vm,
            NodeName source,
            NodeName node,
            @Nullable IspId isp,
            Duration took,
            @Nullable Duration downtime) implements OfOneVm {
        public Migrated {
            Objects.requireNonNull(vm, "vm");
            Objects.requireNonNull(source, "source");
            Objects.requireNonNull(node, "node");
            Objects.requireNonNull(took, "took");
        }

        public Migrated(VmName vm, NodeName source, NodeName node, @Nullable IspId isp, Duration took) {
            this(vm, source, node, isp, took, null);
        }
    }

    /**
     * It does not run any more, though nobody here ended it; it is booted again.
     *
     * @param cause what the hypervisor says; none where an older writer did not say
     */
    record Stopped(VmName vm, NodeName node, @Nullable String cause) implements OfOneVm {
        public Stopped {
            Objects.requireNonNull(vm, "vm");
            Objects.requireNonNull(node, "node");
        }
    }

    /** No hypervisor defines it any more. */
    record Destroyed(VmName vm, NodeName node) implements OfOneVm {
        public Destroyed {
            Objects.requireNonNull(vm, "vm");
            Objects.requireNonNull(node, "node");
        }
    }

    /** Where it runs, if it does, is not known: its node is lost. */
    record Lost(VmName vm, NodeName node, String cause) implements OfOneVm {
        public Lost {
            Objects.requireNonNull(vm, "vm");
            Objects.requireNonNull(node, "node");
            Objects.requireNonNull(cause, "cause");
        }
    }

    /** It is out of tries; no hypervisor defines it. */
    record GivenUp(VmName vm, ReservationId reservation, String cause) implements OfOneVm {
        public GivenUp {
            Objects.requireNonNull(vm, "vm");
            Objects.requireNonNull(reservation, "reservation");
            Objects.requireNonNull(cause, "cause");
        }
    }

    /** After the release: no VM of the reservation is left on the node, which may be undone. */
    record Cleared(NodeName node, ReservationId reservation) implements VmEvent {
        public Cleared {
            Objects.requireNonNull(node, "node");
            Objects.requireNonNull(reservation, "reservation");
        }
    }
}
