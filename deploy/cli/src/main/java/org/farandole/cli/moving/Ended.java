package org.farandole.cli.moving;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.farandole.contracts.node.NodeName;
import org.farandole.contracts.vm.VmEvent;
import org.farandole.contracts.vm.VmName;
import org.farandole.contracts.vm.VmPhase;
import org.jspecify.annotations.Nullable;

/** How a migration that a person ordered ended. */
sealed interface Ended {

    VmName vm();

    /** @param downtime for how long the guest stood still; none if the hypervisor does not say */
    record Arrived(
            VmName vm,
            NodeName source,
            NodeName node,
            Duration took,
            @Nullable Duration downtime) implements Ended {
        public Arrived {
            Objects.requireNonNull(took, "took");
        }
    }

    record Failed(VmName vm, String cause) implements Ended {}

    /** None if the event ends no such migration. */
    static Optional<Ended> by(VmEvent event) {
        return switch (event) {
            case VmEvent.Migrated e
            when e.isp() == null -> Optional.of(new Arrived(e.vm(), e.source(), e.node(), e.took(), e.downtime()));
            case VmEvent.PhaseFailed e
            when e.phase() == VmPhase.MIGRATE && e.isp() == null -> Optional.of(new Failed(e.vm(), e.cause()));
            case VmEvent.Lost e -> Optional.of(new Failed(e.vm(), e.cause()));
            case VmEvent.GivenUp e -> Optional.of(new Failed(e.vm(), e.cause()));
            case VmEvent.Destroyed e -> Optional.of(new Failed(e.vm(), "it was destroyed meanwhile"));
            case VmEvent.Migrated _, VmEvent.PhaseFailed _, VmEvent.Migrating _, VmEvent.Planned _ -> Optional.empty();
            case VmEvent.Defined _, VmEvent.Booting _, VmEvent.Running _, VmEvent.Stopped _, VmEvent.Cleared _ ->
                Optional.empty();
        };
    }
}
