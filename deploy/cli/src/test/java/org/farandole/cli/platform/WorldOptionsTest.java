package org.farandole.cli.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.farandole.cli.terminal.CommandFailure;
import org.farandole.contracts.node.Resource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class WorldOptionsTest {

    @ParameterizedTest
    @CsvSource({"--nodes 1, 1", "--nodes 2, 2", "--nodes 16, 4", "--seed 5, 4", "--nodes 2 --sites 1, 1"})
    void thereAreFourSitesUnlessThereAreFewerNodes(String words, int sites) {
        // given
        WorldOptions options = CommandLine.populateCommand(new WorldOptions(), words.split(" "));

        // when
        World world = options.world(60, 60);

        // then
        assertThat(world.sites()).isEqualTo(sites);
    }

    @Test
    void demandsMoveWhereTheOptionSays() {
        World world = options("--dimensions", "cpu,network").world(60, 60);

        assertThat(world.moving()).containsExactly(Resource.CPU, Resource.NETWORK);
        assertThat(EmulatorSettings.of(world, "http://127.0.0.1:17081"))
                .contains("-Dfarandole.emulator.load.dimensions=cpu,network");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gpu", "", "cpu,", "disk,disk"})
    void noOtherDimensionIsTaken(String names) {
        assertThatThrownBy(() -> options("--dimensions", names).world(60, 60))
                .isInstanceOf(CommandFailure.class)
                .hasMessageStartingWith("--dimensions is some of cpu, memory, disk and network");
    }

    private static WorldOptions options(String... words) {
        return CommandLine.populateCommand(new WorldOptions(), words);
    }
}
