package org.farandole.placement.search;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.farandole.placement.Node;
import org.farandole.placement.Problem;
import org.farandole.placement.Result;
import org.farandole.placement.search.LeastCost.Outcome;
import org.farandole.placement.search.choco.Bounds;
import org.farandole.placement.search.choco.Measure;
import org.farandole.placement.search.choco.Neighbourhood;
import org.jspecify.annotations.Nullable;

/** Where no plan is without it: wakes as few nodes as are needed, the largest first. */
final class Waking {

    private final Planning planning;
    private final Problem problem;
    private final Instance instance;
    private final Effort effort;
    private final List<Node> asleep;
    private boolean none;

    Waking(Planning planning, Problem problem, Instance instance, Effort effort) {
        this.planning = planning;
        this.problem = problem;
        this.instance = instance;
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
            Awake awake = awake(asleep.stream().limit(count).map(Node::name).collect(Collectors.toSet()));
            LeastCost search = new LeastCost(awake.instance(), effort, awake.best());
            Outcome outcome = Shortage.atSight(awake.instance()).isPresent() ? Outcome.NONE : search.search();
            if (awake.best().solution() != null) {
                return fewest && alike() && outcome == Outcome.PROVED
                        ? planned(awake, true, search.bound())
                        : exactly(awake);
            }
            fewest &= outcome == Outcome.NONE;
            none = outcome == Outcome.NONE && count == asleep.size();
        }
        return null;
    }

    /** Whether it is certain that all of them awake do not help. */
    boolean none() {
        return none;
    }

    /** Other nodes may do better than the largest. */
    private Result exactly(Awake found) {
        Best.Solution solution = found.solution();
        Bounds below = new Bounds(used(found).cardinality(), solution.price());
        Map<Set<String>, Awake> tried = new HashMap<>();
        List<Awake> better = new ArrayList<>();
        boolean proved = new Exactly(instance, effort, Measure.NODES_WOKEN, (at, measure) -> {
                    Awake awake = tried.computeIfAbsent(wokenBy(at.host), this::awake);
                    long price = awake.best().price(awake.with(at.host), measure);
                    better.add(awake);
                    return price;
                })
                .isTheBest(Neighbourhood.wholeWaking(instance), below);
        Awake best = Stream.concat(better.stream().filter(awake -> awake.best().solution() != null), Stream.of(found))
                .min(Comparator.comparing((Awake awake) -> used(awake).cardinality())
                        .thenComparing(awake -> awake.solution().price()))
                .orElse(found);
        boolean certain = tried.values().stream().allMatch(awake -> awake.best().certain());
        return planned(best, proved && certain, 0);
    }

    private Result planned(Awake awake, boolean proved, long bound) {
        BitSet used = used(awake);
        Awake only = awake(
                used.stream().mapToObj(node -> instance.nodes.get(node).name()).collect(Collectors.toSet()));
        only.best().replace(awake.solution());
        return planning.planned(only.instance(), only.best(), used, new BitSet(), proved, bound);
    }

    /** The problem with some nodes awake, and the best solution with these. */
    private record Awake(Set<String> nodes, Instance instance, Best best) {

        Best.Solution solution() {
            return Objects.requireNonNull(best.solution());
        }

        Arrangement with(int[] hosts) {
            return new Arrangement(instance).goTo(hosts);
        }
    }

    private Awake awake(Set<String> woken) {
        Instance awake = new Instance(problem.withNodes(problem.nodes().stream()
                .map(node -> woken.contains(node.name()) ? node.awake() : node)
                .toList()));
        return new Awake(woken, awake, new Best(awake, effort));
    }

    private Set<String> wokenBy(int[] hosts) {
        return IntStream.of(hosts)
                .filter(instance.wakeable::get)
                .mapToObj(node -> instance.nodes.get(node).name())
                .collect(Collectors.toSet());
    }

    /** Of those that are awake, the ones that VMs go to or pass through. */
    private BitSet used(Awake awake) {
        BitSet used = new BitSet();
        awake.solution().sequence().steps().forEach(step -> used.set(step.destination()));
        used.and(instance.wakeable);
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
