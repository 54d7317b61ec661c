package org.farandole.bench.btrplace;

/**
 * How BtrPlace is asked.
 *
 * @param objective of its own three
 * @param repair which VMs it may move
 * @param optimise goes on after the first plan, until the limit
 * @param transientLoads what is not rigid is limited while VMs migrate, too
 */
record Mode(Objective objective, Repair repair, boolean optimise, boolean transientLoads) {

    enum Objective {
        MIN_MIGRATIONS,
        MIN_MTTR,
        MIN_MTTR_MIG
    }

    enum Repair {
        /** Only VMs that it holds for misplaced. */
        ONLY,
        /** All VMs. */
        NEVER,
        /** All VMs, in the time that is left, where moving the misplaced ones is proved not to do. */
        FIRST
    }

    /** What gave it the best results on these instances. */
    static final Mode BEST = new Mode(Objective.MIN_MIGRATIONS, Repair.FIRST, true, false);

    /** As {@code MIN_MIGRATIONS,FIRST,true,false}, or {@code best}. */
    static Mode of(String words) {
        if (words.equals("best")) {
            return BEST;
        }
        String[] parts = words.split(",");
        return new Mode(
                Objective.valueOf(parts[0]),
                Repair.valueOf(parts[1]),
                Boolean.parseBoolean(parts[2]),
                Boolean.parseBoolean(parts[3]));
    }
}
