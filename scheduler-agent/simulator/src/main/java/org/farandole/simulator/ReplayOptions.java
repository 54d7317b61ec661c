package org.farandole.simulator;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.farandole.contracts.node.NodeName;
import org.farandole.hypervisor.emulation.NodeSpec;
import org.farandole.simulator.replay.Focus;
import org.farandole.simulator.replay.Moment;
import org.farandole.simulator.replay.Recorder;
import org.farandole.simulator.replay.SequenceDiagram;
import org.farandole.simulator.replay.StepText;
import org.farandole.simulator.scenario.BadInput;
import org.farandole.simulator.scenario.ReplayFile;
import org.farandole.simulator.scenario.Scenario;
import org.farandole.simulator.scenario.ScenarioOptions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** A failing run again, from the file that it wrote: told step by step, and drawn beside that file. */
final class ReplayOptions {

    private static final int USUAL_STEPS = 40;
    private static final int MOST_STEPS = 1_000;
    private static final String ALL = "all";

    @Option(
            names = "--replay",
            paramLabel = "FILE",
            description = "the failing run of this file again, step by step, with a picture of its letters in FILE.svg")
    private @Nullable Path file;

    @Option(
            names = "--steps",
            paramLabel = "N",
            description = "of a replay, the last steps of the nodes involved; all: every step of every node (40)")
    private @Nullable String steps;

    /**
     * Whether a replay is asked for.
     *
     * @throws BadInput if what is asked for is none
     */
    boolean check(List<OptionSpec> given) throws BadInput {
        if (file == null) {
            if (steps != null) {
                throw new BadInput("--steps is for --replay");
            }
            return false;
        }
        for (OptionSpec option : given) {
            if (!List.of("--replay", "--steps").contains(option.longestName())) {
                throw new BadInput(
                        "--replay and " + option.longestName() + " exclude each other: the file has the options");
            }
        }
        count();
        return true;
    }

    /** Steps in the picture, and in the text unless it is to have all. */
    private int count() throws BadInput {
        if (steps == null || steps.equals(ALL)) {
            return USUAL_STEPS;
        }
        if (!steps.matches("[1-9][0-9]{0,3}") || Integer.parseInt(steps) > MOST_STEPS) {
            throw new BadInput("--steps is 1 to " + MOST_STEPS + ", or all, not '" + steps + "'");
        }
        return Integer.parseInt(steps);
    }

    /**
     * Runs it.
     *
     * @return whether nothing broke
     */
    boolean run(Subject subject, PrintWriter out) throws BadInput, IOException {
        Path from = Objects.requireNonNull(file);
        ReplayFile recorded = ReplayFile.read(from);
        Scenario scenario = scenario(recorded, from);
        Recorder recorder = new Recorder();
        SeedRuns.Came came = SeedRuns.one(scenario, true, subject, List.of(recorder), Simulation.Progress.NONE);
        String broken = came.broken() == null ? "" : came.broken().why();
        Map<String, Integer> ring = new HashMap<>();
        scenario.nodes().stream()
                .sorted(Comparator.comparing(NodeSpec::key))
                .forEach(node -> ring.put(node.name().value(), ring.size()));
        List<Moment> all = recorder.moments();
        Focus focus = Focus.on(broken, all, ring::containsKey, count());
        StepText text = new StepText(Simulation.LOAD_BEGINS);
        for (Moment moment : ALL.equals(steps) ? allThatIsTold(all) : focus.told()) {
            text.of(moment).forEach(out::println);
        }
        Path picture = Path.of(from + ".svg");
        String title = "seed %d, %d nodes, %d faults: from %s to %s s"
                .formatted(
                        scenario.seed(),
                        ring.size(),
                        scenario.faults().size(),
                        text.time(focus.moments().getFirst().at()),
                        text.time(focus.moments().getLast().at()));
        Files.writeString(picture, SequenceDiagram.of(focus, text, title, broken, node -> placeOf(node, ring)));
        conclude(came, recorded, out);
        out.println("the letters between " + focus.drawn().size() + " nodes and the executor are drawn in " + picture);
        return came.broken() == null;
    }

    /** An agent's letters are among its effects. */
    private static List<Moment> allThatIsTold(List<Moment> all) {
        return all.stream()
                .filter(moment -> !(moment instanceof Moment.Sent) || moment.tells())
                .toList();
    }

    private static int placeOf(NodeName node, Map<String, Integer> ring) {
        return Objects.requireNonNull(ring.get(node.value()));
    }

    private static void conclude(SeedRuns.Came came, ReplayFile recorded, PrintWriter out) {
        SeedRuns.Broken broken = came.broken();
        if (broken == null) {
            out.println("no invariant is broken"
                    + (recorded.broken().isEmpty() ? "" : ": the file tells of another protocol"));
            return;
        }
        out.println("BROKEN " + broken.why());
        boolean same = broken.traceHash().equals(recorded.traceHash());
        out.println(
                same
                        ? "the same run as the file's, up to this failure: trace " + broken.traceHash()
                        : "not the file's run: trace " + broken.traceHash() + ", there " + recorded.traceHash());
    }

    private static Scenario scenario(ReplayFile recorded, Path from) throws BadInput {
        ScenarioOptions options = new ScenarioOptions();
        List<String> words = new ArrayList<>(recorded.options());
        words.addAll(List.of("--scenario", from.toString()));
        try {
            new CommandLine(options).parseArgs(words.toArray(String[]::new));
            return options.scenario(options.seed());
        } catch (ParameterException e) {
            throw new BadInput("--replay " + from + ":1: "
                    + String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
        } catch (BadInput e) {
            String said = String.valueOf(e.getMessage());
            String lines = "--scenario " + from;
            throw new BadInput(
                    said.startsWith(lines)
                            ? "--replay " + from + said.substring(lines.length())
                            : "--replay " + from + ":1: " + said);
        }
    }
}
