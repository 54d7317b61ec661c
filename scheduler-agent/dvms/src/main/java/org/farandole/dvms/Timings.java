package org.farandole.dvms;

import java.time.Duration;

/**
 * How long an agent waits for what, in wall time. They serve progress, never safety.
 *
 * @param ask for the answer to a request; twice, then the node is stepped over
 * @param renew between two renewals of the members' leases
 * @param lease how long a member stays without being renewed; more than three renewals
 * @param solve for a solver: its budget and some
 * @param awaitOthers in claiming, for other ISPs to end
 * @param promise how long a free node waits for the ISP that wants it; at least {@code awaitOthers} and a turn of the ring
 * @param publish for the executor's answer, before the plan is sent again
 * @param poll between two questions to the executor
 * @param quiet how long a woken agent stays out, after a crash; at least the lease
 * @param deadline the longest that an ISP may ask, solve and claim
 * @param again after an ISP that merged or was withdrawn; up to a second more, by slot
 * @param backOff after the first ISP that failed; doubled each time
 * @param longestBackOff where doubling stops
 */
public record Timings(
        Duration ask,
        Duration renew,
        Duration lease,
        Duration solve,
        Duration awaitOthers,
        Duration promise,
        Duration publish,
        Duration poll,
        Duration quiet,
        Duration deadline,
        Duration again,
        Duration backOff,
        Duration longestBackOff) {

    public Timings {
        if (lease.compareTo(renew.multipliedBy(3)) <= 0) {
            throw new IllegalArgumentException(
                    "The lease of " + lease + " must be longer than three renewals of " + renew);
        }
        if (promise.compareTo(awaitOthers.plus(ask)) < 0) {
            throw new IllegalArgumentException(
                    "A promise of " + promise + " must outlast a wait of " + awaitOthers + " and a turn");
        }
        if (quiet.compareTo(lease) < 0) {
            throw new IllegalArgumentException("The quiet time of " + quiet + " must outlast the lease of " + lease);
        }
        if (ask.isNegative() || ask.isZero() || backOff.isNegative() || longestBackOff.compareTo(backOff) < 0) {
            throw new IllegalArgumentException("ask " + ask + ", back-off " + backOff + " to " + longestBackOff);
        }
    }

    /** The protocol's values, for a solver that has so much time. */
    public static Timings forBudget(Duration solverBudget) {
        return new Timings(
                Duration.ofSeconds(1),
                Duration.ofSeconds(3),
                Duration.ofSeconds(10),
                solverBudget.plusSeconds(1),
                Duration.ofSeconds(3),
                Duration.ofSeconds(10),
                Duration.ofSeconds(5),
                Duration.ofSeconds(30),
                Duration.ofSeconds(10),
                Duration.ofSeconds(60),
                Duration.ofSeconds(1),
                Duration.ofSeconds(10),
                Duration.ofSeconds(640));
    }

    /** How long to wait after so many failures in a row, 1 or more. */
    Duration backOffAfter(int failures) {
        Duration next = backOff;
        for (int doubled = 1; doubled < failures && next.compareTo(longestBackOff) < 0; doubled++) {
            next = next.multipliedBy(2);
        }
        return next.compareTo(longestBackOff) < 0 ? next : longestBackOff;
    }

    /** Neighbours that were withdrawn together do not come back together. */
    Duration againFor(int slot) {
        return again.plusMillis(slot % 1000);
    }
}
