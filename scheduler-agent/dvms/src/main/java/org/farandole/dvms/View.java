package org.farandole.dvms;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.farandole.contracts.dvms.Member;
import org.farandole.contracts.dvms.RingPosition;
import org.farandole.contracts.node.NodeName;
import org.farandole.contracts.node.RingKey;
import org.jspecify.annotations.Nullable;

/**
 * One agent's copy of the membership, in the order of the ring. Immutable; agents of one process share it. Views of two
 * agents may differ: keys are compared, not identities, so an agent need not be in the view that it is asked about.
 */
public final class View {

    /** A node and what was last heard of its agent. */
    public record Place(RingPosition position, Member.Status status) {}

    private static final View EMPTY = new View(Map.of());

    private final Map<NodeName, Place> places;
    private final List<RingPosition> ring;
    private final List<RingPosition> spares;
    private final List<RingPosition> off;
    private final Map<RingKey, Integer> ranks;

    private View(Map<NodeName, Place> places) {
        this.places = places;
        this.ring = places.values().stream()
                .filter(place -> place.status().onRing())
                .map(Place::position)
                .sorted()
                .toList();
        this.spares = in(places, Member.Status.SPARE);
        this.off = in(places, Member.Status.OFF);
        this.ranks = new HashMap<>();
        for (int rank = 0; rank < ring.size(); rank++) {
            ranks.put(ring.get(rank).key(), rank);
        }
    }

    public static View empty() {
        return EMPTY;
    }

    /** Of agents that are all active. */
    public static View of(Collection<RingPosition> active) {
        Map<NodeName, Place> places = new HashMap<>();
        active.forEach(position -> places.put(position.node(), new Place(position, Member.Status.ACTIVE)));
        return new View(places);
    }

    /** The view after this record of the membership. */
    public View with(Member member) {
        return with(member.position(), member.status());
    }

    View with(RingPosition position, Member.Status status) {
        Place place = new Place(position, status);
        if (place.equals(places.get(position.node()))) {
            return this;
        }
        Map<NodeName, Place> changed = new HashMap<>(places);
        changed.put(position.node(), place);
        return new View(changed);
    }

    /** What of it concerns these nodes. */
    public View among(Predicate<NodeName> nodes) {
        Map<NodeName, Place> kept = new HashMap<>(places);
        kept.keySet().removeIf(nodes.negate());
        return new View(kept);
    }

    View without(NodeName node) {
        Place place = places.get(node);
        return place != null && place.status().onRing() ? with(place.position(), Member.Status.GONE) : this;
    }

    /** The agents that may be asked, in the order of the ring. */
    public List<RingPosition> ring() {
        return ring;
    }

    public boolean onRing(NodeName node) {
        Place place = places.get(node);
        return place != null && place.status().onRing();
    }

    /** Where the node stands, whatever its status. */
    public Optional<RingPosition> position(NodeName node) {
        return Optional.ofNullable(places.get(node)).map(Place::position);
    }

    /** The first node clockwise after a key that is off. */
    public Optional<NodeName> firstOffAfter(RingKey key) {
        return off.stream()
                .filter(position -> position.key().compareTo(key) > 0)
                .findFirst()
                .or(() -> off.stream().findFirst())
                .map(RingPosition::node);
    }

    /** The empty nodes that stand before a key in the order of the ring: of two, one does not stand before the other. */
    public List<RingPosition> sparesBefore(RingKey key) {
        return spares.stream()
                .filter(position -> position.key().compareTo(key) < 0)
                .toList();
    }

    /** How many empty nodes there are besides this one. */
    public long sparesBut(NodeName node) {
        return spares.stream().filter(position -> !position.node().equals(node)).count();
    }

    private static List<RingPosition> in(Map<NodeName, Place> places, Member.Status status) {
        return places.values().stream()
                .filter(place -> place.status() == status)
                .map(Place::position)
                .sorted()
                .toList();
    }

    /**
     * The first out after a node: clockwise, strictly after {@code after} and before {@code home}, who is on the ring and
     * not in {@code partition}. None if home comes first.
     *
     * @param after if it is home itself, the turn begins: all others come after it
     */
    public Optional<RingPosition> firstOutAfter(RingKey home, RingKey after, Set<NodeName> partition) {
        return firstOut(home, after, false, partition);
    }

    /**
     * As {@link #firstOutAfter}, but {@code from} itself may be it.
     *
     * @param from if it is home itself, the turn is over: none
     */
    public Optional<RingPosition> firstOutFrom(RingKey home, RingKey from, Set<NodeName> partition) {
        return from.equals(home) ? Optional.empty() : firstOut(home, from, true, partition);
    }

    /** The nodes that stand clockwise strictly between two others; all but {@code from} if the two are one. */
    public List<RingPosition> between(RingKey from, RingKey to) {
        List<RingPosition> arc = new ArrayList<>();
        for (int i = 0, first = firstAfter(from); i < countBetween(from, to); i++) {
            arc.add(ring.get((first + i) % ring.size()));
        }
        return arc;
    }

    /** Whether a key stands clockwise strictly between two others; if those are one, whether it is another. */
    public static boolean inside(RingKey from, RingKey key, RingKey to) {
        int ends = from.compareTo(to);
        boolean afterFrom = key.compareTo(from) > 0;
        boolean beforeTo = key.compareTo(to) < 0;
        if (ends == 0) {
            return !key.equals(from);
        }
        return ends < 0 ? afterFrom && beforeTo : afterFrom || beforeTo;
    }

    private Optional<RingPosition> firstOut(RingKey home, RingKey from, boolean itself, Set<NodeName> partition) {
        Place place = places.get(from.node());
        if (itself && place != null && place.status().onRing() && !partition.contains(from.node())) {
            return Optional.of(place.position());
        }
        for (int i = 0, first = firstAfter(from), count = countBetween(from, home); i < count; i++) {
            RingPosition position = ring.get((first + i) % ring.size());
            if (!partition.contains(position.node())) {
                return Optional.of(position);
            }
        }
        return Optional.empty();
    }

    private int countBetween(RingKey from, RingKey to) {
        int first = firstAfter(from);
        int end = firstAtOrAfter(to);
        if (from.equals(to)) {
            return ring.size() - (first - end);
        }
        return from.compareTo(to) < 0 ? end - first : ring.size() - first + end;
    }

    /** The index of the first on the ring whose key is greater; the ring's size if there is none. */
    private int firstAfter(RingKey key) {
        int found = find(key);
        return found >= 0 ? found + 1 : -found - 1;
    }

    private int firstAtOrAfter(RingKey key) {
        int found = find(key);
        return found >= 0 ? found : -found - 1;
    }

    /** The index, or what {@link Collections#binarySearch} says of one that is not there. Keys are dear to compare. */
    private int find(RingKey key) {
        Integer rank = ranks.get(key);
        return rank != null
                ? rank
                : Collections.binarySearch(ring, new RingPosition(key, 0), Comparator.comparing(RingPosition::key));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof View view && places.equals(view.places);
    }

    @Override
    public int hashCode() {
        return places.hashCode();
    }

    @Override
    public String toString() {
        return "View" + ring.stream().map(RingPosition::node).toList();
    }
}
