package org.farandole.hypervisor.emulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Collectors;
import org.farandole.contracts.vm.VmName;
import org.farandole.contracts.vm.VmSize;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlatformTest {

    @Test
    void nodesAreSpreadInEqualBlocksOverTheSites() {
        List<NodeSpec> nodes = Platform.of(64, 4).specs();

        assertThat(nodes.stream()
                        .collect(Collectors.groupingBy(node -> node.key().site(), Collectors.counting()))
                        .values())
                .containsExactly(16L, 16L, 16L, 16L);
        assertThat(nodes)
                .extracting(node -> node.name().value())
                .startsWith("rennes-1", "rennes-2")
                .endsWith("grenoble-16");
    }

    @Test
    void asManySitesAsThereAreNamesFor() {
        assertThat(Platform.of(9, 9).specs())
                .extracting(node -> node.key().site())
                .doesNotHaveDuplicates();
        assertThatThrownBy(() -> Platform.of(20, 10)).hasMessageContaining("1 to 9 sites");
        assertThatThrownBy(() -> Platform.of(2, 3)).hasMessageContaining("2 nodes on 3 sites");
    }

    @ParameterizedTest
    @CsvSource({"vm-0, 0", "demo-17, 17", "vm639, 639", "17, 17", "a-007, 7", "x-123456789012, 456789012"})
    void aVmsNumberStandsAtTheEndOfItsName(String name, int number) {
        VmSpec spec = new VmSpec(new VmName(name), new VmSize(1, 1));

        assertThat(spec.number()).isEqualTo(number);
    }
}
