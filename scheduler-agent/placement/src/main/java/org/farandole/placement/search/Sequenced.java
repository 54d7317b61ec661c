package org.farandole.placement.search;

/** Whether moves can be put into a lawful order. */
public sealed interface Sequenced {

    /**
     * @param cheapest no lawful order that leads to the same hosts by migrations costs less, whatever detours VMs make in it;
     *     always so where every move is direct. A suspension is the last resort and not compared
     */
    record Ordered(Sequence sequence, boolean cheapest) implements Sequenced {}

    /** No order was found. @param certain there is none, whatever other VMs move, how often, and in what order */
    record Without(boolean certain) implements Sequenced {}
}
