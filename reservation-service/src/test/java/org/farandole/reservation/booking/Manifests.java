package org.farandole.reservation.booking;

import java.time.Duration;
import java.time.Instant;
import org.farandole.contracts.reservation.Manifest;
import org.farandole.contracts.reservation.Vlan;
import org.farandole.contracts.vm.VmSize;
import org.jspecify.annotations.Nullable;

/** Manifests of tests: two hours, a /22, one VM of 1 GiB a node, unless said otherwise. */
final class Manifests {

    private Manifests() {}

    static Manifest of(String name, int nodes) {
        return of(name, nodes, nodes, null, Vlan.Kind.GLOBAL, null);
    }

    static Manifest of(
            String name, int nodes, int minimum, @Nullable String properties, Vlan.Kind vlan, @Nullable Instant start) {
        return new Manifest(
                name,
                start,
                Duration.ofHours(2),
                new Manifest.NodeRequest(nodes, minimum, properties),
                new Manifest.NetworkRequest(22, vlan),
                new Manifest.DeploymentRequest("debian-kvm", 2),
                new Manifest.VmRequest(nodes, new VmSize(1, 1024), "debian-cloud", name + "-{n}", 2));
    }
}
