package org.farandole.provisioner;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.farandole.contracts.node.Capacity;
import org.farandole.contracts.node.NodeDescription;
import org.farandole.contracts.node.NodeName;
import org.farandole.contracts.node.RingKey;
import org.farandole.contracts.reservation.Booking;
import org.farandole.contracts.reservation.Manifest;
import org.farandole.contracts.reservation.ReservationId;
import org.farandole.contracts.reservation.Subnet;
import org.farandole.contracts.reservation.Vlan;
import org.farandole.contracts.vm.VmSize;

/** Nodes and bookings that tests begin with. */
public final class Given {

    private Given() {}

    public static NodeDescription node(String name) {
        return new NodeDescription(
                new RingKey("rennes", "parapide", new NodeName(name)),
                0,
                8,
                new Capacity(700, 32_768),
                URI.create("scripted://here/" + name),
                Map.of());
    }

    /** Nodes {@code prefix-0} to {@code prefix-(count - 1)}. */
    public static List<NodeDescription> nodes(String prefix, int count) {
        return IntStream.range(0, count).mapToObj(i -> node(prefix + "-" + i)).toList();
    }

    public static Booking booking(ReservationId reservation, List<NodeDescription> nodes, int retries) {
        Instant start = Instant.parse("2026-11-23T08:00:00Z");
        Manifest manifest = new Manifest(
                "demo",
                null,
                Duration.ofHours(2),
                new Manifest.NodeRequest(nodes.size(), 1, null),
                new Manifest.NetworkRequest(22, Vlan.Kind.GLOBAL),
                new Manifest.DeploymentRequest("debian12-kvm", retries),
                new Manifest.VmRequest(1, new VmSize(1, 1_024), "tiny", "demo-{n}", 2));
        return new Booking(
                reservation,
                manifest,
                nodes,
                Subnet.parse("10.128.0.0/22"),
                new Vlan(Vlan.Kind.GLOBAL, 10),
                start,
                start.plus(manifest.walltime()));
    }
}
