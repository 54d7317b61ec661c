package org.farandole.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** What the command writes besides its report. */
class OutputsTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    private static String simulate(int status, String... words) {
        CommandLine line = Main.commandLine();
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        assertThat(line.execute(words)).as(err.toString()).isEqualTo(status);
        return out.toString() + err;
    }

    @Test
    void eventsAreVmplacesLines() throws IOException {
        Path events = folder.resolve("events.json");
        Path report = folder.resolve("report.json");
        simulate(
                0,
                "--nodes",
                "16",
                "--for",
                "180",
                "--load-period",
                "30s",
                "--seed",
                "5",
                "--events",
                events.toString(),
                "--report",
                report.toString());

        Map<String, Double> until = new HashMap<>();
        List<String> values = new ArrayList<>();
        int migrations = 0;
        double overloaded = 0;
        for (String text : Files.readAllLines(events)) {
            JsonNode line = JSON.readTree(text);
            assertThat(line.properties())
                    .extracting(Map.Entry::getKey)
                    .containsExactly("event", "origin", "state_name", "time", "value", "data", "duration");
            String value = line.path("value").asText();
            values.add(value);
            if (line.path("state_name").asText().equals("PM")) {
                double time = line.path("time").asDouble();
                double since = until.getOrDefault(line.path("origin").asText(), 0.0);
                assertThat(time - line.path("duration").asDouble())
                        .as("seed 5: %s", text)
                        .isCloseTo(since, org.assertj.core.data.Offset.offset(1e-3));
                until.put(line.path("origin").asText(), time);
                overloaded +=
                        value.startsWith("violation") ? line.path("duration").asDouble() : 0;
            }
            migrations += value.equals("migrate") ? 1 : 0;
        }
        JsonNode came = JSON.readTree(report.toFile());
        assertThat(migrations).isEqualTo(came.at("/migrations/count").asInt()).isPositive();
        assertThat(overloaded)
                .isCloseTo(came.at("/violations/totalSeconds").asDouble(), org.assertj.core.data.Offset.offset(0.01));
        assertThat(Set.copyOf(values))
                .contains(
                        "normal", "violation", "violation-det", "free", "booked", "compute", "reconfigure", "migrate");
    }

    @Test
    void severalSeedsGiveTablesAndCharts() throws IOException {
        Path tables = folder.resolve("tables");
        Path charts = folder.resolve("charts");
        String told = simulate(
                0,
                "--nodes",
                "8",
                "--for",
                "120",
                "--load-period",
                "30s",
                "--seeds",
                "3",
                "--csv",
                tables.toString(),
                "--charts",
                charts.toString());

        assertThat(told).contains("3 runs", "±");
        assertThat(Files.readAllLines(tables.resolve("violations.csv")))
                .first()
                .isEqualTo("seed,node,began_s,lasted_s,floor_s,dimensions");
        assertThat(Files.readAllLines(tables.resolve("migrations.csv")))
                .hasSizeGreaterThan(3)
                .anyMatch(row -> row.startsWith("23,"))
                .anyMatch(row -> row.startsWith("25,"));
        assertThat(Files.readAllLines(tables.resolve("isps.csv"))).hasSizeGreaterThan(3);
        assertAPicture(charts.resolve("overloaded.png"));
        assertAPicture(charts.resolve("partitions.png"));
    }

    @Test
    void aSmallFigure4ComparesBothPolicies() throws IOException {
        String told = simulate(
                0,
                "--figure",
                "4",
                "--sizes",
                "8,16",
                "--periods",
                "10,30",
                "--for",
                "120",
                "--load-period",
                "30s",
                "--seeds",
                "2",
                "--charts",
                folder.toString());

        List<String> rows = told.lines().filter(row -> row.startsWith("|")).toList();
        assertThat(rows).hasSize(6);
        assertThat(rows.get(2)).startsWith("| 8 | dvms | ").contains("±");
        assertThat(rows.get(5)).startsWith("| 16 | entropy, every ");
        for (String name : List.of("figure-4a", "figure-4b", "figure-4c", "figure-4-messages")) {
            assertAPicture(folder.resolve(name + ".png"));
        }
    }

    @Test
    void theCostOfAnEventIsShownOverSizes() throws IOException {
        String told = simulate(0, "--figure", "scale", "--sizes", "4,8", "--for", "30", "--charts", folder.toString());

        assertThat(told.lines().filter(row -> row.startsWith("|"))).hasSize(4);
        assertAPicture(folder.resolve("scale.png"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--figure 5",
                "--sizes 8",
                "--figure 4 --sizes 0",
                "--figure 4 --sizes 8,many",
                "--figure 4 --periods soon",
                "--events nowhere/events.json",
                "--events e.json --seeds 2",
                "--csv nowhere/tables",
                "--charts pom.xml"
            })
    void badUsageIsOneLineAndStatusTwo(String words) {
        assertThat(simulate(2, words.split(" ")).lines())
                .hasSize(1)
                .first()
                .asString()
                .startsWith("farandole: ");
    }

    private static void assertAPicture(Path file) throws IOException {
        BufferedImage image = ImageIO.read(file.toFile());
        assertThat(image.getWidth()).isGreaterThan(800);
        long ink = 0;
        for (int x = 0; x < image.getWidth(); x += 4) {
            for (int y = 0; y < image.getHeight(); y += 4) {
                ink += (image.getRGB(x, y) & 0xffffff) == 0xffffff ? 0 : 1;
            }
        }
        assertThat(ink).as(file.toString()).isGreaterThan(500);
    }
}
