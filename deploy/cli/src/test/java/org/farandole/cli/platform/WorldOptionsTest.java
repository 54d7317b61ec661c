package org.farandole.cli.platform;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
}
