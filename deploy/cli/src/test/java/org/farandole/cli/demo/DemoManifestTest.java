package org.farandole.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.farandole.cli.platform.Ports;
import org.farandole.cli.platform.World;
import org.farandole.contracts.node.Resource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DemoManifestTest {

    @TempDir
    Path folder;

    @Test
    void theUsualCountsLaunchTheExampleAsItIs() throws IOException {
        // given
        Path example = Files.writeString(folder.resolve("demo.yaml"), "name: demo # the example\n");

        // when, then
        assertThat(DemoManifest.of(plan(64, 640, new World.Synthetic(Duration.ofMinutes(5))), example))
                .isEqualTo("name: demo # the example\n");
    }

    @Test
    void otherCountsReplaceTheExamples() {
        assertThat(DemoManifest.of(
                        plan(8, 40, new World.Synthetic(Duration.ofMinutes(5))), folder.resolve("none.yaml")))
                .contains("count: 8\n", "minimum: 7\n", "subnet: /22\n", "count: 40\n", "naming: demo-{n}\n");
    }

    @Test
    void aRecordedLoadNamesItsVms() {
        assertThat(DemoManifest.of(plan(64, 640, new World.Queue(folder, folder)), folder.resolve("none.yaml")))
                .contains("naming: vm-{n}");
    }

    @ParameterizedTest
    @CsvSource({"1, 22", "1021, 22", "1022, 21", "2045, 21", "2046, 20", "65533, 16"})
    void theSubnetIsTheSmallestThatFits(int vms, int prefix) {
        assertThat(DemoManifest.smallestPrefix(vms)).isEqualTo(prefix);
    }

    private static DemoPlan plan(int nodes, int vms, World.Load load) {
        return new DemoPlan(
                new World(nodes, 1, 700, 1, 60, load, Set.of(Resource.CPU), false),
                vms,
                60,
                Duration.ofSeconds(1),
                false,
                false,
                null,
                new Ports(17000));
    }
}
