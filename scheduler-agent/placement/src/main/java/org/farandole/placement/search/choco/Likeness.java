package org.farandole.placement.search.choco;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.farandole.placement.rule.Rule;
import org.farandole.placement.search.Instance;

/** Which free VMs are alike in all that any constraint, price or order of moves looks at. */
final class Likeness {

    private record Key(
            int home,
            List<Integer> demand,
            List<Integer> domain,
            List<Long> price,
            List<Integer> rules,
            boolean maySuspend) {}

    private Likeness() {}

    /** Groups of two and more, each rising. */
    static List<int[]> groups(Subproblem part, UnaryPrices unary) {
        List<List<Integer>> rules = rulesOf(part);
        Map<Key, IntStream.Builder> byKey = new LinkedHashMap<>();
        for (int vm = 0; vm < part.vmCount(); vm++) {
            int each = vm;
            Key key = new Key(
                    part.home[vm],
                    Arrays.stream(part.demand).map(demands -> demands[each]).toList(),
                    Arrays.stream(part.domain[vm]).boxed().toList(),
                    Arrays.stream(part.domain[vm])
                            .mapToObj(node -> unary.of[each][node])
                            .toList(),
                    rules.get(vm),
                    part.instance.vms.get(part.vms[vm]).maySuspend());
            byKey.computeIfAbsent(key, one -> IntStream.builder()).add(vm);
        }
        return byKey.values().stream()
                .map(group -> group.build().toArray())
                .filter(group -> group.length > 1)
                .toList();
    }

    /** By VM: which rules name it, and in which of their groups. */
    private static List<List<Integer>> rulesOf(Subproblem part) {
        Instance instance = part.instance;
        List<List<Integer>> of = new ArrayList<>();
        for (int vm = 0; vm < part.vmCount(); vm++) {
            of.add(new ArrayList<>());
        }
        int number = 0;
        for (Rule rule : instance.problem.rules()) {
            for (Set<String> names : named(rule)) {
                for (int vm : instance.vmsOf(names)) {
                    if (part.vmOf(vm) >= 0) {
                        of.get(part.vmOf(vm)).add(number);
                    }
                }
                number++;
            }
        }
        return of;
    }

    private static List<Set<String>> named(Rule rule) {
        return switch (rule) {
            case Rule.Spread spread -> List.of(spread.vms());
            case Rule.Gather gather -> List.of(gather.vms());
            case Rule.Split split -> split.groups();
            case Rule.Among among -> List.of(among.vms());
            case Rule.Ban ban -> List.of(ban.vms());
            case Rule.Fence fence -> List.of(fence.vms());
            case Rule.Root root -> List.of(root.vms());
            case Rule.Lonely lonely -> List.of(lonely.vms());
            case Rule.Preserve preserve -> List.of(preserve.vms());
            case Rule.Quarantine ignored -> List.of();
            case Rule.MaxOnline ignored -> List.of();
            case Rule.RunningCapacity ignored -> List.of();
            case Rule.ResourceCapacity ignored -> List.of();
            case Rule.Overbook ignored -> List.of();
            case Rule.Offline ignored -> List.of();
            case Rule.Online ignored -> List.of();
        };
    }
}
