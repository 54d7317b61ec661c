package org.farandole.placement;

import java.util.List;

/** To a {@link Question}. */
sealed interface Answer {

    /** @param hosts of every VM, @param steps the moves, in a lawful order */
    record Found(int[] hosts, List<MoveOrder.Step> steps) implements Answer {
        int moves() {
            return steps.size();
        }
    }

    /** It is certain that there is none. @param forWantOfOrder some arrangement fitted, and no order reached it */
    record None(boolean forWantOfOrder) implements Answer {}

    /** The search stopped at its limit. */
    record Unknown() implements Answer {}
}
