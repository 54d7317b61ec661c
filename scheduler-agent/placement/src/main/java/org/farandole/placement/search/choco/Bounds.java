package org.farandole.placement.search.choco;

import org.farandole.placement.search.Arrangement;

/**
 * A measure and a price, of all VMs; the measure counts first.
 *
 * @param price of the moves and of the soft rules that are broken, as {@link org.farandole.placement.search.Prices} packs it
 */
public record Bounds(long measure, long price) {

    /** Above everything. */
    public static final Bounds NONE = new Bounds(Long.MAX_VALUE, Long.MAX_VALUE);

    public static Bounds of(Measure measure, Arrangement at) {
        return new Bounds(measure.of(at), at.price + at.penalty);
    }

    public boolean isAbove(long otherMeasure, long otherPrice) {
        return otherMeasure < measure || otherMeasure == measure && otherPrice < price;
    }
}
