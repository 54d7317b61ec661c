package org.farandole.reservation.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.farandole.reservation.Platform;
import org.farandole.reservation.yaml.BadDocument;
import org.junit.jupiter.api.Test;

class RegistrationsTest {

    @Test
    void readsJsonAndYaml() {
        Registration json = Registrations.read(Platform.nodes("rennes", 1)).getFirst();
        Registration yaml = Registrations.read("""
                        # by hand
                        - node: rennes-0
                          site: rennes
                          cluster: rennes-c0
                          cores: 8
                          memoryMiB: 16384
                          hardwareVirtualization: true
                          hypervisor: emulated://127.0.0.1:1/rennes-0
                          properties: {rack: r0}
                        """).getFirst();

        assertThat(yaml).isEqualTo(json);
        assertThat(yaml.capacity().cpuPercent()).isEqualTo(800);
        assertThat(yaml.properties()).containsEntry("rack", "r0").containsEntry("hardwareVirtualization", "true");
    }

    @Test
    void saysAllThatIsWrong() {
        BadDocument refused = catchThrowableOfType(BadDocument.class, () -> Registrations.read("""
                        - {node: n1, site: rennes, cluster: c, cores: 0, memoryMiB: 1, hypervisor: "emulated:n1"}
                        - {node: N2, site: rennes, cluster: c, cores: 1, memoryMiB: 1, hypervisor: "emulated:n1", speed: 3}
                        - {node: n3, site: "rennes'; --", cluster: c, cores: 1, memoryMiB: 1, hypervisor: n3}
                        - {node: n4, site: rennes, cluster: c, cores: 1, memoryMiB: 1, hypervisor: "emulated:n4", properties: {site: lyon}}
                        - {node: n5, site: rennes, cluster: c, cores: 1, memoryMiB: 1, hypervisor: "emulated:n5"}
                        - {node: n5, site: rennes, cluster: c, cores: 1, memoryMiB: 1, hypervisor: "emulated:n5"}
                        - just text
                        """));

        assertThat(refused.problems())
                .extracting(problem -> problem.line() + " " + problem.field())
                .containsExactly(
                        "1 [0].cores",
                        "2 [1].node",
                        "2 [1].speed",
                        "3 [2].site",
                        "3 [2].hypervisor",
                        "4 [3].properties.site",
                        "6 [5].node",
                        "7 [6]");
    }
}
