package org.farandole.placement.explain;

import static org.farandole.placement.search.WordingPhrases.amount;
import static org.farandole.placement.search.WordingPhrases.amountOutOf;
import static org.farandole.placement.search.WordingPhrases.count;
import static org.farandole.placement.search.WordingPhrases.list;
import static org.farandole.placement.search.WordingPhrases.number;
import static org.farandole.placement.search.WordingPhrases.outOf;
import static org.farandole.placement.search.WordingPhrases.rule;
import static org.farandole.placement.search.WordingPhrases.time;

import org.farandole.placement.search.WordingPhrases;

/** Reasons for people: short, with units and names. */
final class ReasonWords {

    private ReasonWords() {}

    static String of(Reason reason) {
        return switch (reason) {
            case Reason.There there -> "it is on " + there.node() + " and stays there";
            case Reason.Chosen chosen -> "it goes to " + chosen.node();
            case Reason.PassesThrough passes -> "it passes through " + passes.node();
            case Reason.CoolingDown cooling -> "in cool-down for " + time(cooling.left());
            case Reason.HeldBy held -> held.node() + " reserved by " + held.by();
            case Reason.Kept kept -> rule(kept.by()) + " keeps it where it is";
            case Reason.Draining draining -> draining.node() + " is draining";
            case Reason.Off off -> off.node() + " is off";
            case Reason.Barred barred -> barred.node() + " is barred by " + rule(barred.by());
            case Reason.NotTo not -> "not to " + not.node() + ": came from there, or is ruled out for this VM";
            case Reason.Overload over -> overload(over);
            case Reason.RigidAtSomeMoment moment ->
                moment.node() + " would hold " + amountOutOf(moment.reaches(), moment.limit(), moment.dimension())
                        + " while it migrates";
            case Reason.RuleBroken broken -> rule(broken.broken());
            case Reason.NoGain none -> "would take " + time(none.cost()) + " and not be worth it";
            case Reason.StillOverloaded still ->
                still.node() + " would stay at " + amountOutOf(still.load(), still.limit(), still.dimension());
            case Reason.StillThere still -> still.vm() + " would still be on " + still.node();
            case Reason.StillBroken still -> rule(still.broken()) + " would still be broken";
            case Reason.TooLittle little ->
                "it frees " + amount(little.amount(), little.dimension()) + ", " + number(little.needed()) + " "
                        + little.dimension().unit() + " have to go";
            case Reason.MoreNodes more -> count(more.by(), "node") + " more in use";
            case Reason.LessBalanced less -> "less balanced by " + percent(less.by());
            case Reason.Dearer dearer -> dearer(dearer);
            case Reason.LessRoom less -> lessRoom(less);
            case Reason.AsGood good -> good.node() + " would do as well";
            case Reason.NotSeen ignored -> "would be better; the search stopped before it was found";
            case Reason.NoOrder ignored -> "no order of moves leads there";
            case Reason.NotNeeded not -> "nothing more has to leave " + not.node();
            case Reason.InsteadOf instead ->
                "instead of " + instead.mover() + ", to " + instead.node() + ": "
                        + instead.reason().words();
            case Reason.Nowhere nowhere ->
                "none of " + count(nowhere.nodes(), "other node") + " takes it"
                        + nowhere.nearest()
                                .map(near -> "; nearest: " + near.node() + " ("
                                        + near.reason().words() + ")")
                                .orElse("");
        };
    }

    private static String overload(Reason.Overload over) {
        long percent = Math.round(100.0 * over.reaches() / Math.max(1, over.capacity()));
        return over.node() + " would reach " + number(percent) + " % of "
                + over.dimension().name() + " (" + outOf(over.reaches(), over.limit(), over.dimension()) + ")";
    }

    private static String dearer(Reason.Dearer dearer) {
        String rules = list(dearer.rules().stream().map(WordingPhrases::rule).toList());
        return (dearer.moves() > 0 ? count(dearer.moves(), "move") : time(dearer.time())) + " dearer"
                + (rules.isEmpty() ? "" : ", counting " + rules);
    }

    private static String lessRoom(Reason.LessRoom less) {
        return "same cost, with less room: " + percent(less.room()) + " left on " + less.node()
                + (less.node().equals(less.chosen())
                        ? " instead of " + percent(less.roomThere())
                        : ", " + percent(less.roomThere()) + " on " + less.chosen());
    }

    private static String percent(long permille) {
        return (permille < 0 ? "-" : "") + Math.abs(permille) / 10 + "." + Math.abs(permille) % 10 + " %";
    }

    static String group(Reason reason) {
        return switch (reason) {
            case Reason.There ignored -> "there already";
            case Reason.Chosen ignored -> "chosen";
            case Reason.PassesThrough ignored -> "passed through";
            case Reason.CoolingDown ignored -> "in cool-down";
            case Reason.HeldBy ignored -> "reserved by others";
            case Reason.Kept ignored -> "kept where they are by rules";
            case Reason.Draining ignored -> "draining";
            case Reason.Off ignored -> "off";
            case Reason.Barred ignored -> "barred by rules";
            case Reason.NotTo ignored -> "ruled out for the VM itself, as where it came from";
            case Reason.Overload over -> "too little " + over.dimension().name();
            case Reason.RigidAtSomeMoment moment ->
                "too little " + moment.dimension().name() + " on the way";
            case Reason.RuleBroken ignored -> "against rules";
            case Reason.NoGain ignored -> "not worth it";
            case Reason.StillOverloaded still ->
                "not enough: overload left in " + still.dimension().name();
            case Reason.StillThere ignored -> "not enough: others have to leave";
            case Reason.StillBroken ignored -> "not enough: rules still broken";
            case Reason.TooLittle little ->
                "frees too little " + little.dimension().name();
            case Reason.MoreNodes ignored -> "more nodes in use";
            case Reason.LessBalanced ignored -> "less balanced";
            case Reason.Dearer dearer -> dearer.rules().isEmpty() ? "dearer" : "dearer by soft rules";
            case Reason.LessRoom ignored -> "same cost, less room";
            case Reason.AsGood ignored -> "as good";
            case Reason.NotSeen ignored -> "better, but not found";
            case Reason.NoOrder ignored -> "without an order of moves";
            case Reason.NotNeeded ignored -> "not needed";
            case Reason.InsteadOf instead -> group(instead.reason());
            case Reason.Nowhere ignored -> "taken by no node";
        };
    }
}
