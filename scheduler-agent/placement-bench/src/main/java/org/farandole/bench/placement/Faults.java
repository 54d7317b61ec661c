package org.farandole.bench.placement;

import java.io.PrintStream;
import java.util.List;

/** Answers that are wrong. The first ends the run, or all are told and the run fails at its end. */
final class Faults {

    /** An answer is wrong. */
    static final class Wrong extends Exception {
        private static final long serialVersionUID = 1;

        Wrong(String message) {
            super(message);
        }
    }

    private static final int MOST_TOLD = 5;

    private final boolean keepGoing;
    private final PrintStream progress;
    private int wrong;

    Faults(boolean keepGoing, PrintStream progress) {
        this.keepGoing = keepGoing;
        this.progress = progress;
    }

    /** @param faults of one answer; none if it is right */
    void add(Case which, List<String> faults) throws Wrong {
        if (faults.isEmpty()) {
            return;
        }
        String words = which + ": " + String.join("; ", faults.subList(0, Math.min(MOST_TOLD, faults.size())));
        if (!keepGoing) {
            throw new Wrong(words);
        }
        wrong++;
        progress.println("a wrong answer: " + words);
    }

    /** @throws Wrong if any answer was */
    void requireNone() throws Wrong {
        if (wrong > 0) {
            throw new Wrong(wrong + " of them");
        }
    }
}
