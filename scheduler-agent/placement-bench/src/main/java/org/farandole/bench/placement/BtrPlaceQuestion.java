package org.farandole.bench.placement;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import org.farandole.placement.Dimension;
import org.farandole.placement.Problem;
import org.farandole.placement.Vm;
import org.farandole.placement.rule.Rule;

/** A problem as the process that runs BtrPlace reads it (its {@code Main} has the protocol). */
final class BtrPlaceQuestion {

    private final Problem problem;
    private final Numbers numbers;
    private final StringBuilder text = new StringBuilder();

    private BtrPlaceQuestion(Problem problem, Numbers numbers) {
        this.problem = problem;
        this.numbers = numbers;
    }

    /**
     * @param limitSeconds for the search, at least 1
     * @param mostOnline nodes that may have VMs at the end; 0 for no such limit
     */
    static String text(Problem problem, Numbers numbers, int limitSeconds, long seed, String mode, int mostOnline) {
        return new BtrPlaceQuestion(problem, numbers).write(limitSeconds, seed, mode, mostOnline);
    }

    private String write(int limitSeconds, long seed, String mode, int mostOnline) {
        line("limit " + limitSeconds);
        line("seed " + seed);
        line("mode " + mode);
        for (Dimension dimension : numbers.dimensions()) {
            line("dimension " + dimension.name() + (dimension.rigid() ? " rigid" : " shared"));
        }
        problem.nodes().forEach(node -> line("node" + figures(node::limit)));
        for (Vm vm : problem.vms()) {
            line("vm " + numbers.node(vm.host()) + figures(vm.demand()::get));
        }
        problem.rules().forEach(this::rule);
        if (mostOnline > 0) {
            line("rule maxOnline"
                    + problem.nodes().stream()
                            .map(node -> " " + numbers.node(node.name()))
                            .collect(Collectors.joining())
                    + " / " + mostOnline);
        }
        line("solve");
        return text.toString();
    }

    private String figures(ToIntFunction<Dimension> of) {
        return numbers.dimensions().stream()
                .map(dimension -> " " + of.applyAsInt(dimension))
                .collect(Collectors.joining());
    }

    private void line(String line) {
        text.append(line).append('\n');
    }

    private void rule(Rule rule) {
        switch (rule) {
            case Rule.Spread spread -> line("rule spread" + vms(spread.vms()));
            case Rule.Gather gather -> line("rule gather" + vms(gather.vms()));
            case Rule.Split split -> line("rule split" + groups(split.groups(), this::vms));
            case Rule.Among among -> line("rule among" + vms(among.vms()) + " /" + groups(among.groups(), this::nodes));
            case Rule.Ban ban -> line("rule ban" + vms(ban.vms()) + " /" + nodes(ban.nodes()));
            case Rule.Fence fence -> line("rule fence" + vms(fence.vms()) + " /" + nodes(fence.nodes()));
            case Rule.Root root -> line("rule root" + vms(root.vms()));
            case Rule.Lonely lonely -> line("rule lonely" + vms(lonely.vms()));
            case Rule.MaxOnline most -> line("rule maxOnline" + nodes(most.nodes()) + " / " + most.most());
            case Rule.RunningCapacity most -> line("rule runningCapacity" + nodes(most.nodes()) + " / " + most.most());
            case Rule.ResourceCapacity most ->
                line("rule resourceCapacity" + nodes(most.nodes()) + " / " + most.most() + " / "
                        + numbers.dimensions().indexOf(most.dimension()));
            case Rule.Quarantine no -> unknown(rule);
            case Rule.Preserve no -> unknown(rule);
            case Rule.Overbook no -> unknown(rule);
            case Rule.Offline no -> unknown(rule);
            case Rule.Online no -> unknown(rule);
        }
    }

    /** No instance has it. */
    private static void unknown(Rule rule) {
        throw new IllegalArgumentException("Rule " + rule.name() + " is not translated");
    }

    private String vms(Collection<String> names) {
        return names.stream().sorted().map(name -> " " + numbers.vm(name)).collect(Collectors.joining());
    }

    private String nodes(Collection<String> names) {
        return names.stream().sorted().map(name -> " " + numbers.node(name)).collect(Collectors.joining());
    }

    private static String groups(List<Set<String>> groups, java.util.function.Function<Set<String>, String> words) {
        return groups.stream().map(words).collect(Collectors.joining(" /"));
    }
}
