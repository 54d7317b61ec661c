package org.farandole.placement;

/**
 * Is there an arrangement within these bounds? Optimising is asking again with a tighter bound.
 *
 * @param movable the VMs that are variables; all others stay
 * @param room CPU that each node keeps free, where it had that much and where a full plan can (percent of one core)
 * @param exactly each source loses exactly its least number of VMs, else at least that
 * @param mostMoves over all VMs
 * @param mostMillis of migration, summed
 * @param mostLeft of the problem that may stay unsolved, in the goal's measure; 0 asks for a full plan
 */
record Question(int[] movable, int room, boolean exactly, int leastMoves, int mostMoves, int mostMillis, int mostLeft) {

    static Question full(int[] movable, boolean exactly, int leastMoves, int mostMoves) {
        return new Question(movable, 0, exactly, leastMoves, mostMoves, Integer.MAX_VALUE, 0);
    }

    static Question partial(int[] movable, int mostLeft) {
        return new Question(movable, 0, false, 1, movable.length, Integer.MAX_VALUE, mostLeft);
    }

    boolean partial() {
        return mostLeft > 0;
    }

    Question movesUpTo(int most) {
        return new Question(movable, room, exactly, leastMoves, most, mostMillis, mostLeft);
    }

    Question millisUpTo(int most) {
        return new Question(movable, room, exactly, leastMoves, mostMoves, most, mostLeft);
    }

    Question roomFrom(int least) {
        return new Question(movable, least, exactly, leastMoves, mostMoves, mostMillis, mostLeft);
    }

    Question leftUpTo(int most) {
        return new Question(movable, room, exactly, leastMoves, mostMoves, mostMillis, most);
    }
}
