package org.farandole.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What cannot be right is refused at the door: status 2, one line that names it, nothing written, nothing started. */
class BadUsageTest {

    @TempDir
    Path root;

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            --nodes 0                 | --nodes is 1 to 4096, not 0
            --nodes many              | --nodes
            --nodes 4 --sites 5       | --sites is 1 to 4 for 4 nodes, not 5
            --sites 0                 | --sites
            --vms 0                   | --vms is 1 to 65533, not 0
            --vms 65534               | --vms is 1 to 65533, not 65534
            --node-cpu 0              | --node-cpu
            --for 0                   | --for is 1 second to 1 day
            --for soon                | not 'soon'
            --for -5                  | --for
            --for 2d                  | --for
            --speed 0                 | --speed is above 0, at most 1000, not 0.0
            --speed NaN               | --speed
            --speed 1001              | --speed
            --seed x                  | --seed
            --port-base 80            | --port-base is 1024 to 65000, not 80
            --port-base 65500         | --port-base
            --trace no-such-file.csv  | --trace no-such-file.csv cannot be read
            --queue q.txt             | --queue and --vm-list belong together
            --vm-list v.csv           | --queue and --vm-list belong together
            --trace a --queue b --vm-list c | --trace and --queue exclude each other
            --report no/such/folder/r.json  | --report no/such/folder/r.json cannot be written
            --no-such-option          | Unknown option: '--no-such-option'
            """)
    void theDemoRefusesBadOptions(String options, String complaint) {
        // given
        RecordedTerminal terminal = new RecordedTerminal(root);

        // when
        int status = terminal.run(("demo " + options).split(" "));

        // then
        assertThat(status).isEqualTo(2);
        assertThat(terminal.err()).contains(complaint).hasLineCount(1);
        assertThat(root).isEmptyDirectory();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            release 17                | '17' is not a reservation
            drain ../x                | '../x' is not a node's name
            schedule sometimes        | sometimes
            launch                    | FILE
            launch no-such.yaml       | no-such.yaml cannot be read
            events                    | TOPIC
            dance                     | dance
            migrate                   | VM
            migrate No_Name a         | 'No_Name' is not a VM's name
            migrate v-1 a;b           | 'a;b' is not a node's name
            storm                     | N
            storm 0                   | N is 1 to 10000, not 0
            storm all                 | 'all'
            console v$(id)            | is not a VM's name
            ssh                       | VM
            ssh v-1 --user -oProxy    | '-oProxy' is not a user's name
            ssh v-1 --key no-such     | --key: no-such cannot be read
            up --lab --nodes 3        | --nodes is for emulated nodes
            vms --reservation x       | 'x' is not a reservation
            explain                   | ISP
            explain a:1:1 --node n    | --node needs --vm
            explain a:1:1 --solve x   | --solve
            replay                    | ISP
            replay a:1:1 --goal win   | --goal
            replay a:1:1 --limit 0    | --limit is 1 or more decisions, not 0
            replay a:1:1 --seconds 0  | --seconds is 0.001 to 86400, not 0.0
            replay a:1:1 --seconds NaN | --seconds is 0.001 to 86400
            lab                       | Missing required subcommand
            lab dance                 | dance
            lab up 1                  | NODES is 2 to 8, not 1
            lab up 9                  | NODES is 2 to 8, not 9
            lab up many               | many
            lab up 4 4                | Unmatched argument
            lab up --transport mail   | mail
            lab down 4                | Unmatched argument
            lab status --jason        | --jason
            """)
    void otherCommandsDoToo(String words, String complaint) throws IOException {
        // given
        RecordedTerminal terminal = new RecordedTerminal(root);
        writeState();

        // when
        int status = terminal.run(words.split(" "));

        // then
        assertThat(status).isEqualTo(2);
        assertThat(terminal.err()).contains(complaint).hasLineCount(1);
    }

    @Test
    void aTraceIsReadWholeAndTheBadLineNamed() throws IOException {
        // given
        Path trace = Files.writeString(root.resolve("load.csv"), "vm,t0,t300\nm-1,10,20\nm-2,10,200\n");
        RecordedTerminal terminal = new RecordedTerminal(root);

        // when
        int status = terminal.run("demo", "--trace", trace.toString());

        // then
        assertThat(status).isEqualTo(2);
        assertThat(terminal.err()).contains("load.csv:3:").hasLineCount(1);
    }

    @Test
    void aQueueIsReadWholeAndTheBadLineNamed() throws IOException {
        // given
        Path vmList = Files.writeString(
                root.resolve("vms.csv"),
                "vm,initial_node,memory_mb,migration_mb_per_s,memory_intensity_percent\nvm-0,node-0,1024,125,30\n");
        Path queue = Files.writeString(root.resolve("queue.txt"), "0.5/vm-0/30\n0.7/vm-9/30\n");
        RecordedTerminal terminal = new RecordedTerminal(root);

        // when
        int status = terminal.run("demo", "--queue", queue.toString(), "--vm-list", vmList.toString());

        // then
        assertThat(status).isEqualTo(2);
        assertThat(terminal.err()).contains("queue.txt:2:", "vm-9").hasLineCount(1);
    }

    @ParameterizedTest
    @CsvSource({
        "status",
        "nodes",
        "reservations",
        "vms",
        "isps",
        "explain a:1:1",
        "replay a:1:1",
        "events vm.events",
        "release r-1",
        "drain node-1"
    })
    void whatNeedsAPlatformSaysHowToStartOne(String words) {
        // given
        RecordedTerminal terminal = new RecordedTerminal(root);

        // when
        int status = terminal.run(words.split(" "));

        // then
        assertThat(status).isEqualTo(3);
        assertThat(terminal.err()).contains("./farandole up").hasLineCount(1);
    }

    @Test
    void everyCommandExplainsItself() {
        Farandole.commandLine(new RecordedTerminal(root).session())
                .getSubcommands()
                .forEach((name, command) -> assertThat(command.getUsageMessage())
                        .as(name)
                        .contains("Usage: farandole " + name)
                        .contains("--help"));
    }

    /** Something listens nowhere: commands that got past their arguments end with another status than 2. */
    private void writeState() throws IOException {
        Files.createDirectories(root.resolve(".farandole"));
        Files.writeString(root.resolve(".farandole/run.json"), """
                {"started": "2026-11-01T00:00:00Z", "directory": "%s", "portBase": 1024, "speed": 60, "expected": [], "programs": []}
                """.formatted(root));
    }
}
