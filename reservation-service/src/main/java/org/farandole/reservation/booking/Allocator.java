package org.farandole.reservation.booking;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.farandole.contracts.node.NodeDescription;
import org.farandole.contracts.node.NodeName;
import org.farandole.contracts.reservation.Manifest;
import org.farandole.contracts.reservation.ReservationId;
import org.farandole.contracts.reservation.Subnet;
import org.farandole.reservation.booking.Calendar.Span;
import org.farandole.reservation.expression.NodeExpression;
import org.farandole.reservation.inventory.KnownNode;
import org.farandole.reservation.manifest.ManifestReader;
import org.farandole.reservation.manifest.Room;
import org.farandole.reservation.manifest.VmNaming;
import org.farandole.reservation.network.SiteVlan;
import org.farandole.reservation.network.SubnetPools;

/** Looks for nodes, a subnet and a VLAN that are free for all of a manifest's time. Pure and deterministic. */
final class Allocator {

    private final Manifest manifest;
    private final Calendar calendar;
    private final SubnetPools pools;
    private final List<KnownNode> matching;
    private final Instant start;
    private final Span span;

    private Allocator(Manifest manifest, List<KnownNode> inventory, Calendar calendar, SubnetPools pools) {
        this.manifest = manifest;
        this.calendar = calendar;
        this.pools = pools;
        NodeExpression expression = ManifestReader.expressionOf(
                manifest, inventory.stream().map(KnownNode::description).toList());
        this.matching = inventory.stream()
                .filter(node -> expression.matches(node.description()))
                .toList();
        this.start = Objects.requireNonNullElse(manifest.start(), calendar.now());
        this.span = calendar.span(start, manifest.walltime());
    }

    static Allocation allocate(Manifest manifest, List<KnownNode> inventory, Calendar calendar, SubnetPools pools) {
        return new Allocator(manifest, inventory, calendar, pools).allocate();
    }

    private Allocation allocate() {
        List<ReservationId> namesakes = calendar.namesakes(VmNaming.of(manifest), span);
        if (!namesakes.isEmpty()) {
            return new Allocation.NotFound("VMs of " + namesakes.getFirst() + " have names of "
                    + manifest.vms().naming() + " in that time: choose another vms.naming");
        }
        List<KnownNode> free = freeIn(span);
        String site = SiteVlan.PLATFORM;
        if (SiteVlan.isOfOneSite(manifest.network().vlan())) {
            Optional<String> fitting = closestSite(free);
            if (fitting.isEmpty()) {
                return new Allocation.NotFound(whyNoSite(free));
            }
            site = fitting.get();
            free = free.stream().filter(isAt(fitting.get())).toList();
        }
        if (free.size() < count()) {
            return new Allocation.NotFound(whyTooFew(free.size()));
        }
        List<NodeDescription> nodes = choose(free);
        long room = Room.of(nodes, manifest.vms().size());
        if (room < manifest.vms().count()) {
            return new Allocation.NotFound("The nodes that are free have memory for " + room + " of the "
                    + manifest.vms().count() + " VMs");
        }
        return withNetwork(nodes, site);
    }

    private Allocation withNetwork(List<NodeDescription> nodes, String site) {
        Set<String> sites = nodes.stream().map(node -> node.key().site()).collect(Collectors.toSet());
        Optional<Subnet> subnet = subnetFor(sites);
        Optional<SiteVlan> vlan = vlanAt(site);
        if (subnet.isEmpty()) {
            return new Allocation.NotFound(
                    "No /" + manifest.network().subnetPrefix() + " is free in " + pools.poolFor(sites));
        }
        if (vlan.isEmpty()) {
            return new Allocation.NotFound("No " + kind() + " VLAN is free");
        }
        return new Allocation.Found(nodes, subnet.get(), vlan.get().vlan(), start);
    }

    /** What may not be given back in time is taken only where there is nothing else. */
    private Optional<Subnet> subnetFor(Set<String> sites) {
        int prefix = manifest.network().subnetPrefix();
        Set<Subnet> taken = calendar.subnetsTaken(span);
        return pools.allocate(prefix, sites, union(taken, calendar.subnetsInDoubt()))
                .or(() -> pools.allocate(prefix, sites, taken));
    }

