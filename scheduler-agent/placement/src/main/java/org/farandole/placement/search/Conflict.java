package org.farandole.placement.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.farandole.placement.Cause;
import org.farandole.placement.Cause.Kind;
import org.farandole.placement.rule.Rule;

/**
 * A small set of rules that cannot hold together, of many that cannot: the deletion filter (Chinneck and Dravnieks 1991), by
 * halves first, so that a few culprits among thousands are found with few questions.
 */
public final class Conflict {

    /** Questions. */
    public static final int MOST_ASKED = 64;

    private static final Cause NO_RULE_TO_BLAME =
            new Cause(Kind.FRAGMENTED, "the room is there in sum, but no arrangement of the VMs fits into it");

    private final List<Rule> soft;
    private final Predicate<List<Rule>> possible;
    private final int mostAsked;
    private int asked;

    private Conflict(List<Rule> soft, Predicate<List<Rule>> possible, int mostAsked) {
        this.soft = soft;
        this.possible = possible;
        this.mostAsked = mostAsked;
    }

    /**
     * To be asked once it is proved that there is no plan under all the rules.
     *
     * @param possible whether there may be a plan under some of the rules; no is a proof, yes may be a guess
     * @return of kind RULES, with names, if there may be a plan without rules; otherwise FRAGMENTED
     */
    public static Cause cause(List<Rule> rules, Predicate<List<Rule>> possible) {
        return cause(rules, possible, MOST_ASKED);
    }

    static Cause cause(List<Rule> rules, Predicate<List<Rule>> possible, int mostAsked) {
        List<Rule> sorted =
                rules.stream().sorted(Comparator.comparing(Rule::name)).toList();
        List<Rule> hard = sorted.stream().filter(rule -> !rule.soft()).toList();
        List<Rule> soft = sorted.stream().filter(Rule::soft).toList();
        Conflict conflict = new Conflict(soft, possible, mostAsked);
        if (hard.isEmpty() || conflict.impossible(List.of())) {
            return NO_RULE_TO_BLAME;
        }
        List<Rule> culprits = conflict.reduce(hard);
        return new Cause(Kind.RULES, culprits.stream().map(Rule::name).toList(), conflict.words(culprits));
    }

    /** What is left after one pass by single rules is minimal; larger pieces only save questions. */
    private List<Rule> reduce(List<Rule> hard) {
        List<Rule> kept = hard;
        for (int piece = hard.size() / 2; piece > 1; piece = Math.min(piece, kept.size()) / 2) {
            kept = withoutPieces(kept, piece);
        }
        return withoutPieces(kept, 1);
    }

    private List<Rule> withoutPieces(List<Rule> rules, int piece) {
        List<Rule> kept = rules;
        int from = 0;
        while (from < kept.size() && kept.size() > 1 && !spent()) {
            List<Rule> fewer = new ArrayList<>(kept.subList(0, from));
            fewer.addAll(kept.subList(Math.min(from + piece, kept.size()), kept.size()));
            if (!fewer.isEmpty() && impossible(fewer)) {
                kept = fewer;
            } else {
                from += piece;
            }
        }
        return kept;
    }

    private boolean impossible(List<Rule> hard) {
        asked++;
        List<Rule> some = new ArrayList<>(soft);
        some.addAll(hard);
        return !possible.test(some);
    }

    private boolean spent() {
        return asked >= mostAsked;
    }

    private String words(List<Rule> culprits) {
        String names =
                WordingPhrases.list(culprits.stream().map(WordingPhrases::rule).toList());
        if (culprits.size() == 1) {
            return names + " cannot hold with the goal";
        }
        return names + " cannot hold together with the goal"
                + (spent() ? "; some of them may have no part in it, the search for fewer stopped" : "");
    }
}
