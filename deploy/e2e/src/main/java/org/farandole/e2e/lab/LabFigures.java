package org.farandole.e2e.lab;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.farandole.e2e.Checker;
import org.farandole.e2e.Recording;
import org.farandole.e2e.Run;
import org.farandole.e2e.Verdict;

/**
 * The figures and the verdict of a run on the laboratory's nodes, from its topics: {@code LabFigures BOOTSTRAP NODE RAISED
 * CONTROL HEARD}. Ends with 0 if everything is as it has to be, 1 if not, 3 while the node is not relieved yet.
 */
public final class LabFigures {

    private static final int NOT_YET = 3;

    /** As the agents have it where nothing else is said. */
    private static final Duration COOL_DOWN = Duration.ofSeconds(60);

    private LabFigures() {}

    public static void main(String[] args) throws IOException {
        if (args.length != 3 && args.length != 5) {
            System.err.println("LabFigures: BOOTSTRAP NODE RAISED [CONTROL HEARD]");
            System.exit(2);
        }
        Logger.getLogger("").setLevel(Level.OFF);
        Recording recording = Recording.read(args[0]);
        Optional<Relief> relief = Relief.of(recording, args[1], Instant.parse(args[2]));
        if (relief.isEmpty()) {
            System.exit(NOT_YET);
        }
        if (args.length == 3) {
            return;
        }
        ObjectMapper json = new ObjectMapper();
        Silences silences = new Silences(
                json.readTree(Path.of(args[3]).toFile()),
                json.readTree(Path.of(args[4]).toFile()));
        System.exit(report(recording, relief.get(), silences, System.out).isEmpty() ? 0 : 1);
    }

    private static List<String> report(Recording recording, Relief relief, Silences silences, PrintStream out) {
        Moves moves = Moves.of(recording);
        out.println("Relief, by the frontend's clock");
        relief.lines().forEach(out::println);
        out.println("Migrations, in the order of their ends");
        moves.lines().forEach(out::println);
        moves.learning().forEach(out::println);
        out.println("Guests that count ten times a second");
        out.println("  largest silence without migrations             "
                + silences.control().toMillis() + " ms");
        out.println("  largest silence of those that were moved       "
                + silences.largest(moves, true).toMillis() + " ms");
        out.println("  beyond its standstill and the one without      "
                + silences.unexplained(moves).toMillis() + " ms at most");
        out.println("  largest silence of the others                  "
                + silences.largest(moves, false).toMillis() + " ms");
        Verdict verdict = Checker.check(recording, new Run(1, 1, COOL_DOWN, Duration.ZERO));
        out.println("Invariants: " + verdict.checked() + " checked, " + verdict.broken() + " broken");
        List<String> findings = new ArrayList<>(silences.findings(moves));
        findings.addAll(verdict.findings());
        findings.forEach(finding -> out.println("NOT AS IT HAS TO BE: " + finding));
        return findings;
    }
}