    private Optional<SiteVlan> vlanAt(String site) {
        Set<SiteVlan> taken = calendar.vlansTaken(span);
        return SiteVlan.lowestFree(manifest.network().vlan(), site, union(taken, calendar.vlansInDoubt()))
                .or(() -> SiteVlan.lowestFree(manifest.network().vlan(), site, taken));
    }

    private static <T> Set<T> union(Set<T> some, Set<T> more) {
        return Stream.concat(some.stream(), more.stream()).collect(Collectors.toSet());
    }

    /** Suspected nodes, and those in doubt, only where the others are too few; larger ones only where memory is too little. */
    private List<NodeDescription> choose(List<KnownNode> free) {
        Set<NodeName> inDoubt = calendar.nodesInDoubt();
        Map<Boolean, List<NodeDescription>> bySafety = free.stream()
                .collect(Collectors.partitioningBy(
                        node -> node.suspected() == null
                                && !inDoubt.contains(node.description().name()),
                        Collectors.mapping(KnownNode::description, Collectors.toList())));
        List<NodeDescription> safe = bySafety.getOrDefault(true, List.of());
        List<NodeDescription> others = bySafety.getOrDefault(false, List.of());
        List<NodeDescription> candidates = Stream.concat(
                        safe.stream(), others.stream().limit(Math.max(0, count() - safe.size())))
                .toList();
        List<NodeDescription> spread = NodeChoice.spread(candidates, count());
        if (Room.of(spread, manifest.vms().size()) >= manifest.vms().count()) {
            return spread;
        }
        return free.stream()
                .map(KnownNode::description)
                .sorted(Comparator.<NodeDescription>comparingInt(
                                node -> -Room.of(node, manifest.vms().size()))
                        .thenComparing(NodeDescription::key))
                .limit(count())
                .sorted(Comparator.comparing(NodeDescription::key))
                .toList();
    }

    /** Of the sites with enough nodes and a VLAN, the one with the fewest nodes. */
    private Optional<String> closestSite(List<KnownNode> free) {
        return bySite(free).entrySet().stream()
                .filter(site ->
                        site.getValue() >= count() && vlanAt(site.getKey()).isPresent())
                .min(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey);
    }

    private String whyNoSite(List<KnownNode> free) {
        Map<String, Long> sites = bySite(free);
        Optional<Map.Entry<String, Long>> largest = sites.entrySet().stream().max(Map.Entry.comparingByValue());
        if (largest.isPresent() && largest.get().getValue() >= count()) {
            return "No " + kind() + " VLAN is free at " + String.join(", ", sites.keySet());
        }
        return "A " + kind() + " VLAN is of one site, and no site has " + count() + " nodes free: "
                + largest.map(site -> "the most are " + site.getValue() + " at " + site.getKey())
                        .orElse("none is")
                + "; " + whenEnough();
    }

    private String whyTooFew(int free) {
        return count() + " nodes are asked, " + free + " of the " + matching.size() + " that match are free from "
                + span.from() + " to " + span.to() + "; " + whenEnough();
    }

    private String whenEnough() {
        return calendar.releasesAfter(start).stream()
                .filter(moment -> isEnough(freeIn(calendar.span(moment, manifest.walltime()))))
                .findFirst()
                .map(moment -> "enough would be free from " + moment)
                .orElse("no later time has enough");
    }

    private boolean isEnough(List<KnownNode> free) {
        return SiteVlan.isOfOneSite(manifest.network().vlan())
                ? bySite(free).values().stream().anyMatch(nodes -> nodes >= count())
                : free.size() >= count();
    }

    private List<KnownNode> freeIn(Span when) {
        Set<NodeName> taken = calendar.nodesTaken(when);
        return matching.stream()
                .filter(node -> !taken.contains(node.description().name()))
                .toList();
    }

    private static Map<String, Long> bySite(List<KnownNode> nodes) {
        return nodes.stream()
                .map(node -> node.description().key().site())
                .collect(Collectors.groupingBy(site -> site, TreeMap::new, Collectors.counting()));
    }

    private static Predicate<KnownNode> isAt(String site) {
        return node -> node.description().key().site().equals(site);
    }

    private int count() {
        return manifest.nodes().count();
    }

    private String kind() {
        return manifest.network().vlan().name().toLowerCase(Locale.ROOT);
    }
}
