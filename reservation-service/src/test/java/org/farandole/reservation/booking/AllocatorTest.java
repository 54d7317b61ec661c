package org.farandole.reservation.booking;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.farandole.contracts.node.NodeDescription;
import org.farandole.contracts.node.NodeName;
import org.farandole.contracts.reservation.Manifest;
import org.farandole.contracts.reservation.ReservationId;
import org.farandole.contracts.reservation.Subnet;
import org.farandole.contracts.reservation.Vlan;
import org.farandole.reservation.Nodes;
import org.farandole.reservation.inventory.KnownNode;
import org.farandole.reservation.manifest.VmNaming;
import org.farandole.reservation.network.SiteVlan;
import org.farandole.reservation.network.SubnetPools;
import org.junit.jupiter.api.Test;

class AllocatorTest {

    private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");
    private static final Duration UNDOING = Duration.ofMinutes(10);
    private static final SubnetPools POOLS = SubnetPools.parse("10.128.0.0/9", Map.of());
    private static final ReservationId OTHER = new ReservationId("r-1");

    private final List<KnownNode> inventory = new ArrayList<>();
    private final List<Taken<NodeName>> nodes = new ArrayList<>();
    private final List<Taken<Subnet>> subnets = new ArrayList<>();
    private final List<Taken<SiteVlan>> vlans = new ArrayList<>();
    private final List<Taken<VmNaming>> names = new ArrayList<>();

    @Test
    void findsNodesASubnetAndAVlan() {
        have(Nodes.cluster("rennes", "c", 4));

        assertThat(found(Manifests.of("a", 2)))
                .isEqualTo(new Allocation.Found(
                        List.of(node("rennes", "c", 0), node("rennes", "c", 1)),
                        Subnet.parse("10.128.0.0/22"),
                        new Vlan(Vlan.Kind.GLOBAL, 10),
                        NOW));
    }

    @Test
    void goesRoundWhatIsTaken() {
        have(Nodes.cluster("rennes", "c", 4));
        take(nodes, new NodeName("c-0"), NOW, hours(1));
        take(subnets, Subnet.parse("10.128.0.0/22"), NOW, hours(1));
        take(vlans, new SiteVlan(new Vlan(Vlan.Kind.GLOBAL, 10), ""), NOW, hours(1));

        Allocation.Found found = found(Manifests.of("a", 3));

        assertThat(found.nodes()).extracting(NodeDescription::slot).containsExactly(1, 2, 3);
        assertThat(found.subnet()).isEqualTo(Subnet.parse("10.128.4.0/22"));
        assertThat(found.vlan().number()).isEqualTo(11);
    }

    @Test
    void saysHowManyAreFreeAndFromWhenThereAreEnough() {
        have(Nodes.cluster("rennes", "c", 4));
        take(nodes, new NodeName("c-0"), NOW, hours(1));
        take(nodes, new NodeName("c-1"), NOW, hours(5));
        take(nodes, new NodeName("c-2"), hours(3), hours(4));

        assertThat(refusal(Manifests.of("a", 3)))
                .isEqualTo("3 nodes are asked, 2 of the 4 that match are free from 2026-11-23T08:00:00Z to"
                        + " 2026-11-23T10:10:00Z; enough would be free from 2026-11-23T12:00:00Z");
        assertThat(found(Manifests.of("a", 3, 3, null, Vlan.Kind.GLOBAL, hours(4)))
                        .nodes())
                .extracting(NodeDescription::slot)
                .containsExactly(0, 2, 3);
    }

    @Test
    void countsTheTimeOfTheUndoing() {
        have(Nodes.cluster("rennes", "c", 1));
        take(nodes, new NodeName("c-0"), hours(2).plus(UNDOING).minusMillis(1), hours(5));
        assertThat(refusal(Manifests.of("a", 1))).contains("1 nodes are asked, 0 of the 1");

        nodes.clear();
        take(nodes, new NodeName("c-0"), hours(2).plus(UNDOING), hours(5));
        assertThat(found(Manifests.of("a", 1)).nodes()).hasSize(1);
    }

    @Test
    void doesNotBookForNowWhatIsNotGivenBackYet() {
        have(Nodes.cluster("rennes", "c", 1));
        nodes.add(new Taken<>(new NodeName("c-0"), OTHER, NOW.minusSeconds(9999), NOW.minusSeconds(60), true));

        assertThat(refusal(Manifests.of("a", 1))).contains("enough would be free from 2026-11-23T08:10:00Z");
        assertThat(found(Manifests.of("a", 1, 1, null, Vlan.Kind.GLOBAL, hours(1)))
                        .nodes())
                .hasSize(1);
    }

    @Test
    void takesALocalVlanWhereTheNodesFitMostClosely() {
        have(Nodes.cluster("lyon", "l", 9));
        have(Nodes.cluster("nancy", "n", 4));
        have(Nodes.cluster("rennes", "r", 3));
        Manifest local = Manifests.of("a", 4, 4, null, Vlan.Kind.LOCAL, null);

        Allocation.Found atNancy = found(local);
        IntStream.rangeClosed(1, 3)
                .forEach(number ->
                        take(vlans, new SiteVlan(new Vlan(Vlan.Kind.LOCAL, number), "nancy"), NOW, hours(1)));
        Allocation.Found atLyon = found(local);

        assertThat(atNancy.nodes()).allMatch(node -> node.key().site().equals("nancy"));
        assertThat(atNancy.vlan()).isEqualTo(new Vlan(Vlan.Kind.LOCAL, 1));
        assertThat(atLyon.nodes()).allMatch(node -> node.key().site().equals("lyon"));
        assertThat(refusal(Manifests.of("a", 10, 10, null, Vlan.Kind.LOCAL, null)))
                .contains("no site has 10 nodes free: the most are 9 at lyon");
    }

