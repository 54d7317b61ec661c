package org.farandole.solving;

/**
 * How far ahead a plan for an overload looks. Demands do not stay as they are: a node with many VMs that demand little just now is
 * overloaded sooner than one with a few that demand much. What a VM will demand is not known; that it comes nearer to what VMs of its
 * size demand is likely.
 *
 * @param changedPermille the part of the VMs, in thousandths, that demand something else by the time that is looked at
 * @param busyPermille by how much longer, in thousandths, a VM takes to migrate that uses all of its CPU; one that uses less, by the
 *     cube of what it uses
 * @param headroomPercent of a node's CPU: one that has less left may be relieved before it is overloaded; 0 for not before
 * @param leastReliefPermille a migration of a node that is not overloaded yet has to make so many fewer overloads likely, in
 *     thousandths of one
 */
public record Foresight(int changedPermille, int busyPermille, int headroomPercent, int leastReliefPermille) {

    /**
     * Three of ten VMs demand something else, and a migration is worth a sixth of an overload: chosen with a model of VMPlaceS's load,
     * where anything near does about as well. How long a busy VM takes is what VMPlaceS measured, on average over its VMs.
     */
    public static final Foresight USUAL = new Foresight(300, 160, 0, 160);

    public Foresight {
        if (changedPermille < 0 || changedPermille > 1_000) {
            throw new IllegalArgumentException(
                    "VMs that demand something else are 0 to 1,000 thousandths, not " + changedPermille);
        }
        if (busyPermille < 0) {
            throw new IllegalArgumentException("A busy VM does not migrate faster: " + busyPermille + " thousandths");
        }
        if (headroomPercent < 0 || headroomPercent > 50 || leastReliefPermille < 0) {
            throw new IllegalArgumentException("A headroom of " + headroomPercent + " %, for " + leastReliefPermille
                    + " thousandths of an overload: 0 to 50, 0 or more");
        }
    }

    public Foresight keepingFree(int percent) {
        return new Foresight(changedPermille, busyPermille, percent, leastReliefPermille);
    }
}
