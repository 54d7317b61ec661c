package org.farandole.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.farandole.simulator.scenario.Fault;

/** Makes a failing run smaller: leaves faults out, in ever smaller pieces, as long as it still fails (Zeller's ddmin). */
final class Shrinking {

    private Shrinking() {}

    /**
     * @param fails whether a run under these faults fails as the whole did
     * @param tries at most so many runs
     * @return faults of which, unless the tries were too few, none can be left out
     */
    static List<Fault> smallest(List<Fault> faults, Predicate<List<Fault>> fails, int tries) {
        List<Fault> left = new ArrayList<>(faults);
        int tried = 0;
        for (int piece = Math.max(1, left.size() / 2); piece >= 1; piece = piece == 1 ? 0 : piece / 2) {
            boolean smaller = true;
            while (smaller && tried < tries) {
                smaller = false;
                for (int from = 0; from < left.size() && tried < tries; ) {
                    List<Fault> without = new ArrayList<>(left);
                    without.subList(from, Math.min(left.size(), from + piece)).clear();
                    tried++;
                    if (fails.test(without)) {
                        left = without;
                        smaller = true;
                    } else {
                        from += piece;
                    }
                }
            }
        }
        return List.copyOf(left);
    }
}
