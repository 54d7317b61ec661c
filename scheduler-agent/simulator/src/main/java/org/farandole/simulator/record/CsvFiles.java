package org.farandole.simulator.record;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** Runs as tables with a header, a row each: {@code violations.csv}, {@code isps.csv}, {@code migrations.csv}. */
final class CsvFiles {

    private CsvFiles() {}

    /** Makes the folder if there is none. */
    static void write(Path folder, List<RunRecord> runs) throws IOException {
        Files.createDirectories(folder);
        write(
                folder.resolve("violations.csv"),
                "seed,node,began_s,lasted_s,floor_s,dimensions",
                runs,
                run -> run.violations().stream()
                        .map(it -> row(
                                "%s,%.3f,%.3f,%.3f,%s",
                                it.node(), it.began(), it.seconds(), it.floorSeconds(), it.dimensions()))
                        .toList());
        write(
                folder.resolve("isps.csv"),
                "seed,isp,opened_s,lasted_s,outcome,members,solve_ms",
                runs,
                run -> run.isps().stream()
                        .map(it -> row(
                                "%s,%.3f,%.3f,%s,%d,%.3f",
                                it.id(), it.opened(), it.seconds(), it.outcome(), it.members(), it.solveMillis()))
                        .toList());
        write(
                folder.resolve("migrations.csv"),
                "seed,vm,from,to,began_s,took_s,isp",
                runs,
                run -> run.migrations().stream()
                        .map(it -> row(
                                "%s,%s,%s,%.3f,%.3f,%s",
                                it.vm(), it.from(), it.to(), it.began(), it.seconds(), it.isp()))
                        .toList());
    }

    private static void write(Path file, String header, List<RunRecord> runs, Function<RunRecord, List<String>> rows)
            throws IOException {
        WholeFile.write(file, begun -> {
            try (BufferedWriter to = Files.newBufferedWriter(begun)) {
                to.write(header + "\n");
                for (RunRecord run : runs) {
                    for (String row : rows.apply(run)) {
                        to.write(run.seed() + "," + row + "\n");
                    }
                }
            }
        });
    }

    private static String row(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
