package org.farandole.simulator.scenario;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.farandole.dvms.Detection;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The head of a failing run's file: its first line holds the options, the next two what broke and the run's trace hash then. What
 * follows is a scenario's file; to that the head is comment.
 *
 * @param options but for {@code --scenario}, as words
 * @param broken what the run said; empty if the file does not tell
 * @param traceHash of all that had happened by then; empty if the file does not tell
 */
public record ReplayFile(List<String> options, String broken, String traceHash) {

    private static final String OPTIONS = "# ./farandole simulate ";
    private static final String BROKEN = "# broken ";
    private static final String TRACE = "# trace ";
    private static final Pattern WORD = Pattern.compile("'(?<quoted>[^']*)'|(?<plain>[^' ]+)");
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:=,+-]+");

    public ReplayFile {
        options = List.copyOf(options);
    }

    /**
     * The options that, with a file of the scenario's faults, make the same run: those that were given, and what is drawn or usual
     * with {@code --faults} alone.
     *
     * @param given of the run's own options
     */
    public static List<String> words(Scenario scenario, List<OptionSpec> given) {
        List<String> words = new ArrayList<>(List.of("--seed", String.valueOf(scenario.seed())));
        boolean drawn = false;
        for (OptionSpec option : given) {
            String name = option.longestName();
            drawn |= name.equals("--faults");
            if (!List.of("--seed", "--faults", "--scenario").contains(name)) {
                words.add(name);
                words.addAll(option.arity().max() == 0 ? List.of() : option.originalStringValues());
            }
        }
        if (drawn) {
            unlessGiven("--nodes", scenario.nodes().size(), words);
            unlessGiven("--for", scenario.lasts().toSeconds(), words);
            unlessGiven("--solve-budget", "100ms", words);
            Detection.Low low = scenario.tuning().low();
            if (low != null && !words.contains("--consolidate")) {
                words.addAll(List.of(
                        "--consolidate",
                        "--low",
                        low.percent() + "",
                        "--low-for",
                        low.window().toSeconds() + "s"));
            }
            if (!words.contains("--trace") && !words.contains("--queue")) {
                unlessGiven("--load-period", "120s", words);
                unlessGiven("--load-mean", scenario.load().initialPercent(), words);
            }
        }
        return words;
    }

    private static void unlessGiven(String option, Object usual, List<String> words) {
        if (!words.contains(option)) {
            words.addAll(List.of(option, usual.toString()));
        }
    }

    /** Whether a file begins with the options of its run. */
    static boolean begins(List<String> lines) {
        return !lines.isEmpty() && lines.getFirst().startsWith(OPTIONS);
    }

    /** @throws BadInput if the file cannot be read or has no such head */
    public static ReplayFile read(Path file) throws BadInput {
        List<String> lines;
        try {
            lines = Files.readAllLines(file);
        } catch (IOException e) {
            throw new BadInput("--replay " + file + " cannot be read: give the file that a failing run wrote");
        }
        if (!begins(lines)) {
            throw new BadInput("--replay " + file + ":1: the first line is '" + OPTIONS
                    + "' and options: give the file that a failing run wrote");
        }
        return new ReplayFile(
                words(lines.getFirst().substring(OPTIONS.length())), after(BROKEN, lines), after(TRACE, lines));
    }

    /** The whole file, with the scenario's faults and scripted demands. */
    public List<String> lines(Scenario scenario) {
        List<String> lines = new ArrayList<>();
        lines.add(OPTIONS + options.stream().map(ReplayFile::quoted).collect(Collectors.joining(" ")));
        lines.add(BROKEN + broken);
        lines.add(TRACE + traceHash);
        lines.addAll(scenario.script().lines(scenario));
        return lines;
    }

    private static String after(String head, List<String> lines) {
        return lines.stream()
                .filter(line -> line.startsWith(head))
                .findFirst()
                .map(line -> line.substring(head.length()).strip())
                .orElse("");
    }

    private static List<String> words(String line) {
        List<String> words = new ArrayList<>();
        Matcher word = WORD.matcher(line);
        while (word.find()) {
            words.add(word.group("quoted") != null ? word.group("quoted") : word.group("plain"));
        }
        return words;
    }

    private static String quoted(String word) {
        return PLAIN.matcher(word).matches() ? word : "'" + word + "'";
    }
}
