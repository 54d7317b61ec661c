package org.farandole.reservation.booking;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.farandole.contracts.node.NodeName;
import org.farandole.contracts.reservation.ReservationId;
import org.farandole.contracts.reservation.Subnet;
import org.farandole.reservation.manifest.VmNaming;
import org.farandole.reservation.network.SiteVlan;

/**
 * What is booked from when to when, as it was read at {@code now}.
 *
 * @param undoing how long everything stays booked after its end
 */
record Calendar(
        Instant now,
        Duration undoing,
        List<Taken<NodeName>> nodes,
        List<Taken<Subnet>> subnets,
        List<Taken<SiteVlan>> vlans,
        List<Taken<VmNaming>> names) {

    Calendar {
        Objects.requireNonNull(now, "now");
        Objects.requireNonNull(undoing, "undoing");
        nodes = List.copyOf(nodes);
        subnets = List.copyOf(subnets);
        vlans = List.copyOf(vlans);
        names = List.copyOf(names);
    }

    /** From a start to the moment when all is undone. */
    record Span(Instant from, Instant to) {
        Span {
            if (!to.isAfter(from)) {
                throw new IllegalArgumentException("No time from " + from + " to " + to);
            }
        }
    }

    Span span(Instant start, Duration walltime) {
        return new Span(start, start.plus(walltime).plus(undoing));
    }

    Set<NodeName> nodesTaken(Span span) {
        return takenIn(span, nodes);
    }

    Set<Subnet> subnetsTaken(Span span) {
        return takenIn(span, subnets);
    }

    Set<SiteVlan> vlansTaken(Span span) {
        return takenIn(span, vlans);
    }

    /** The reservations whose VMs would share a name with these, in that time. */
    List<ReservationId> namesakes(VmNaming naming, Span span) {
        return taken(span, names)
                .filter(taken -> taken.what().collidesWith(naming))
                .map(Taken::by)
                .toList();
    }

    /** The moments after {@code start} at which a node becomes free, earliest first. */
    Set<Instant> releasesAfter(Instant start) {
        return nodes.stream()
                .map(taken -> taken.freeFrom(now, undoing))
                .filter(moment -> moment.isAfter(start))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    Set<NodeName> nodesInDoubt() {
        return inDoubt(nodes);
    }

    Set<Subnet> subnetsInDoubt() {
        return inDoubt(subnets);
    }

    Set<SiteVlan> vlansInDoubt() {
        return inDoubt(vlans);
    }

    /** What a reservation for later may find not given back at its start. */
    private <T> Set<T> inDoubt(Collection<Taken<T>> all) {
        return all.stream()
                .filter(taken -> taken.isDoubtful(now, undoing))
                .map(Taken::what)
                .collect(Collectors.toSet());
    }

    private <T> Set<T> takenIn(Span span, Collection<Taken<T>> all) {
        return taken(span, all).map(Taken::what).collect(Collectors.toSet());
    }

    private <T> Stream<Taken<T>> taken(Span span, Collection<Taken<T>> all) {
        return all.stream()
                .filter(taken -> taken.starts().isBefore(span.to())
                        && taken.freeFrom(now, undoing).isAfter(span.from()));
    }
}
