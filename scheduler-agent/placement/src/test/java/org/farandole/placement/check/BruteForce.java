package org.farandole.placement.check;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.farandole.placement.Goal;
import org.farandole.placement.Problem;

/**
 * The best there is, by trying every arrangement of a tiny problem, and every order of migrations that leads to it, through third
 * nodes where need be; by suspensions only where no order of migrations leads there.
 */
public final class BruteForce {

    /**
     * @param measure what the goal asks to be small: nodes woken, nodes left on, imbalance
     * @param price of the moves and soft rules, as {@link #price} reckons it
     */
    public record Best(long measure, long price) {}

    private record Candidate(int[] hosts, long measure, long price) {}

    private final Problem problem;
    private final SmallProblem small;
    private final Detours detours;
    private final List<Candidate> candidates = new ArrayList<>();

    private BruteForce(Problem problem, Set<String> woken) {
        this.problem = problem;
        small = new SmallProblem(problem, woken);
        detours = new Detours(small);
    }

    /** None if nothing reaches the goal. */
    public static Optional<Best> best(Problem problem) {
        Set<String> wanted = SmallProblem.wantedOn(problem);
        List<String> wakeable = SmallProblem.wakeable(problem).stream()
                .filter(node -> !wanted.contains(node))
                .toList();
        Optional<Best> best = Optional.empty();
        for (int chosen = 0; chosen < 1 << wakeable.size(); chosen++) {
            int woken = wanted.size() + Integer.bitCount(chosen);
            if (best.isEmpty() || woken <= best.get().measure()) {
                Set<String> names = new HashSet<>(wanted);
                for (int i = 0; i < wakeable.size(); i++) {
                    if ((chosen & 1 << i) != 0) {
                        names.add(wakeable.get(i));
                    }
                }
                Optional<Best> other = new BruteForce(problem, names).search(woken);
                best = better(best, other);
            }
        }
        return best.map(found -> worthwhile(problem, found));
    }

    /** Where nothing is wrong, fewer nodes or a better balance are what a plan is made for, and no other gain is. */
    private static Best worthwhile(Problem problem, Best best) {
        Best still = of(problem, Outcome.of(problem, List.of()));
        SmallProblem small = new SmallProblem(problem, Set.of());
        boolean gains = switch (problem.goal()) {
            case RELIEVE, EVACUATE -> true;
            case CONSOLIDATE -> best.measure() < small.nodesOn();
            case BALANCE -> best.measure() < still.measure();
        };
        return gains || !small.reachesGoal(small.home) ? best : still;
    }

    private static Optional<Best> better(Optional<Best> one, Optional<Best> other) {
        Comparator<Best> order = Comparator.comparingLong(Best::measure).thenComparingLong(Best::price);
        return one.isEmpty() ? other : other.isEmpty() || order.compare(one.get(), other.get()) <= 0 ? one : other;
    }

    /** What a plan costs, in the same unit: less is better. */
    public static Best of(Problem problem, Outcome outcome) {
        long measure = switch (problem.goal()) {
            case RELIEVE, EVACUATE -> outcome.woken().size();
            case CONSOLIDATE -> nodesLeftOn(problem, outcome);
            case BALANCE -> outcome.imbalance();
        };
        return new Best(
                measure,
                SmallProblem.price(problem, outcome.moves(), outcome.time().toMillis(), outcome.penalty()));
    }

    private static long nodesLeftOn(Problem problem, Outcome outcome) {
        SmallProblem small = new SmallProblem(problem, Set.of());
        return small.nodesLeftOn(small.vms.stream()
                .mapToInt(vm ->
                        small.nodes.indexOf(small.given.node(outcome.hosts().get(vm.name()))))
                .toArray());
    }

    private Optional<Best> search(int woken) {
        arrange(0, new int[small.home.length], woken);
        candidates.sort(Comparator.comparingLong(Candidate::measure).thenComparingLong(Candidate::price));
        Optional<Best> best = Optional.empty();
        for (Candidate candidate : candidates) {
            Best ideal = new Best(candidate.measure(), candidate.price());
            if (better(best, Optional.of(ideal)).equals(best)) {
                return best;
            }
            long extra = detours.extra(candidate.hosts());
            if (extra >= 0) {
                best = better(best, Optional.of(new Best(ideal.measure(), ideal.price() + extra)));
            }
        }
        return best;
    }

    private void arrange(int vm, int[] hosts, int woken) {
        if (vm == hosts.length) {
            if (small.reachesGoal(hosts)) {
                candidates.add(new Candidate(hosts.clone(), measure(hosts, woken), price(hosts)));
            }
            return;
        }
        for (int node = 0; node < small.nodes.size(); node++) {
            if (node == small.home[vm] || small.mayMove(vm) && small.mayEnter(vm, node)) {
                hosts[vm] = node;
                arrange(vm + 1, hosts, woken);
            }
        }
    }

    private long measure(int[] hosts, int woken) {
        return switch (problem.goal()) {
            case RELIEVE, EVACUATE -> woken;
            case CONSOLIDATE -> small.nodesLeftOn(hosts);
            case BALANCE -> small.imbalance(hosts);
        };
    }

    /** Of direct moves. */
    private long price(int[] hosts) {
        long price = SmallProblem.price(problem, 0, 0, small.penalty(hosts));
        for (int vm = 0; vm < hosts.length; vm++) {
            price += hosts[vm] == small.home[vm] ? 0 : small.priceOfMove(vm, small.home[vm], hosts[vm]);
        }
        return price;
    }

    /** Whether nothing asks for a plan: for relief, evacuation and repairs. */
    public static boolean isCalm(Problem problem) {
        SmallProblem small = new SmallProblem(problem, Set.of());
        boolean mends = problem.terms().repair() && small.penalty(small.home) > 0;
        Given given = new Given(problem);
        Set<String> used = Set.copyOf(given.hostsBefore().values());
        return !mends
                && given.tooManyOn(given.onBefore(), used) == 0
                && problem.goal() != Goal.CONSOLIDATE
                && problem.goal() != Goal.BALANCE
                && small.reachesGoal(small.home);
    }
}
