package org.farandole.placement.search.choco;

/** What is to be beaten: strictly, the measure first, then the price. */
final class Incumbent {

    long measure;
    long price;

    Incumbent(Bounds below) {
        measure = below.measure();
        price = below.price();
    }

    boolean isAbove(long otherMeasure, long otherPrice) {
        return new Bounds(measure, price).isAbove(otherMeasure, otherPrice);
    }

    void lower(long toMeasure, long toPrice) {
        measure = toMeasure;
        price = toPrice;
    }
}
