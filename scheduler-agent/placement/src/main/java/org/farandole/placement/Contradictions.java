package org.farandole.placement;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.farandole.placement.rule.Rule;

/** Pairs of hard rules that no placement whatever satisfies; the deeper conflicts are the search's to find. */
final class Contradictions {

    private Contradictions() {}

    static void check(List<Rule> hard) {
        checkNodes(hard);
        checkFences(hard);
        checkTogether(hard);
    }

    private static void checkNodes(List<Rule> hard) {
        Map<String, Rule> online = new HashMap<>();
        for (Rule rule : hard) {
            if (rule instanceof Rule.Online on) {
                on.nodes().forEach(node -> online.put(node, rule));
            }
        }
        for (Rule rule : hard) {
            if (rule instanceof Rule.Offline off) {
                for (String node : off.nodes()) {
                    refuseIf(online.containsKey(node), rule, online.get(node), "node " + node);
                }
            }
        }
    }

    private static void checkFences(List<Rule> hard) {
        Map<String, Map<String, Rule>> none = new HashMap<>();
        Map<String, Rule.Fence> fences = new HashMap<>();
        for (Rule rule : hard) {
            if (rule instanceof Rule.Fence fence) {
                for (String vm : fence.vms()) {
                    Rule.Fence other = fences.putIfAbsent(vm, fence);
                    refuseIf(other != null && disjoint(fence.nodes(), other.nodes()), fence, other, "VM " + vm);
                }
            } else if (rule instanceof Rule.Ban ban) {
                for (String vm : ban.vms()) {
                    ban.nodes()
                            .forEach(node -> none.computeIfAbsent(vm, key -> new HashMap<>())
                                    .put(node, ban));
                }
            }
        }
        fences.forEach((vm, fence) -> {
            Map<String, Rule> banned = none.getOrDefault(vm, Map.of());
            boolean all = banned.keySet().containsAll(fence.nodes());
            refuseIf(all, fence, all ? banned.get(fence.nodes().iterator().next()) : null, "VM " + vm);
        });
    }

    private static void checkTogether(List<Rule> hard) {
        for (Rule rule : hard) {
            if (rule instanceof Rule.Gather gather) {
                for (Rule other : hard) {
                    boolean apart = other instanceof Rule.Spread spread && common(gather.vms(), spread.vms()) > 1
                            || other instanceof Rule.Split split
                                    && split.groups().stream()
                                                    .filter(group -> common(gather.vms(), group) > 0)
                                                    .count()
                                            > 1;
                    refuseIf(apart, gather, other, "VMs that both are on");
                }
            }
        }
    }

    private static void refuseIf(
            boolean contradiction, Rule one, @org.jspecify.annotations.Nullable Rule other, String what) {
        if (contradiction) {
            throw new IllegalArgumentException("Rules " + one.name() + " and " + (other == null ? "?" : other.name())
                    + " contradict each other on " + what);
        }
    }

    private static boolean disjoint(Set<String> one, Set<String> other) {
        return one.stream().noneMatch(other::contains);
    }

    private static int common(Set<String> one, Set<String> other) {
        Set<String> both = new HashSet<>(one);
        both.retainAll(other);
        return both.size();
    }
}
