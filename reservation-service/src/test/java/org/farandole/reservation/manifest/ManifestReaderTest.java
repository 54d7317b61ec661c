package org.farandole.reservation.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.farandole.contracts.node.NodeDescription;
import org.farandole.contracts.reservation.Manifest;
import org.farandole.contracts.reservation.Vlan;
import org.farandole.contracts.vm.VmSize;
import org.farandole.reservation.Nodes;
import org.farandole.reservation.yaml.BadDocument;
import org.farandole.reservation.yaml.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ManifestReaderTest {

    private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");

    /** Eight nodes of 16 GiB at rennes. */
    private static final List<NodeDescription> INVENTORY = Nodes.cluster("rennes", "paravance", 8);

    private static final String GOOD = """
            name: demo
            start: 2026-12-01T08:00:00+01:00
            walltime: 1h30m
            nodes:
              count: 4
              minimum: 3
              properties: site = 'rennes' and memoryMiB >= 8192
            network: {subnet: /18, vlan: global}
            deployment:
              image: debian-kvm
              retries: 1
            vms:
              count: 40
              size:
                vcpus: 1
                memory: 1GiB
              image: debian-cloud
              naming: vm-{n}
              retries: 3
              userData: |
                #cloud-config
                packages: [stress-ng]
            """;

    @Test
    void readsEveryField() {
        Manifest manifest = ManifestReader.read(GOOD, INVENTORY, NOW);

        assertThat(manifest)
                .isEqualTo(new Manifest(
                        "demo",
                        Instant.parse("2026-12-01T07:00:00Z"),
                        Duration.ofMinutes(90),
                        new Manifest.NodeRequest(4, 3, "site = 'rennes' and memoryMiB >= 8192"),
                        new Manifest.NetworkRequest(18, Vlan.Kind.GLOBAL),
                        new Manifest.DeploymentRequest("debian-kvm", 1),
                        new Manifest.VmRequest(
                                40,
                                new VmSize(1, 1024),
                                "debian-cloud",
                                "vm-{n}",
                                3,
                                "#cloud-config\npackages: [stress-ng]\n")));
    }

    @Test
    void fillsInTheDefaults() {
        Manifest manifest = ManifestReader.read("""
                name: small
                nodes: {count: 2}
                network: {subnet: 22, vlan: local}
                vms: {count: 3, size: {vcpus: 1, memory: 512MiB}}
                """, INVENTORY, NOW);

        assertThat(manifest)
                .isEqualTo(new Manifest(
                        "small",
                        null,
                        Duration.ofHours(2),
                        new Manifest.NodeRequest(2, 2, null),
                        new Manifest.NetworkRequest(22, Vlan.Kind.LOCAL),
                        new Manifest.DeploymentRequest("debian-kvm", 2),
                        new Manifest.VmRequest(3, new VmSize(1, 512), "debian-cloud", "small-{n}", 2)));
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                mistake("name: demo", "nmae: demo", 1, "nmae", "did you mean 'name'?"),
                mistake("name: demo", "nmae: demo", 1, "name", "missing"),
                mistake("name: demo", "name: Demo_1", 1, "name", "'Demo_1' is not a launch's name"),
                mistake("name: demo", "name: [a, b]", 1, "name", "one value"),
                mistake("name: demo", "name: demo\nname: other", 2, "name", "twice"),
                mistake("start: 2026-12-01T08:00:00+01:00", "start: 2026-11-23T07:59:59Z", 2, "start", "in the past"),
                mistake(
                        "start: 2026-12-01T08:00:00+01:00",
                        "start: tomorrow",
                        2,
                        "start",
                        "write 2026-12-01T08:00:00Z"),
                mistake("start: 2026-12-01T08:00:00+01:00", "start: +999999-01-01T00:00:00Z", 2, "start", "366 days"),
                mistake("walltime: 1h30m", "walltime: 0s", 3, "walltime", "not above zero"),
                mistake("walltime: 1h30m", "walltime: -2h", 3, "walltime", "not above zero"),
                mistake("walltime: 1h30m", "walltime: PT-5M", 3, "walltime", "not above zero"),
                mistake("walltime: 1h30m", "walltime: 2026-11-22", 3, "walltime", "write 2h"),
                mistake("walltime: 1h30m", "walltime: 999999d", 3, "walltime", "366 days"),
                mistake("  count: 4", "  cuont: 4", 5, "nodes.cuont", "did you mean 'count'?"),
                mistake("  count: 4", "  count: 0", 5, "nodes.count", "It is 1 to"),
                mistake("  count: 4", "  count: four", 5, "nodes.count", "not a whole number"),
                mistake("  count: 4", "  count: 9", 5, "nodes.count", "9 nodes are asked, the inventory has 8"),
                mistake("  count: 4", "  count: 99999999999", 5, "nodes.count", "It is 1 to"),
                mistake("  minimum: 3", "  minimum: 5", 6, "nodes.minimum", "above the count 4"),
                mistake("  minimum: 3", "  minimum: 0", 6, "nodes.minimum", "It is 1 to"),
                mistake(
                        "site = 'rennes'",
                        "site = 'lyon'",
                        7,
                        "nodes.properties",
                        "4 nodes are asked, 0 of the inventory match"),
                mistake("site = 'rennes'", "site == 'rennes'", 7, "nodes.properties", "At column 7"),
                mistake("site = 'rennes'", "stie = 'rennes'", 7, "nodes.properties", "did you mean 'site'?"),
                mistake("subnet: /18", "subnet: /23", 8, "network.subnet", "write /16 to /22"),
                mistake("subnet: /18", "subnet: 10.0.0.300/18", 8, "network.subnet", "write /16 to /22"),
                mistake("subnet: /18", "subnet: /x", 8, "network.subnet", "write /16 to /22"),
                mistake("vlan: global", "vlan: universal", 8, "network.vlan", "local, routed or global"),
                mistake("network: {subnet: /18, vlan: global}", "network: /18", 8, "network", "Expected fields"),
                mistake("  image: debian-kvm", "  image: $(reboot)", 10, "deployment.image", "not an image's name"),
                mistake("  retries: 1", "  retries: -1", 11, "deployment.retries", "It is 0 to"),
                mistake("  count: 40", "  count: 100", 13, "vms.count", "have memory for 64"),
                mistake("    vcpus: 1", "    vcpus: 9", 15, "vms.size", "can hold a VM of 9 CPUs"),
                mistake(
                        "    memory: 1GiB",
                        "    memory: 17GiB",
                        15,
                        "vms.size",
                        "can hold a VM of 1 CPUs and 17408 MiB"),
                mistake("    memory: 1GiB", "    memory: 1GB", 16, "vms.size.memory", "write 1GiB or 512MiB"),
                mistake("    memory: 1GiB", "    memory: 0.0001GiB", 16, "vms.size.memory", "whole number of MiB"),
                mistake("    memory: 1GiB", "    memory: 0", 16, "vms.size.memory", "not above zero"),
                mistake("  naming: vm-{n}", "  naming: vm", 18, "vms.naming", "put {n}"),
                mistake("  naming: vm-{n}", "  naming: VM_{n}", 18, "vms.naming", "not a VM's name"),
                mistake("  naming: vm-{n}", "  naming: " + "v".repeat(62) + "{n}", 18, "vms.naming", "not a VM's name"),
                mistake("    #cloud-config", "    packages:", 20, "vms.userData", "begins with a line"),
                mistake(
                        "packages: [stress-ng]",
                        "x".repeat(16_384),
                        20,
                        "vms.userData",
                        "at most 16384 characters, not 16399"));
    }

    @ParameterizedTest(name = "{1}: {3}")
    @MethodSource("mistakes")
    void saysWhereAMistakeIs(String before, String after, int line, String field, String message) {
        assertThat(GOOD).contains(before);

        BadDocument refused = refusal(GOOD.replace(before, after));

        assertThat(refused.problems()).anySatisfy(problem -> {
            assertThat(problem.line()).isEqualTo(line);
            assertThat(problem.field()).isEqualTo(field);
            assertThat(problem.message()).contains(message);
        });
    }

    @Test
    void saysThatTheSubnetIsTooSmall() {
        List<NodeDescription> large = List.of(Nodes.node("rennes", "c", "big", 0, 4 * 1024 * 1024, java.util.Map.of()));

        BadDocument refused = catchThrowableOfType(BadDocument.class, () -> ManifestReader.read("""
                        name: many
                        nodes: {count: 1}
                        network:
                          vlan: global
                          subnet: /22
                        vms: {count: 1022, size: {vcpus: 1, memory: 1GiB}}
                        """, large, NOW));

        assertThat(refused.problems())
                .containsExactly(new Problem(5, "network.subnet", "A /22 has addresses for 1021 VMs, 1022 are asked"));
    }

    @Test
    void saysEverythingAtOnceInTheOrderOfTheLines() {
        BadDocument refused = refusal("""
                walltime: never
                nodes: {cuont: 3}
                network: {subnet: /30, vlan: global}
                vms: {count: 1, size: {vcpus: 0, memory: 1GiB}}
                """);

        assertThat(refused.problems())
                .extracting(problem -> problem.line() + " " + problem.field())
                .containsExactly(
                        "1 name",
                        "1 walltime",
                        "2 nodes.count",
                        "2 nodes.cuont",
                        "3 network.subnet",
                        "4 vms.size.vcpus");
    }

    @Test
    void refusesWhatIsNoMapping() {
        assertThat(refusal("").problems()).contains(new Problem(1, "", "The document is empty"));
        assertThat(refusal("- a\n- b").problems().getFirst().message()).contains("Expected fields");
        Problem malformed = refusal("name: demo\nnodes: {count: 4").problems().getFirst();
        assertThat(malformed.message()).contains("This is not YAML");
        assertThat(malformed.line()).isGreaterThan(1);
    }

    @Test
    void readsJsonToo() {
        Manifest manifest = ManifestReader.read("""
                {"name": "json", "nodes": {"count": 1}, "network": {"subnet": "/22", "vlan": "routed"},
                 "vms": {"count": 1, "size": {"vcpus": 1, "memory": 1024}, "naming": "only"}}""", INVENTORY, NOW);

        assertThat(manifest.vms().naming()).isEqualTo("only");
        assertThat(manifest.vms().size().memoryMiB()).isEqualTo(1024);
    }

    private static Arguments mistake(String before, String after, int line, String field, String message) {
        return Arguments.of(before, after, line, field, message);
    }

    private static BadDocument refusal(String manifest) {
        BadDocument refused =
                catchThrowableOfType(BadDocument.class, () -> ManifestReader.read(manifest, INVENTORY, NOW));
        assertThat(refused).as("a refusal of %s", manifest).isNotNull();
        return refused;
    }
}
