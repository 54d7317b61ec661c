package org.farandole.cli.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.farandole.contracts.node.Resource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgramCommandsTest {

    private static final World WORLD =
            new World(2, 2, 700, 23, 60, new World.Synthetic(Duration.ofSeconds(300)), Set.of(Resource.CPU), false);

    @TempDir
    Path root;

    @Test
    void postgresqlUnpacksInsideTheTree() {
        // given
        Installation installation = new Installation(root);
        ProgramCommands commands = new ProgramCommands(
                installation,
                new ProgramFolders(installation.runs().resolve("run-1")),
                new Ports(Ports.DEFAULT_BASE),
                WORLD,
                Guard.of(false));

        // when
        List<String> words = commands.of(Program.POSTGRESQL).words();

        // then
        Path folder = root.resolve(".farandole/unpacked");
        assertThat(words).containsSubsequence("-Djava.io.tmpdir=" + folder, "org.farandole.local.PostgresServer");
    }
}
