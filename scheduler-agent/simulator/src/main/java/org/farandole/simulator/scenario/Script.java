package org.farandole.simulator.scenario;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.farandole.contracts.node.NodeName;
import org.farandole.contracts.vm.VmName;
import org.farandole.hypervisor.emulation.load.Load;

/**
 * A scenario's file: a line for each thing that happens, {@code seconds kind node [seconds]} or {@code seconds demand vm percent},
 * in any order. What follows a {@code #} is a comment. Times count from when the load begins.
 *
 * @param demands each VM's, by its number
 */
public record Script(List<Fault> faults, Map<Integer, List<Load.Change>> demands) {

    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,9}([.][0-9]{1,9})?");
    private static final Pattern PERCENT = Pattern.compile("[0-9]{1,3}");
    private static final String FORM = "a line is 'seconds kind node [seconds]' or 'seconds demand vm percent'";

    public Script {
        faults = List.copyOf(faults);
        demands = Map.copyOf(demands);
    }

    /** @throws BadInput naming the line that is wrong */
    static Script read(Path file, Scenario scenario) throws BadInput {
        List<String> lines;
        boolean cut;
        try {
            lines = Files.readAllLines(file);
            cut = !Files.readString(file).endsWith("\n");
        } catch (IOException e) {
            throw new BadInput("--scenario " + file + " cannot be read: give a text file that exists");
        }
        if (cut && !lines.isEmpty()) {
            throw new BadInput("--scenario " + file + ":" + lines.size() + ": ends in the middle of the line");
        }
        return new Reader(file, scenario).read(lines);
    }

    /** What it adds to a scenario; demands stand still, and no fault is begun, from {@code calm} on. */
    Scenario in(Scenario scenario, Duration calm) {
        return scenario.with(new ScriptedLoad(scenario.load(), demands)).under(faults, calm);
    }

    /** As a file, to be read again. */
    List<String> lines(Scenario scenario) {
        List<String> lines = new ArrayList<>();
        for (Fault fault : faults) {
            NodeName node = scenario.nodes().get(fault.node()).name();
            lines.add(String.join(" ", seconds(fault.at()), fault.kind().word(), node.value(), seconds(fault.lasts())));
        }
        for (Scenario.Place place : scenario.vms()) {
            for (Load.Change change : demands.getOrDefault(place.vm().number(), List.of())) {
                lines.add(seconds(change.at()) + " demand " + place.vm().name() + " " + change.percent());
            }
        }
        return lines;
    }

    private static String seconds(Duration time) {
        return BigDecimal.valueOf(time.toNanos(), 9).stripTrailingZeros().toPlainString();
    }

    private static final class Reader {
        private final Path file;
        private final Map<NodeName, Integer> nodes = new HashMap<>();
        private final Map<VmName, Integer> vms = new HashMap<>();
        private final List<Fault> faults = new ArrayList<>();
        private final Map<Integer, List<Load.Change>> demands = new TreeMap<>();
        private int number;

        Reader(Path file, Scenario scenario) {
            this.file = file;
            for (int i = 0; i < scenario.nodes().size(); i++) {
                nodes.put(scenario.nodes().get(i).name(), i);
            }
            scenario.vms()
                    .forEach(place -> vms.put(place.vm().name(), place.vm().number()));
        }

        Script read(List<String> lines) throws BadInput {
            for (String line : lines) {
                number++;
                String text = line.replaceFirst("#.*", "").strip();
                if (!text.isEmpty()) {
                    read(text.split("\\s+"));
                }
            }
            if (faults.isEmpty() && demands.isEmpty() && !ReplayFile.begins(lines)) {
                throw new BadInput("--scenario " + file + ":1: is empty; " + FORM);
            }
            faults.sort(Comparator.comparing(Fault::at));
            demands.values().forEach(changes -> changes.sort(Comparator.comparing(Load.Change::at)));
            return new Script(faults, demands);
        }

        private void read(String... words) throws BadInput {
            if (words.length < 3 || words.length > 4) {
                throw refuse(FORM);
            }
            Duration at = seconds(words[0]);
            if (words[1].equals("demand")) {
                Integer vm = vms.get(name(words[2], VmName::new));
                if (vm == null) {
                    throw refuse("there is no VM '" + words[2] + "'");
                }
                if (words.length < 4 || !PERCENT.matcher(words[3]).matches() || Integer.parseInt(words[3]) > 100) {
                    throw refuse("a demand is 0 to 100 percent of a vCPU");
                }
                demands.computeIfAbsent(vm, _ -> new ArrayList<>())
                        .add(new Load.Change(at, Integer.parseInt(words[3])));
                return;
            }
            Integer node = nodes.get(name(words[2], NodeName::new));
            if (node == null) {
                throw refuse("there is no node '" + words[2] + "'");
            }
            faults.add(new Fault(at, kind(words[1]), node, words.length < 4 ? Duration.ZERO : seconds(words[3])));
        }

        private FaultKind kind(String word) throws BadInput {
            for (FaultKind kind : FaultKind.values()) {
                if (kind.word().equals(word)) {
                    return kind;
                }
            }
            throw refuse("there is no kind '" + word + "'");
        }

        private Duration seconds(String word) throws BadInput {
            if (!SECONDS.matcher(word).matches()) {
                throw refuse("a time is in seconds, 0 or more, not '" + word + "'");
            }
            return Duration.ofNanos(new BigDecimal(word).movePointRight(9).longValueExact());
        }

        private <T> T name(String word, java.util.function.Function<String, T> form) throws BadInput {
            try {
                return form.apply(word);
            } catch (IllegalArgumentException e) {
                throw refuse(String.valueOf(e.getMessage()));
            }
        }

        private BadInput refuse(String what) {
            return new BadInput("--scenario " + file + ":" + number + ": " + what);
        }
    }
}
