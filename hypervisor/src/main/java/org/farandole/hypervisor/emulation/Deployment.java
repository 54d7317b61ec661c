package org.farandole.hypervisor.emulation;

import org.farandole.contracts.reservation.ReservationId;

/** What stands on a node. Its hypervisor answers only when it is {@link Deployed} or {@link Standing}. */
sealed interface Deployment {

    /** In words, to stand after "the node is". */
    default String inWords() {
        return switch (this) {
            case Off off -> "off";
            case Bare bare -> "bare";
            case Deploying deploying -> "being deployed for " + deploying.reservation();
            case Deployed deployed -> "deployed for " + deployed.reservation();
            case Standing standing -> "deployed";
        };
    }

    /** As a {@link WorldSummary} counts it. */
    default String inOneWord() {
        return switch (this) {
            case Off off -> "off";
            case Bare bare -> "bare";
            case Deploying deploying -> "deploying";
            case Deployed deployed -> "deployed";
            case Standing standing -> "deployed";
        };
    }

    /** @param before what its disk holds: a node that is switched on again has it */
    record Off(Deployment before) implements Deployment {}

    /** Powered, and nothing deployed. */
    record Bare() implements Deployment {}

    /** @param passed how many macro-steps have passed: 1 or more, and not yet all */
    record Deploying(ReservationId reservation, int passed) implements Deployment {}

    record Deployed(ReservationId reservation) implements Deployment {}

    /** A hypervisor that was there from the beginning, for whoever comes. */
    record Standing() implements Deployment {}
}