    @Test
    void saysThatNoVlanOrSubnetIsFree() {
        have(Nodes.cluster("rennes", "c", 1));
        IntStream.rangeClosed(10, 21)
                .forEach(number -> take(vlans, new SiteVlan(new Vlan(Vlan.Kind.GLOBAL, number), ""), NOW, hours(1)));
        assertThat(refusal(Manifests.of("a", 1))).isEqualTo("No global VLAN is free");

        vlans.clear();
        IntStream.range(128, 256)
                .forEach(block -> take(subnets, Subnet.parse("10." + block + ".0.0/16"), NOW, hours(1)));
        assertThat(refusal(Manifests.of("a", 1))).isEqualTo("No /22 is free in 10.128.0.0/9");
    }

    @Test
    void takesSuspectedNodesLast() {
        inventory.add(new KnownNode(node("rennes", "c", 0), "no answer"));
        have(Nodes.cluster("rennes", "c", 3).subList(1, 3));

        assertThat(found(Manifests.of("a", 2)).nodes())
                .extracting(NodeDescription::slot)
                .containsExactly(1, 2);
        assertThat(found(Manifests.of("a", 3)).nodes()).hasSize(3);
    }

    @Test
    void takesWhatMayBeLateLast() {
        have(Nodes.cluster("rennes", "c", 3));
        Instant over = NOW.minusSeconds(60);
        nodes.add(new Taken<>(new NodeName("c-0"), OTHER, over.minusSeconds(9), over, true));
        subnets.add(new Taken<>(Subnet.parse("10.128.0.0/22"), OTHER, over.minusSeconds(9), over, true));
        vlans.add(
                new Taken<>(new SiteVlan(new Vlan(Vlan.Kind.GLOBAL, 10), ""), OTHER, over.minusSeconds(9), over, true));

        Allocation.Found found = found(Manifests.of("a", 2, 2, null, Vlan.Kind.GLOBAL, hours(1)));

        assertThat(found.nodes()).extracting(NodeDescription::slot).containsExactly(1, 2);
        assertThat(found.subnet()).isEqualTo(Subnet.parse("10.128.4.0/22"));
        assertThat(found.vlan().number()).isEqualTo(11);
        assertThat(found(Manifests.of("a", 3, 3, null, Vlan.Kind.GLOBAL, hours(1)))
                        .nodes())
                .hasSize(3);
    }

    @Test
    void takesLargerNodesWhereTheSpreadHasTooLittleMemory() {
        have(List.of(
                Nodes.node("lyon", "l", "small-0", 0, 512, Map.of()),
                Nodes.node("rennes", "r", "large-0", 1, 16384, Map.of()),
                Nodes.node("rennes", "r", "large-1", 2, 1024, Map.of())));

        assertThat(found(Manifests.of("a", 2)).nodes())
                .extracting(NodeDescription::slot)
                .contains(1);

        take(nodes, new NodeName("large-0"), NOW, hours(1));
        assertThat(refusal(Manifests.of("a", 2))).isEqualTo("The nodes that are free have memory for 1 of the 2 VMs");
    }

    @Test
    void refusesNamesThatOthersVmsHaveThen() {
        have(Nodes.cluster("rennes", "c", 1));
        take(names, new VmNaming("a-{n}", 10), NOW, hours(3));

        assertThat(refusal(Manifests.of("a", 1))).contains("VMs of r-1 have names of a-{n}");
        assertThat(found(Manifests.of("b", 1)).nodes()).hasSize(1);
        assertThat(found(Manifests.of("a", 1, 1, null, Vlan.Kind.GLOBAL, hours(3)))
                        .nodes())
                .hasSize(1);
    }

    private void have(List<NodeDescription> more) {
        more.forEach(node -> inventory.add(new KnownNode(node, null)));
    }

    private static <T> void take(List<Taken<T>> list, T what, Instant from, Instant until) {
        list.add(new Taken<>(what, OTHER, from, until, false));
    }

    private static Instant hours(int hours) {
        return NOW.plus(Duration.ofHours(hours));
    }

    private static NodeDescription node(String site, String cluster, int number) {
        return Nodes.node(site, cluster, cluster + "-" + number, number);
    }

    private Allocation allocate(Manifest manifest) {
        return Allocator.allocate(manifest, inventory, new Calendar(NOW, UNDOING, nodes, subnets, vlans, names), POOLS);
    }

    private Allocation.Found found(Manifest manifest) {
        Allocation allocation = allocate(manifest);
        assertThat(allocation).isInstanceOf(Allocation.Found.class);
        return (Allocation.Found) allocation;
    }

    private String refusal(Manifest manifest) {
        Allocation allocation = allocate(manifest);
        assertThat(allocation).isInstanceOf(Allocation.NotFound.class);
        return ((Allocation.NotFound) allocation).why();
    }
}
