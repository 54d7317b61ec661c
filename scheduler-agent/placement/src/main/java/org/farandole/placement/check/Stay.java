package org.farandole.placement.check;

/**
 * A VM's time on a node. It takes what it demands there from the start of the action that brings it to the end of the one that
 * takes it away.
 *
 * @param arrival number of an action; {@link #NONE} if the VM was there before
 * @param departure number of an action; {@link #NONE} if the VM is there at the end
 */
record Stay(String vm, String node, int arrival, int departure) {

    static final int NONE = -1;
}
