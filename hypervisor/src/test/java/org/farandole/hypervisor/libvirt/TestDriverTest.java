package org.farandole.hypervisor.libvirt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.farandole.contracts.node.NodeName;
import org.farandole.contracts.vm.VmName;
import org.farandole.hypervisor.Domain;
import org.farandole.hypervisor.Hypervisor;
import org.farandole.hypervisor.HypervisorException;
import org.farandole.hypervisor.HypervisorException.Fault;
import org.farandole.hypervisor.Hypervisors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On the test driver that libvirt's client library brings along. */
class TestDriverTest {

    private static final NodeName NODE = new NodeName("east-1");

    @TempDir
    private static Path folder;

    @BeforeAll
    static void installed() {
        try {
            LibvirtLibrary.load();
        } catch (HypervisorException e) {
            assumeTrue(false, e.getMessage());
        }
    }

    private static URI node(int domains) throws Exception {
        Path file = folder.resolve(domains + ".xml");
        Files.writeString(file, SampleBench.node(domains));
        return URI.create("test://" + file);
    }

    @Test
    void the_driver_is_found_by_the_scheme() throws Exception {
        URI node = node(3);
        try (Hypervisor hypervisor = Hypervisors.driverFor(node).connect(NODE, node)) {
            assertThat(hypervisor.domains())
                    .extracting(Domain::vm)
                    .containsExactlyInAnyOrder(new VmName("vm-0"), new VmName("vm-1"), new VmName("vm-2"));
            assertThat(hypervisor.stats().vms()).hasSize(3);
        }
    }

    @Test
    void domains_of_others_are_not_listed() throws Exception {
        URI node = URI.create("test:///default");
        try (Hypervisor hypervisor = new LibvirtDriver().connect(NODE, node)) {
            assertThat(hypervisor.domains()).isEmpty();
            assertThat(hypervisor.stats().vms()).isEmpty();
            assertThatThrownBy(() -> hypervisor.start(new VmName("test")))
                    .hasMessage("Start test on east-1: it is not there")
                    .extracting(e -> ((HypervisorException) e).fault())
                    .isEqualTo(Fault.VM);
            hypervisor.destroy(new VmName("gone"));
        }
    }

    @Test
    void six_thousand_domains_are_sampled_within_a_tenth_of_a_second() throws Exception {
        SampleBench.Figures figures = SampleBench.measure(node(6_000));
        // the shortest: the others tell of what else the machine does
        assertThat(figures.shortest()).isBetween(0.1, 100.0);
    }

    @Test
    void a_node_that_does_not_answer_is_named() {
        URI node = URI.create("test:///no/such/file.xml");
        try (Hypervisor hypervisor = new LibvirtDriver().connect(NODE, node)) {
            assertThatThrownBy(hypervisor::domains)
                    .isInstanceOf(HypervisorException.class)
                    .hasMessageStartingWith(
                            "List the domains of east-1: no connection to east-1 at test:///no/such/file.xml:");
        }
    }
}
