package org.farandole.bench.btrplace;

import java.util.ArrayList;
import java.util.List;

/**
 * An instance as it arrives: nodes and VMs are numbered from 0 in the order they come.
 *
 * @param limitSeconds for the search, at least 1
 */
record Question(
        int limitSeconds,
        long seed,
        Mode mode,
        List<Dimension> dimensions,
        List<int[]> nodes,
        List<Vm> vms,
        List<String[]> rules) {

    /** A resource; what is not rigid is not limited while VMs migrate. */
    record Dimension(String name, boolean rigid) {}

    /** @param demands one a dimension */
    record Vm(int host, int[] demands) {}

    /** Reads the words of one line, in any order but that of the nodes, VMs and dimensions among themselves. */
    static final class Reader {
        private int limitSeconds = 1;
        private long seed;
        private Mode mode = Mode.BEST;
        private final List<Dimension> dimensions = new ArrayList<>();
        private final List<int[]> nodes = new ArrayList<>();
        private final List<Vm> vms = new ArrayList<>();
        private final List<String[]> rules = new ArrayList<>();

        /** @throws IllegalArgumentException for a line that it does not know */
        void line(String line) {
            String[] words = line.split(" ");
            switch (words[0]) {
                case "limit" -> limitSeconds = Math.max(1, Integer.parseInt(words[1]));
                case "seed" -> seed = Long.parseLong(words[1]);
                case "mode" -> mode = Mode.of(words[1]);
                case "dimension" -> dimensions.add(new Dimension(words[1], words[2].equals("rigid")));
                case "node" -> nodes.add(numbers(words, 1));
                case "vm" -> vms.add(new Vm(Integer.parseInt(words[1]), numbers(words, 2)));
                case "rule" -> rules.add(words);
                default -> throw new IllegalArgumentException("Nothing is known of: " + line);
            }
        }

        Question read() {
            return new Question(limitSeconds, seed, mode, dimensions, nodes, vms, rules);
        }
    }

    /** The numbers from a word on. */
    static int[] numbers(String[] words, int from) {
        int[] numbers = new int[words.length - from];
        for (int i = from; i < words.length; i++) {
            numbers[i - from] = Integer.parseInt(words[i]);
        }
        return numbers;
    }
}
