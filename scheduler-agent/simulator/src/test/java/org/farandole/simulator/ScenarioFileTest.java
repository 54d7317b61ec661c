package org.farandole.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

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
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** A scripted scenario: what is good runs, what is bad is refused by file and line before anything runs. */
class ScenarioFileTest {

    @TempDir
    private Path folder;

    private record Came(int status, String out, String err) {}

    private static Came simulate(String... words) {
        CommandLine line = Main.commandLine();
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        return new Came(line.execute(words), out.toString(), err.toString());
    }

    static Stream<Arguments> bad() {
        return Stream.of(
                arguments("", ":1: ", "is empty"),
                arguments("# nothing but words\n", ": ", "is empty"),
                arguments("1 crash rennes-1 2\n2 explode rennes-1 2\n", ":2: ", "there is no kind 'explode'"),
                arguments("1 crash rennes-77 2\n", ":1: ", "there is no node 'rennes-77'"),
                arguments("1 crash nowhere-1 2\n", ":1: ", "there is no node 'nowhere-1'"),
                arguments("1 crash 4 2\n", ":1: ", "there is no node '4'"),
                arguments("1 crash -1 2\n", ":1: ", "-1"),
                arguments("1 demand vm-40 50\n", ":1: ", "there is no VM 'vm-40'"),
                arguments("1 demand vm-3 101\n", ":1: ", "0 to 100 percent"),
                arguments("1 demand vm-3 -5\n", ":1: ", "0 to 100 percent"),
                arguments("1 demand vm-3 99999999999999999999\n", ":1: ", "0 to 100 percent"),
                arguments("1 demand vm-3\n", ":1: ", "0 to 100 percent"),
                arguments("-1 crash rennes-1 2\n", ":1: ", "0 or more, not '-1'"),
                arguments("1 crash rennes-1 -2\n", ":1: ", "0 or more, not '-2'"),
                arguments("99999999999999999999 crash rennes-1 2\n", ":1: ", "0 or more"),
                arguments("1 crash rennes-1 9223372036854775808\n", ":1: ", "0 or more"),
                arguments("soon crash rennes-1 2\n", ":1: ", "a time is in seconds"),
                arguments("1 crash\n", ":1: ", "a line is"),
                arguments("1 crash rennes-1 2 3\n", ":1: ", "a line is"),
                arguments("1 crash rennes-1 2\n2 crash rennes-1 1", ":2: ", "ends in the middle of the line"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bad")
    void isRefusedByFileAndLine(String text, String line, String why) throws IOException {
        Path file = Files.writeString(folder.resolve("bad.scenario"), text);

        Came came = simulate("--nodes", "4", "--scenario", file.toString());

        assertThat(came.status()).as(came.err()).isEqualTo(2);
        assertThat(came.out()).isEmpty();
        assertThat(came.err().lines()).hasSize(1).first().asString().contains("--scenario " + file, line, why);
    }

    @Test
    void aFileThatIsNotThereIsRefused() {
        Came came =
                simulate("--nodes", "4", "--scenario", folder.resolve("none").toString());

        assertThat(came.status()).isEqualTo(2);
        assertThat(came.err()).contains("cannot be read");
    }

    /** Rennes-1's ten VMs demand 80 % each from second 5 on; nobody else has much to do. */
    @Test
    void demandsAndFaultsHappen() throws IOException {
        StringBuilder text = new StringBuilder("# more than a node has\n0.5 crash lyon-1 3.25 # and back\n");
        for (int vm = 0; vm < 10; vm++) {
            text.append("5 demand vm-").append(vm).append(" 80\n");
        }
        Path file = Files.writeString(folder.resolve("good.scenario"), text.toString());

        Came came = simulate("--nodes", "4", "--for", "60", "--load-mean", "20", "--scenario", file.toString());

        assertThat(came.status()).as(came.err()).isZero();
        assertThat(came.out()).containsPattern("violations +1\\n").contains("1 solved");
    }
}
