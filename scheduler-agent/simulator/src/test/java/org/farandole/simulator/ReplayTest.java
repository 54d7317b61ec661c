package org.farandole.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.farandole.simulator.faults.FaultRuns;
import org.farandole.simulator.faults.Flaw;
import org.farandole.simulator.faults.Flaws;
import org.farandole.simulator.scenario.Fault;
import org.farandole.simulator.scenario.FaultDraw;
import org.farandole.simulator.scenario.Scenario;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;
import picocli.CommandLine;

/** A run that fails, as people see it: a flaw is put back, is caught, shrunk, written to a file, and replayed from it. */
class ReplayTest {

    private record Came(int status, String out, String err) {}

    @TempDir
    private Path folder;

    private static Came simulate(Supplier<Subject> subject, String... words) {
        CommandLine line = Main.commandLine(subject);
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        return new Came(line.execute(words), out.toString(), err.toString());
    }

    private static Flaw flaw(int number) {
        return Flaws.all()
                .filter(flaw -> flaw.name().startsWith(number + ":"))
                .findFirst()
                .orElseThrow();
    }

    /** What a failing run of a heavy seed writes. */
    private Path failing(Flaw flaw, long seed) {
        Came came = simulate(
                flaw.subject(), "--faults", "heavy", "--seed", String.valueOf(seed), "--failures", folder.toString());
        assertThat(came.status()).as(came.err()).isEqualTo(1);
        Path file = folder.resolve("simulate-seed-" + seed + ".scenario");
        assertThat(came.err())
                .contains("seed " + seed + ": " + flaw.invariant())
                .contains("./farandole simulate --replay " + file);
        return file;
    }

    @ParameterizedTest(name = "flaw {0}, seed {1}")
    @CsvSource({"4, 1", "5, 1"})
    void aFailingRunIsReplayedFromItsFile(int number, long seed)
            throws IOException, ParserConfigurationException, SAXException {
        Flaw flaw = flaw(number);
        Path file = failing(flaw, seed);

        Came again = simulate(flaw.subject(), "--replay", file.toString());

        assertThat(again.status()).isEqualTo(1);
        assertThat(again.out())
                .contains("BROKEN " + flaw.invariant())
                .contains("the same run as the file's, up to this failure: trace " + recorded(file, "# trace "));
        Element picture = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(Path.of(file + ".svg").toFile())
                .getDocumentElement();
        assertThat(picture.getTagName()).isEqualTo("svg");
        assertThat(picture.getElementsByTagName("polygon").getLength())
                .as("heads of arrows")
                .isPositive();
        assertThat(picture.getTextContent()).contains("executor", flaw.invariant() + ": ");
    }

    /** Of all that went wrong only what it takes. */
    @ParameterizedTest(name = "flaw {0}, seed {1}")
    @CsvSource({"7, 1", "12, 1"})
    void noFaultOfAShrunkScenarioCanBeLeftOut(int number, long seed) {
        Flaw flaw = flaw(number);
        Scenario whole = FaultRuns.scenario(FaultDraw.HEAVY, seed);
        SeedRuns.Came came = under(whole, whole.faults(), flaw);
        String invariant = Objects.requireNonNull(came.broken()).invariant();

        Scenario least = new FailedRun(came, flaw.subject())
                .smallest(Objects.requireNonNull(whole.calm()))
                .scenario();

        assertThat(least.faults()).hasSizeLessThan(whole.faults().size());
        assertThat(whole.faults()).containsAll(least.faults());
        assertThat(invariantOf(under(whole, least.faults(), flaw))).isEqualTo(invariant);
        for (Fault fault : least.faults()) {
            List<Fault> others = new ArrayList<>(least.faults());
            others.remove(fault);
            assertThat(invariantOf(under(whole, others, flaw)))
                    .as("without %s", fault)
                    .isNotEqualTo(invariant);
        }
    }

    private static SeedRuns.Came under(Scenario whole, List<Fault> faults, Flaw flaw) {
        Scenario some = whole.under(faults, Objects.requireNonNull(whole.calm()));
        return SeedRuns.one(some, true, flaw.subject().get(), List.of(), Simulation.Progress.NONE);
    }

    private static String invariantOf(SeedRuns.Came came) {
        return came.broken() == null ? "none" : came.broken().invariant();
    }

    @Test
    void theProtocolPassesWhereTheFlawFails() {
        Path file = failing(flaw(5), 1);

        Came again = simulate(() -> Subject.PROTOCOL, "--replay", file.toString(), "--steps", "5");

        assertThat(again.status()).as(again.err()).isZero();
        assertThat(again.out()).contains("no invariant is broken").doesNotContain("BROKEN");
    }

    @Test
    void allStepsAreOfAllNodes() throws IOException {
        Flaw flaw = flaw(5);
        Path file = failing(flaw, 1);

        List<String> few = simulate(flaw.subject(), "--replay", file.toString(), "--steps", "3")
                .out()
                .lines()
                .toList();
        List<String> all = simulate(flaw.subject(), "--replay", file.toString(), "--steps", "all")
                .out()
                .lines()
                .toList();

        assertThat(few).hasSizeBetween(6, 40);
        assertThat(all).hasSizeGreaterThan(1_000).containsAll(few.subList(0, few.size() - 1));
        assertThat(all.getFirst()).startsWith("   -2.000000");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1 crash rennes-1 2\n",
                "# ./farandole simulate --nodes 0\n1 crash rennes-1 2\n",
                "# ./farandole simulate --nodes\n1 crash rennes-1 2\n",
                "# ./farandole simulate --nodes 4 --no-such\n1 crash rennes-1 2\n",
                "# ./farandole simulate --nodes 4\n1 crash rennes-9 2\n"
            })
    void aBadReplayFileIsOneLineAndStatusTwo(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("bad.scenario"), text);

        Came came = simulate(() -> Subject.PROTOCOL, "--replay", file.toString());

        assertThat(came.status()).as(came.err()).isEqualTo(2);
        assertThat(came.out()).isEmpty();
        assertThat(came.err().lines()).hasSize(1).first().asString().contains("--replay " + file + ":");
        assertThat(Path.of(file + ".svg")).doesNotExist();
    }

    private static String recorded(Path file, String head) throws IOException {
        return Files.readAllLines(file).stream()
                .filter(line -> line.startsWith(head))
                .findFirst()
                .orElseThrow()
                .substring(head.length());
    }
}
