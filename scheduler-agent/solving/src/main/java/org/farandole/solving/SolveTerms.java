package org.farandole.solving;

import java.time.Duration;
import java.util.Objects;
import org.farandole.placement.Objective;
import org.farandole.placement.Terms;
import org.farandole.placement.cost.Corrections;
import org.farandole.placement.cost.MigrationTime;
import org.jspecify.annotations.Nullable;

/**
 * On what terms a partition is solved, as it is recorded. None of them lets a plan suspend a VM or wake a node: decisions carry
 * migrations and power-offs only.
 *
 * @param megabytesPerSecond what a link carries, in 10^6 bytes a second
 * @param sentAgainPercent memory that is sent again in any migration
 * @param leastOverloadPermille an overload of less than that, in thousandths of the node's limit, is left alone
 * @param perNodeOff the migration time that one node switched off is worth
 * @param leastBalancePermille a migration that betters the balance by less than that, in thousandths, is left
 * @param perNode at most so many migrations at once from a node, and as many to it
 * @param perLink at most so many migrations at once between a pair of nodes
 * @param reserve nodes that stay on and empty when others are switched off
 * @param repair rules that are broken before must hold afterwards
 * @param foresight none: plans are for demands as they are
 */
public record SolveTerms(
        Objective objective,
        int megabytesPerSecond,
        int sentAgainPercent,
        int leastOverloadPermille,
        Duration perNodeOff,
        int leastBalancePermille,
        int perNode,
        int perLink,
        int reserve,
        boolean repair,
        @Nullable Foresight foresight) {

    public static final SolveTerms USUAL = of(Terms.USUAL);

    public SolveTerms {
        Objects.requireNonNull(objective, "objective");
        Objects.requireNonNull(perNodeOff, "perNodeOff");
    }

    private static SolveTerms of(Terms terms) {
        return new SolveTerms(
                terms.objective(),
                terms.migrationTime().megabytesPerSecond(),
                terms.migrationTime().sentAgainPercent(),
                terms.leastGain().overloadPermille(),
                terms.leastGain().perNodeOff(),
                terms.leastGain().balancePermille(),
                terms.perNode(),
                terms.perLink(),
                terms.reserve(),
                terms.repair(),
                null);
    }

    public SolveTerms leavingOverloadsBelow(int permille) {
        return new SolveTerms(
                objective,
                megabytesPerSecond,
                sentAgainPercent,
                permille,
                perNodeOff,
                leastBalancePermille,
                perNode,
                perLink,
                reserve,
                repair,
                foresight);
    }

    public SolveTerms lookingAhead(@Nullable Foresight other) {
        return new SolveTerms(
                objective,
                megabytesPerSecond,
                sentAgainPercent,
                leastOverloadPermille,
                perNodeOff,
                leastBalancePermille,
                perNode,
                perLink,
                reserve,
                repair,
                other);
    }

    public SolveTerms parallel(int mostPerNode, int mostPerLink) {
        return new SolveTerms(
                objective,
                megabytesPerSecond,
                sentAgainPercent,
                leastOverloadPermille,
                perNodeOff,
                leastBalancePermille,
                mostPerNode,
                mostPerLink,
                reserve,
                repair,
                foresight);
    }

    /** @throws IllegalArgumentException naming what is wrong with them */
    Terms with(Corrections learned) {
        return new Terms(
                objective,
                new MigrationTime(megabytesPerSecond, sentAgainPercent),
                learned,
                new Terms.LeastGain(leastOverloadPermille, perNodeOff, leastBalancePermille),
                perNode,
                perLink,
                false,
                reserve,
                repair);
    }
}
