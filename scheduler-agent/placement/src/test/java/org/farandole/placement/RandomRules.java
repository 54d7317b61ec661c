package org.farandole.placement;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.farandole.placement.rule.Rule;
import org.farandole.placement.rule.Strength;

/** Rules of every kind on some of a problem's VMs and nodes. */
final class RandomRules {

    private static final int KINDS = 16;

    private final Random random;
    private final List<String> vms;
    private final List<String> nodes;
    private int named;

    RandomRules(Random random, Problem problem) {
        this.random = random;
        vms = problem.vms().stream().map(Vm::name).toList();
        nodes = problem.nodes().stream().map(Node::name).toList();
    }

    /** Groups of two to five VMs, a third of all, each under one rule of those that a site would have many of. */
    List<Rule> onAThird() {
        List<String> some = new ArrayList<>(vms);
        Collections.shuffle(some, random);
        List<Rule> rules = new ArrayList<>();
        int from = 0;
        while (from < vms.size() / 3) {
            int to = Math.min(vms.size(), from + 2 + random.nextInt(4));
            rules.add(on(random.nextInt(9), Set.copyOf(some.subList(from, to)), strength()));
            from = to;
        }
        return rules;
    }

    /** Any rule on a few of all. */
    Rule any() {
        return on(random.nextInt(KINDS), some(vms, 1 + random.nextInt(3)), strength());
    }

    /** One that cannot be broken on the way only. */
    Rule notContinuous() {
        Strength strength = random.nextBoolean() ? Strength.HARD : soft();
        return on(random.nextInt(KINDS), some(vms, 1 + random.nextInt(3)), strength);
    }

    private Strength strength() {
        return switch (random.nextInt(3)) {
            case 0 -> Strength.HARD;
            case 1 -> Strength.CONTINUOUS;
            default -> soft();
        };
    }

    private Strength soft() {
        return new Strength.Soft(1 + random.nextInt(random.nextBoolean() ? 3 : 30));
    }

    private Set<String> some(List<String> names, int most) {
        Set<String> some = new TreeSet<>();
        for (int i = 0; i < most; i++) {
            some.add(names.get(random.nextInt(names.size())));
        }
        return some;
    }

    private Set<String> someNodes() {
        return some(nodes, 1 + random.nextInt(Math.max(1, nodes.size() / 2)));
    }

    private List<Set<String>> halves(List<String> names) {
        List<String> shuffled = new ArrayList<>(names);
        Collections.shuffle(shuffled, random);
        int cut = 1 + random.nextInt(Math.max(1, shuffled.size() - 1));
        return cut >= shuffled.size()
                ? List.of(Set.copyOf(shuffled))
                : List.of(Set.copyOf(shuffled.subList(0, cut)), Set.copyOf(shuffled.subList(cut, shuffled.size())));
    }

    private Rule on(int kind, Set<String> group, Strength strength) {
        String name = "rule-%03d".formatted(named++);
        return switch (kind) {
            case 0 -> new Rule.Spread(name, strength, group);
            case 1 -> new Rule.Gather(name, strength, group);
            case 2 -> new Rule.Split(name, strength, halves(List.copyOf(new TreeSet<>(group))));
            case 3 -> new Rule.Among(name, strength, group, halves(nodes));
            case 4 -> new Rule.Ban(name, strength, group, someNodes());
            case 5 -> new Rule.Fence(name, strength, group, someNodes());
            case 6 -> new Rule.Root(name, strength, group);
            case 7 -> new Rule.Preserve(name, group, Dimension.CPU, 5 * random.nextInt(8));
            case 8 -> new Rule.Lonely(name, strength, group);
            case 9 -> new Rule.Quarantine(name, strength, some(nodes, 1));
            case 10 -> new Rule.MaxOnline(name, strength, someNodes(), random.nextInt(3));
            case 11 -> new Rule.RunningCapacity(name, strength, someNodes(), random.nextInt(5));
            case 12 -> new Rule.ResourceCapacity(name, strength, someNodes(), Dimension.CPU, 10 * random.nextInt(12));
            case 13 -> new Rule.Overbook(name, someNodes(), Dimension.CPU, 500 + 100 * random.nextInt(6));
            case 14 -> new Rule.Offline(name, strength, some(nodes, 1));
            default -> new Rule.Online(name, some(nodes, 1));
        };
    }

    /** The problem with these rules, less those that contradict earlier ones. */
    static Problem without(Problem problem, List<Rule> rules) {
        Problem ruled = problem;
        for (Rule rule : rules) {
            List<Rule> more = new ArrayList<>(ruled.rules());
            more.add(rule);
            ruled = orAsItWas(ruled, more);
        }
        return ruled;
    }

    private static Problem orAsItWas(Problem problem, List<Rule> rules) {
        try {
            return problem.withRules(rules);
        } catch (IllegalArgumentException contradiction) {
            return problem;
        }
    }
}
