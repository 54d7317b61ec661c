package org.farandole.placement.search;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.farandole.placement.search.Sequence.Kind;
import org.farandole.placement.search.Sequence.Step;
import org.jspecify.annotations.Nullable;

/**
 * What each step of an order has to wait for, so that all is lawful however long each takes. All that a step takes of a pool was
 * there at first or comes from steps that it waits for, and nothing is handed on twice: so whatever has started, no pool is ever
 * short (the resource flow of partial-order schedules: Artigues, Michelon and Reusser, 2003; chaining: Policella et al., 2007).
 * The limits on migrations at once are pools too, of which a migration takes one and gives it back.
 */
final class SequencerWaits {

    private record Claim(WaitSupply supply, int amount) {
        private long readyAt(Waiting waiting) {
            return supply.readyAt(amount, waiting);
        }
    }

    private final SequencerSteps steps;
    private final @Nullable SequencerRules rules;
    private final int[] order;
    private final int[] place;
    private final Waiting waiting;
    private final Map<Integer, WaitSupply> supplies = new HashMap<>();
    private final Map<Integer, Integer> lastOfRule = new HashMap<>();
    private final long[] wanted;
    private final int perNode;
    private final int perLink;

    private SequencerWaits(SequencerSteps steps, @Nullable SequencerRules rules, int[] order) {
        this.steps = steps;
        this.rules = rules;
        this.order = order;
        place = new int[steps.size];
        for (int i = 0; i < steps.size; i++) {
            place[order[i]] = i;
        }
        waiting = new Waiting(steps.size);
        perNode = steps.instance.terms.perNode();
        perLink = steps.instance.terms.perLink();
        wanted = new long[steps.room.length + 2 * steps.touched];
        for (int step = 0; step < steps.size; step++) {
            for (int i = 0; i < steps.takes[step].length; i += 2) {
                wanted[steps.takes[step][i]] += steps.takes[step][i + 1];
            }
            if (steps.isMigration(step)) {
                wanted[out(step)]++;
                wanted[in(step)]++;
            }
        }
    }

    /** @param order of the steps whose pools were reckoned last */
    static List<Step> of(SequencerSteps steps, @Nullable SequencerRules rules, int[] order) {
        return new SequencerWaits(steps, rules, order).inOrder();
    }

    private int out(int step) {
        return steps.room.length + 2 * steps.from[step];
    }

    private int in(int step) {
        return steps.room.length + 2 * steps.to[step] + 1;
    }

    /** Both ways are one. Pools of links have numbers below zero. */
    private int link(int step) {
        int low = Math.min(steps.from[step], steps.to[step]);
        int high = Math.max(steps.from[step], steps.to[step]);
        return -1 - (low * steps.touched + high);
    }

    private List<Step> inOrder() {
        List<Step> answer = new ArrayList<>(steps.size);
        for (int i = 0; i < steps.size; i++) {
            int step = order[i];
            waiting.next();
            if (steps.first[step] >= 0) {
                waiting.waitForOwn(place[steps.first[step]]);
            }
            waitForRules(step);
            take(step);
            List<Integer> after = waiting.done(i, steps.millis(step));
            give(step);
            int source = steps.node[steps.from[step]];
            answer.add(new Step(steps.kind[step], steps.vm[step], source, steps.node[steps.to[step]], after));
        }
        return answer;
    }

    /** First what makes it wait longest: by then others may have given enough of the rest. */
    private void take(int step) {
        List<Claim> claims = claims(step, steps.takes[step]);
        while (!claims.isEmpty()) {
            Claim latest = claims.getFirst();
            for (Claim claim : claims) {
                latest = claim.readyAt(waiting) > latest.readyAt(waiting) ? claim : latest;
            }
            latest.supply().take(latest.amount(), waiting);
            claims.remove(latest);
        }
    }

    private void give(int step) {
        claims(step, steps.gives[step]).forEach(claim -> claim.supply().give(place[step], claim.amount()));
    }

    /** Of pools that might ever be short. */
    private List<Claim> claims(int step, int[] amounts) {
        List<Claim> claims = new ArrayList<>();
        for (int i = 0; i < amounts.length; i += 2) {
            addIfShort(claims, amounts[i], steps.room[amounts[i]], amounts[i + 1]);
        }
        if (steps.isMigration(step)) {
            addIfShort(claims, out(step), perNode, 1);
            addIfShort(claims, in(step), perNode, 1);
            if (perLink < 2 * perNode) {
                claims.add(claim(link(step), perLink, 1));
            }
        }
        return claims;
    }

    private void addIfShort(List<Claim> claims, int pool, int initially, int amount) {
        if (wanted[pool] > initially) {
            claims.add(claim(pool, initially, amount));
        }
    }

    private Claim claim(int pool, int initially, int amount) {
        return new Claim(supplies.computeIfAbsent(pool, key -> new WaitSupply(initially)), amount);
    }

    private void waitForRules(int step) {
        if (rules == null) {
            return;
        }
        int[] concerned = rules.concerned(steps.vm[step], steps.left(step), steps.goal(step));
        for (int number : concerned) {
            if (rules.watch(number).pairwise) {
                waitForApart(rules.watch(number), step);
            } else {
                Integer last = lastOfRule.put(number, place[step]);
                if (last != null) {
                    waiting.waitFor(last);
                }
            }
        }
    }

    private void waitForApart(SequencerWatch watch, int step) {
        for (int i = 0; i < place[step] && steps.kind[step] != Kind.SUSPEND; i++) {
            int earlier = order[i];
            if (steps.from[earlier] == steps.to[step]
                    && steps.kind[earlier] != Kind.RESUME
                    && watch.apart(steps.vm[earlier], steps.vm[step])) {
                waiting.waitFor(i);
            }
        }
    }
}
