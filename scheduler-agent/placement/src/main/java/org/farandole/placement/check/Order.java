package org.farandole.placement.check;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.farandole.placement.plan.Action;

/** Which action is complete before which starts, in every lawful run of a plan. */
final class Order {

    private final List<BitSet> before = new ArrayList<>();

    /** Waits that make no sense are left out, and told. */
    Order(List<Action> actions, List<String> faults) {
        for (int number = 0; number < actions.size(); number++) {
            BitSet all = new BitSet(number);
            for (int earlier : actions.get(number).after()) {
                if (earlier < 0 || earlier >= number) {
                    faults.add("action " + number + " waits for action " + earlier + ", which does not come before it");
                } else {
                    all.set(earlier);
                    all.or(before.get(earlier));
                }
            }
            before.add(all);
        }
    }

    boolean isBefore(int earlier, int later) {
        return before.get(later).get(earlier);
    }
}
