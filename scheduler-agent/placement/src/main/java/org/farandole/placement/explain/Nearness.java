package org.farandole.placement.explain;

import java.util.Comparator;

/** Which candidate came nearer to being chosen: by kind of reason first, then by how much was missing. */
final class Nearness {

    static final Comparator<Reason> FIRST =
            Comparator.comparingInt(Nearness::rank).thenComparingDouble(Nearness::missing);

    private static final int TAKEN = 8;

    private Nearness() {}

    /** Whether the node would take the VM, so that only the goal or the cost is against it. */
    static boolean takes(Reason reason) {
        return rank(reason) < TAKEN;
    }

    private static int rank(Reason reason) {
        return switch (reason) {
            case Reason.There ignored -> 0;
            case Reason.Chosen ignored -> 0;
            case Reason.PassesThrough ignored -> 0;
            case Reason.NotSeen ignored -> 1;
            case Reason.AsGood ignored -> 1;
            case Reason.LessRoom ignored -> 2;
            case Reason.Dearer ignored -> 3;
            case Reason.NoOrder ignored -> 4;
            case Reason.LessBalanced ignored -> 5;
            case Reason.MoreNodes ignored -> 5;
            case Reason.NoGain ignored -> 6;
            case Reason.NotNeeded ignored -> 6;
            case Reason.TooLittle ignored -> 7;
            case Reason.StillOverloaded ignored -> 7;
            case Reason.StillThere ignored -> 7;
            case Reason.StillBroken ignored -> 7;
            case Reason.RigidAtSomeMoment ignored -> TAKEN;
            case Reason.Overload ignored -> 9;
            case Reason.RuleBroken ignored -> 10;
            case Reason.CoolingDown ignored -> 11;
            case Reason.NotTo ignored -> 12;
            case Reason.Barred ignored -> 12;
            case Reason.Kept ignored -> 12;
            case Reason.HeldBy ignored -> 13;
            case Reason.Draining ignored -> 14;
            case Reason.Off ignored -> 15;
            case Reason.InsteadOf instead -> rank(instead.reason());
            case Reason.Nowhere ignored -> 16;
        };
    }

    /** Of one rank, comparable. */
    private static double missing(Reason reason) {
        return switch (reason) {
            case Reason.LessRoom less -> less.roomThere() - less.room();
            case Reason.Dearer dearer -> dearer.time().toMillis() / 1_000.0 + dearer.moves();
            case Reason.LessBalanced less -> less.by();
            case Reason.MoreNodes more -> more.by();
            case Reason.NoGain none -> none.cost().toMillis();
            case Reason.TooLittle little -> (little.needed() - little.amount()) / (double) Math.max(1, little.needed());
            case Reason.StillOverloaded still -> still.load() / (double) Math.max(1, still.limit());
            case Reason.RigidAtSomeMoment moment -> moment.reaches() / (double) Math.max(1, moment.limit());
            case Reason.Overload overload -> overload.reaches() / (double) Math.max(1, overload.limit());
            case Reason.CoolingDown cooling -> cooling.left().toSeconds();
            case Reason.InsteadOf instead -> missing(instead.reason());
            case Reason.There ignored -> 0;
            case Reason.Chosen ignored -> 0;
            case Reason.PassesThrough ignored -> 0;
            case Reason.NotSeen ignored -> 0;
            case Reason.AsGood ignored -> 0;
            case Reason.NoOrder ignored -> 0;
            case Reason.NotNeeded ignored -> 0;
            case Reason.StillThere ignored -> 0;
            case Reason.StillBroken ignored -> 0;
            case Reason.RuleBroken ignored -> 0;
            case Reason.NotTo ignored -> 0;
            case Reason.Barred ignored -> 0;
            case Reason.Kept ignored -> 0;
            case Reason.HeldBy ignored -> 0;
            case Reason.Draining ignored -> 0;
            case Reason.Off ignored -> 0;
            case Reason.Nowhere ignored -> 0;
        };
    }
}
