package org.farandole.simulator.record;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.farandole.hypervisor.emulation.NodeSpec;
import org.farandole.simulator.scenario.BadInput;
import org.farandole.simulator.scenario.Scenario;
import org.farandole.simulator.watch.Watcher;
import org.farandole.simulator.world.Landscape;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that write down what happened, and what they collect. Several runs may go on at once. */
public final class Recording {

    @Option(
            names = "--events",
            paramLabel = "FILE",
            description = "what nodes and VMs did in one run, as VMPlaceS writes it")
    private @Nullable Path events;

    @Option(names = "--csv", paramLabel = "DIR", description = "violations, ISPs and migrations as tables")
    private @Nullable Path csv;

    private final TreeMap<Long, RunRecord> runs = new TreeMap<>();
    private @Nullable EventsJson lines;

    /** @param report where else something is written @throws BadInput naming what cannot be written */
    public void check(int seeds, @Nullable Path report) throws BadInput {
        if (events != null && report != null && same(events, report)) {
            throw new BadInput("--events and --report are the same file, " + report + ": give two");
        }
        if (events != null && seeds > 1) {
            throw new BadInput("--events is for one run: leave --seeds out");
        }
        WholeFile.require("--events", events);
        WholeFile.requireFolder("--csv", csv);
    }

    private static boolean same(Path one, Path other) {
        return one.toAbsolutePath().normalize().equals(other.toAbsolutePath().normalize());
    }

    /** Who watches a run, if anything of it is to be written. */
    public synchronized List<Watcher> watching(Scenario scenario) {
        List<Watcher> watchers = new ArrayList<>();
        if (csv != null) {
            RunRecord run = new RunRecord(scenario.seed(), Landscape.EPOCH);
            runs.put(scenario.seed(), run);
            watchers.add(run);
        }
        if (events != null) {
            lines = new EventsJson(scenario.nodes().stream().map(NodeSpec::name).toList(), Landscape.EPOCH);
            watchers.add(lines);
        }
        return watchers;
    }

    /** Writes all that was asked for. */
    public synchronized void write() throws IOException {
        if (events != null && lines != null) {
            List<String> told = lines.lines();
            WholeFile.write(events, file -> Files.write(file, told));
        }
        if (csv != null) {
            CsvFiles.write(csv, List.copyOf(runs.values()));
        }
    }
}
