package org.farandole.placement.search.choco;

import org.farandole.placement.search.Arrangement;

/** What an arrangement costs if it is reached by moves in a lawful order. */
@FunctionalInterface
public interface Ordering {

    /** Of what cannot be reached. */
    long IMPOSSIBLE = Long.MAX_VALUE / 8;

    /** Every arrangement can be reached by its moves alone. */
    Ordering ANY = (at, measure) -> at.price + at.penalty;

    /**
     * Asked of each arrangement that might be better than all before.
     *
     * @param measure of the arrangement
     * @return the price of its moves, with detours where there are any, and of the soft rules that it breaks, never less than
     *     {@code at.price + at.penalty}; {@link #IMPOSSIBLE} or more if there is no order
     */
    long price(Arrangement at, long measure);
}
