package org.farandole.placement.search;

import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.farandole.placement.Node;
import org.farandole.placement.Problem;
import org.farandole.placement.Result;
import org.jspecify.annotations.Nullable;

/** Where no plan is without it: wakes as few nodes as are needed, the largest first. */
final class Waking {

    private final Planning planning;
    private final Problem problem;
    private final Effort effort;
    private final List<Node> asleep;

    Waking(Planning planning, Problem problem, Instance instance, Effort effort) {
        this.planning = planning;
        this.problem = problem;
        this.effort = effort;
        asleep = instance.wakeable.stream()
                .mapToObj(instance.nodes::get)
                .sorted(Comparator.comparing((Node node) -> -size(node)).thenComparing(Node::name))
                .toList();
    }

    private static long size(Node node) {
        return node.capacity().of().keySet().stream().mapToLong(node::limit).sum();
    }

    /** Null if it takes more than there are, or longer than there is time. */
    @Nullable
    Result answer() {
        boolean fewest = true;
        for (int count = 1; count <= asleep.size() && !effort.exhausted(); count++) {
            Instance awake = new Instance(problem.withNodes(on(count)));
            Best best = new Best(awake, effort);
            LeastCost search = new LeastCost(awake, effort, best);
            LeastCost.Outcome outcome = Shortage.atSight(awake).isPresent() ? LeastCost.Outcome.NONE : search.search();
            Best.Solution solution = best.solution();
            if (solution != null) {
                boolean proved = fewest && alike() && outcome == LeastCost.Outcome.PROVED;
                return planning.planned(
                        awake, best, used(awake, solution, count), new BitSet(), proved, search.bound());
            }
            fewest &= outcome == LeastCost.Outcome.NONE;
        }
        return null;
    }

    private List<Node> on(int count) {
        var woken = asleep.stream().limit(count).map(Node::name).collect(Collectors.toSet());
        return problem.nodes().stream()
                .map(node -> woken.contains(node.name()) ? node.awake() : node)
                .toList();
    }

    private BitSet used(Instance awake, Best.Solution solution, int count) {
        BitSet used = new BitSet();
        BitSet woken = new BitSet();
        asleep.stream().limit(count).forEach(node -> woken.set(awake.node(node.name())));
        IntStream.of(solution.hosts()).filter(woken::get).forEach(used::set);
        return used;
    }

    /** Which of them are woken makes no difference, but for rules. */
    private boolean alike() {
        return problem.rules().isEmpty()
                && asleep.stream().map(Node::capacity).distinct().count() == 1
                && asleep.stream().map(Node::overbookingPermille).distinct().count() == 1
                && problem.terms().corrections().pairs().isEmpty();
    }
}
