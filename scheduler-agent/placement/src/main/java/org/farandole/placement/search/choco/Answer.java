package org.farandole.placement.search.choco;

/** Of a search for something strictly better. */
public sealed interface Answer {

    /**
     * @param hosts of every VM
     * @param proved nothing better is within the neighbourhood
     */
    record Found(int[] hosts, long measure, long price, boolean proved) implements Answer {}

    /** It is certain that nothing better is within the neighbourhood. */
    record None() implements Answer {}

    /** The search stopped at its limit. */
    record Unknown() implements Answer {}
}
