package org.farandole.placement;

import java.time.Duration;
import java.util.Objects;
import org.farandole.placement.cost.Corrections;
import org.farandole.placement.cost.MigrationTime;

/**
 * On what terms to plan.
 *
 * @param migrationTime the model
 * @param corrections what was learned about it
 * @param leastGain below which nothing is moved
 * @param perNode at most so many migrations at once from a node, and as many to it
 * @param perLink at most so many migrations at once between a pair of nodes
 * @param wake nodes that are off may be woken, where no plan is without
 * @param reserve nodes on that stay on and empty when {@link Goal#CONSOLIDATE} switches others off
 * @param repair rules that are broken before must hold afterwards
 */
public record Terms(
        Objective objective,
        MigrationTime migrationTime,
        Corrections corrections,
        LeastGain leastGain,
        int perNode,
        int perLink,
        boolean wake,
        int reserve,
        boolean repair) {

    public static final Terms USUAL = new Terms(
            Objective.LEAST_TIME, MigrationTime.VMPLACES, Corrections.NONE, LeastGain.ANY, 2, 2, false, 0, false);

    /**
     * No plan whose benefit does not exceed its cost.
     *
     * @param overloadPermille an overload of less than that, in thousandths of the node's limit, is not worth a migration
     * @param perNodeOff the migration time that one node switched off is worth
     * @param balancePermille a balance that is better by less than that, in thousandths of the imbalance, a migration, is not
     */
    public record LeastGain(int overloadPermille, Duration perNodeOff, int balancePermille) {

        /** An overload of any size is worth it, a node off is worth an hour, balance a thousandth. */
        public static final LeastGain ANY = new LeastGain(0, Duration.ofHours(1), 1);

        public LeastGain {
            if (overloadPermille < 0 || perNodeOff.isNegative() || balancePermille < 0) {
                throw new IllegalArgumentException("No least gain is negative: " + overloadPermille + " and "
                        + balancePermille + " thousandths, " + perNodeOff);
            }
        }
    }

    public Terms {
        Objects.requireNonNull(objective, "objective");
        Objects.requireNonNull(migrationTime, "migrationTime");
        Objects.requireNonNull(corrections, "corrections");
        Objects.requireNonNull(leastGain, "leastGain");
        if (perNode < 1 || perLink < 1 || reserve < 0) {
            throw new IllegalArgumentException(
                    "Of " + perNode + " migrations a node, " + perLink + " a link and a reserve of " + reserve
                            + " nodes, the first two are at least 1 and the last is not negative");
        }
    }

    public Terms with(Objective other) {
        return new Terms(other, migrationTime, corrections, leastGain, perNode, perLink, wake, reserve, repair);
    }

    public Terms with(MigrationTime model, Corrections learned) {
        return new Terms(objective, model, learned, leastGain, perNode, perLink, wake, reserve, repair);
    }

    public Terms with(LeastGain gain) {
        return new Terms(objective, migrationTime, corrections, gain, perNode, perLink, wake, reserve, repair);
    }

    public Terms parallel(int mostPerNode, int mostPerLink) {
        return new Terms(
                objective, migrationTime, corrections, leastGain, mostPerNode, mostPerLink, wake, reserve, repair);
    }

    public Terms waking() {
        return new Terms(objective, migrationTime, corrections, leastGain, perNode, perLink, true, reserve, repair);
    }

    public Terms reserving(int nodes) {
        return new Terms(objective, migrationTime, corrections, leastGain, perNode, perLink, wake, nodes, repair);
    }

    public Terms repairing() {
        return new Terms(objective, migrationTime, corrections, leastGain, perNode, perLink, wake, reserve, true);
    }
}
