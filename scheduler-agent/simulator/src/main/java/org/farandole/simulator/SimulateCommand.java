package org.farandole.simulator;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.farandole.dvms.Agent;
import org.farandole.hypervisor.HypervisorException;
import org.farandole.simulator.check.BrokenInvariant;
import org.farandole.simulator.report.Report;
import org.farandole.simulator.report.ReportJson;
import org.farandole.simulator.report.ReportText;
import org.farandole.simulator.scenario.BadInput;
import org.farandole.simulator.scenario.Scenario;
import org.farandole.simulator.scenario.ScenarioOptions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs one scenario, and says what it came to. */
@Command(
        name = "simulate",
        description = {
            "Run the ring's agents, or a central scheduler, in virtual time; docs/simulate.md tells the model.",
            "The same options give the same run, byte for byte."
        },
        sortOptions = false,
        usageHelpWidth = 120)
final class SimulateCommand implements Callable<Integer> {

    private static final int OK = 0;
    private static final int FAILED = 1;
    private static final int BAD_INPUT = 2;
    private static final int MOST_SEEDS = 1_000_000;
    private static final int CHECKED_UP_TO_NODES = 1_024;

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private ScenarioOptions options = new ScenarioOptions();

    @Option(
            names = "--check",
            negatable = true,
            description = "check every invariant after every event (with up to " + CHECKED_UP_TO_NODES + " nodes)")
    private @Nullable Boolean check;

    @Option(
            names = "--seeds",
            paramLabel = "N",
            description = "runs, with this seed and those after it (${DEFAULT-VALUE})")
    private int seeds = 1;

    @Option(names = "--report", paramLabel = "FILE", description = "write the report as JSON")
    private @Nullable Path report;

    @Override
    public Integer call() throws HypervisorException, IOException {
        try {
            if (seeds < 1 || seeds > MOST_SEEDS) {
                throw new BadInput("--seeds is 1 to " + MOST_SEEDS + ", not " + seeds);
            }
            requireWritable(report);
            return run(options.scenario(options.seed()));
        } catch (BadInput e) {
            err().println("farandole: " + e.getMessage());
            return BAD_INPUT;
        }
    }

    private int run(Scenario scenario) throws HypervisorException, IOException {
        boolean checked = check == null ? scenario.nodes().size() <= CHECKED_UP_TO_NODES : check;
        try (ProgressLine progress = new ProgressLine(err())) {
            Report came = new Simulation(scenario, checked, Agent::on, List.of()).run(progress);
            progress.close();
            ReportText.of(came).forEach(out()::println);
            if (report != null) {
                Files.writeString(report, ReportJson.of(came) + System.lineSeparator());
            }
            return OK;
        } catch (BrokenInvariant e) {
            err().println("farandole: seed " + scenario.seed() + ": " + e.getMessage());
            return FAILED;
        }
    }

    private static void requireWritable(@Nullable Path file) throws BadInput {
        if (file != null) {
            Path folder = file.toAbsolutePath().getParent();
            boolean writable = Files.exists(file)
                    ? Files.isRegularFile(file) && Files.isWritable(file)
                    : folder != null && Files.isDirectory(folder) && Files.isWritable(folder);
            if (!writable) {
                throw new BadInput("--report " + file + " cannot be written: give a file in a folder that exists");
            }
        }
    }

    private PrintWriter out() {
        return java.util.Objects.requireNonNull(spec).commandLine().getOut();
    }

    private PrintWriter err() {
        return java.util.Objects.requireNonNull(spec).commandLine().getErr();
    }
}
