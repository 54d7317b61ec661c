package org.farandole.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** What cannot be used is one line on standard error, and status 2, before anything is run or written. */
class BadInputTest {

    private static final String LIST_HEADER = "vm,initial_node,memory_mb,migration_mb_per_s,memory_intensity_percent\n";
    private static final String LIST = LIST_HEADER + "vm-0,node-0,1024,125,30\nvm-1,node-1,1024,125,30\n";
    private static final String QUEUE = "0.5/vm-0/30\n0.6/vm-1/40\n";

    @TempDir
    private Path folder;

    private static String refused(String... words) {
        CommandLine line = Main.commandLine();
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        int status = line.execute(words);
        assertThat(status).as(err.toString()).isEqualTo(2);
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString().lines()).hasSize(1);
        return err.toString();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --nodes 99999999999999                   | --nodes
            --nodes 3.5                              | --nodes
            --nodes 8 --nodes 9                      | only once
            --vms 1000001                            | --vms is 1 to 1000000, not 1000001
            --sites -1                               | --sites is 1 to 9 for 64 nodes, not -1
            --node-cpu 1000001                       | --node-cpu is 1 to 1000000, not 1000001
            --node-memory 0                          | --node-memory is 1 to 100000000, not 0
            --vm-memory 99999999                     | VMs do not fit: node number 1 has 32768 MiB
            --link 0                                 | --link is 1 to 1000000, not 0
            --for 169h                               | --for is above 0, at most a week
            --for NaN                                | --for is above 0, at most a week
            --seed 9223372036854775807 --seeds 2     | --seed 9223372036854775807 leaves no room for --seeds 2
            --seeds -1                               | --seeds is 1 to 1000000, not -1
            --seeds 1000001                          | --seeds is 1 to 1000000, not 1000001
            --load-period 0                          | --load-period is above 0
            --load-mean NaN                          | --load-mean
            --load-mean 60 --load-peak 50            | --load-mean is 0 to the peak, 50, not 60
            --load-deviation -1                      | --load-deviation is 0 to 100, not -1
            --load-steps 0                           | --load-steps is 1 to 100, not 0
            --policy DVMS                            | --policy is dvms, entropy or none, not 'DVMS'
            --policy none --every 30                 | --every is for --policy entropy
            --policy entropy --headroom 3            | --headroom is for --policy dvms
            --policy none --patience 3               | --patience is for --policy dvms
            --policy entropy --faults heavy          | --faults is for --policy dvms
            --policy none --ring-order random        | --ring-order is for --policy dvms
            --ring-order chance                      | --ring-order is site or random, not 'chance'
            --isps-per-site -1                       | --isps-per-site is 0 to 100000, not -1
            --isps-per-site 1 --faults light         | --faults and --isps-per-site exclude each other
            --placement heaps                        | --placement is blocks or round-robin, not 'heaps'
            --window 0                               | --window is above 0
            --cool-down -1                           | --cool-down is above 0
            --solve-budget 999h                      | --solve-budget is above 0
            --patience 129                           | --patience is 0 to 128, not 129
            --room 101                               | --room is 0 to 100, not 101
            --headroom 51                            | --headroom is 0 to 50, not 51
            --delay -1                               | --delay is 0 to 60000 ms, not -1
            --delay-wide 60001                       | --delay-wide is 0 to 60000 ms, not 60001
            --delay-of lyon                          | --delay-of is two sites and milliseconds, such as lyon-nancy=9, not 'lyon'
            --delay-of lyon-paris=9                  | --delay-of 'lyon-paris=9': there is no site paris, only grenoble, lyon, nancy, rennes
            --delay-of lyon-nancy=60001              | --delay-of lyon-nancy is 0 to 60000 ms, not 60001
            --low 20                                 | --low, --low-for, --reserve and --fill are for --consolidate
            --consolidate --low 80                   | --low 80 is not below --fill 80: nodes that were filled would be under-used again
            --consolidate --reserve -1               | --reserve is 0 to 100000, not -1
            --faults some                            | --faults is light or heavy, not 'some'
            --faults heavy --for 1ms                 | --for is at least 60s with --faults
            --figure 4 --nodes 8                     | --figure and --nodes exclude each other
            --figure 4 --policy none                 | --figure and --policy exclude each other
            --figure 4 --faults heavy                | --figure and --faults exclude each other
            --figure 4 --csv .                       | --figure and --csv exclude each other
            --figure 4 --sizes 8,0                   | --sizes are 1 to 100000, not 0
            --figure 4 --sizes 8,8                   | --sizes has 8 twice
            --figure 4 --periods none,10             | --periods is above 0
            --figure scale --periods 10              | --periods is for --figure 4
            --periods 10                             | --sizes and --periods are for --figure
            """)
    void anOptionThatIsWrongIsNamed(String words, String message) {
        assertThat(refused(words.split(" "))).startsWith("farandole: ").contains(message);
    }

    static Stream<Arguments> badQueues() {
        return Stream.of(
                Arguments.of("", "bad.txt: is empty"),
                Arguments.of("NaN/vm-0/30\n", "bad.txt:1: a time is in seconds, 0 or more, not 'NaN'"),
                Arguments.of("1e99/vm-0/30\n", "bad.txt:1: a time is in seconds"),
                Arguments.of("5/vm-0/30\n2/vm-1/30\n", "bad.txt:2: the times must not go back"),
                Arguments.of("5/vm-0/30/1\n", "bad.txt:1: expected seconds/vm/percent, 3 fields, found 4"),
                Arguments.of("5/vm-0/99999999999999999999\n", "bad.txt:1: a demand in percent"),
                Arguments.of("5/vm-0/\n", "bad.txt:1: a demand in percent"),
                Arguments.of("5/vm-2/30\n", "bad.txt:1: vm-2 is not in the list"),
                Arguments.of("5/vm-0/30\n6/vm-1/4", "bad.txt:2: the file ends in the middle of the line"),
                Arguments.of("5/vm-0/30\n\n", "bad.txt:2: expected seconds/vm/percent"));
    }

    @ParameterizedTest
    @MethodSource("badQueues")
    void aQueueIsRefusedByItsLine(String text, String message) throws IOException {
        assertThat(refused("--queue", file("bad.txt", text), "--vm-list", file("list.csv", LIST)))
                .contains(message);
    }

    static Stream<Arguments> badLists() {
        return Stream.of(
                Arguments.of("", "bad.csv:1: expected the header"),
                Arguments.of(LIST_HEADER, "bad.csv: has a header but no VM"),
                Arguments.of(LIST + "vm-1,node-1,1024,125,30\n", "bad.csv:4: expected vm-2"),
                Arguments.of(LIST + "vm-2,rennes-1,1024,125,30\n", "bad.csv:4: a node is called node-0"),
                Arguments.of(LIST + "vm-2,node-999999,1024,125,30\n", "bad.csv:4: a node is called node-0"),
                Arguments.of(LIST + "vm-2,node-2,1024,125,30\n", "bad.csv:4: there is no node-2: --nodes is 2"),
                Arguments.of(LIST + "vm-2,node-1,32000,125,30\n", "bad.csv:4: node number 2 has 32768 MiB"),
                Arguments.of(LIST + "vm-2,node-1,1024,125\n", "bad.csv:4: expected"),
                Arguments.of(LIST + "vm-2,node-1,1024,125,3", "bad.csv:4: the file ends in the middle of the line"));
    }

    @ParameterizedTest
    @MethodSource("badLists")
    void aListIsRefusedByItsLine(String text, String message) throws IOException {
        String queue = file("queue.txt", QUEUE);

        assertThat(refused("--queue", queue, "--vm-list", file("bad.csv", text), "--nodes", "2"))
                .contains(message);
    }

    @Test
    void filesThatContradictOptionsAreRefused() throws IOException {
        String queue = file("queue.txt", QUEUE);
        String list = file("list.csv", LIST);
        String trace = file("trace.csv", "vm,t0,t300\nvm-1,3,4\n");

        assertThat(refused("--queue", queue, "--vm-list", list, "--vms", "2")).contains("--vm-list and --vms");
        assertThat(refused("--queue", queue, "--vm-list", list, "--load-steps", "2"))
                .contains("--queue and --load-steps");
        assertThat(refused("--trace", trace, "--load-mean", "2")).contains("--trace and --load-mean");
        assertThat(refused("--trace", trace, "--figure", "4")).contains("--figure and --trace");
        assertThat(refused("--trace", folder.toString())).contains("cannot be read");
    }

    @Test
    void aPlaceThatTakesNoFileIsRefused() throws IOException {
        String there = file("there", "");

        for (String option : Stream.of("--report", "--events").toList()) {
            for (String place : Stream.of("", folder.toString(), folder + "/no/such", there + "/in", "/proc/new")
                    .toList()) {
                assertThat(refused(option, place)).contains(option + " " + place + " cannot be written");
            }
        }
        for (String option : Stream.of("--csv", "--charts").toList()) {
            for (String place :
                    Stream.of("", folder + "/no/such", there, "/proc/new").toList()) {
                assertThat(refused(option, place)).contains(option + " " + place + " cannot be made");
            }
        }
        assertThat(refused("--report", there, "--events", there)).contains("the same file");
        assertThat(folder.toFile().list()).as("nothing is left behind").containsExactly("there");
    }

    private String file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }
}
