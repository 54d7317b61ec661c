package org.farandole.placement.search;

/** Whether moves can be put into a lawful order. */
public sealed interface Sequenced {

    /** The price of what cannot be had. */
    long NEVER = Long.MAX_VALUE;

    /**
     * A price below which no lawful order leads to these hosts, whatever detours VMs make in it. Detours are compared only where
     * direct moves have no order, and suspensions, the last resort, only where migrations have none.
     */
    long atLeast();

    record Ordered(Sequence sequence, long atLeast) implements Sequenced {

        /** Whether no other order costs less; always so where every move is direct. */
        public boolean cheapest() {
            return atLeast >= sequence.price();
        }
    }

    /** No order was found. */
    record Without(long atLeast) implements Sequenced {

        /** Whether there is none, whatever other VMs move, how often, and in what order. */
        public boolean certain() {
            return atLeast == NEVER;
        }
    }
}
