package org.farandole.placement.search;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.farandole.placement.Dimension;
import org.farandole.placement.Goal;
import org.farandole.placement.Node;
import org.farandole.placement.Vm;
import org.farandole.placement.rule.Rule;

/** What concerns one VM or one node alone: turned into limits, demands, and where each VM may go. */
final class Restrictions {

    private final Instance instance;

    Restrictions(Instance instance) {
        this.instance = instance;
    }

    static Optional<Dimension> dimension(Rule rule) {
        return switch (rule) {
            case Rule.Preserve preserve -> Optional.of(preserve.dimension());
            case Rule.ResourceCapacity capacity -> Optional.of(capacity.dimension());
            case Rule.Overbook overbook -> Optional.of(overbook.dimension());
            case Rule.Spread ignored -> Optional.empty();
            case Rule.Gather ignored -> Optional.empty();
            case Rule.Split ignored -> Optional.empty();
            case Rule.Among ignored -> Optional.empty();
            case Rule.Ban ignored -> Optional.empty();
            case Rule.Fence ignored -> Optional.empty();
            case Rule.Root ignored -> Optional.empty();
            case Rule.Quarantine ignored -> Optional.empty();
            case Rule.Lonely ignored -> Optional.empty();
            case Rule.MaxOnline ignored -> Optional.empty();
            case Rule.RunningCapacity ignored -> Optional.empty();
            case Rule.Offline ignored -> Optional.empty();
            case Rule.Online ignored -> Optional.empty();
        };
    }

    void apply() {
        for (int node = 0; node < instance.nodeCount(); node++) {
            Node each = instance.nodes.get(node);
            boolean takes = !each.draining() && each.heldBy() == null;
            instance.open.set(node, takes && each.power() == Node.Power.ON);
            instance.wakeable.set(node, takes && each.power() == Node.Power.OFF && instance.terms.wake());
            instance.kept.set(node, each.power() == Node.Power.OFF || !takes);
        }
        for (int vm = 0; vm < instance.vmCount(); vm++) {
            Vm each = instance.vms.get(vm);
            instance.mayMove[vm] = each.coolDown().isZero() && !instance.held(instance.host[vm]);
            for (int node : instance.nodesOf(each.notTo())) {
                instance.bar(vm, node);
            }
            instance.mustMove[vm] = instance.goal == Goal.EVACUATE
                    && instance.nodes.get(instance.host[vm]).draining();
        }
        instance.problem.rules().stream().filter(rule -> !rule.soft()).forEach(this::apply);
    }

    private void apply(Rule rule) {
        switch (rule) {
            case Rule.Ban ban -> {
                for (int vm : instance.vmsOf(ban.vms())) {
                    barAll(vm, Arrays.stream(instance.nodesOf(ban.nodes())));
                }
            }
            case Rule.Fence fence -> {
                BitSet inside = bits(instance.nodesOf(fence.nodes()));
                for (int vm : instance.vmsOf(fence.vms())) {
                    barAll(vm, IntStream.range(0, instance.nodeCount()).filter(node -> !inside.get(node)));
                }
            }
            case Rule.Root root -> hold(instance.vmsOf(root.vms()));
            case Rule.Gather gather when gather.continuous() -> holdIfTogether(instance.vmsOf(gather.vms()));
            case Rule.Quarantine quarantine -> {
                BitSet zone = bits(instance.nodesOf(quarantine.nodes()));
                hold(vmsOn(zone::get));
                close(zone);
            }
            case Rule.Offline offline -> {
                BitSet off = bits(instance.nodesOf(offline.nodes()));
                close(off);
                if (instance.terms.repair()) {
                    leave(vmsOn(off::get));
                }
            }
            case Rule.Preserve preserve -> raise(preserve);
            case Rule.Overbook overbook -> lower(overbook);
            case Rule.Online online ->
                Arrays.stream(instance.nodesOf(online.nodes())).forEach(instance.kept::set);
            case Rule.Gather ignored -> {}
            case Rule.Spread ignored -> {}
            case Rule.Split ignored -> {}
            case Rule.Among ignored -> {}
            case Rule.Lonely ignored -> {}
            case Rule.MaxOnline ignored -> {}
            case Rule.RunningCapacity ignored -> {}
            case Rule.ResourceCapacity ignored -> {}
        }
    }

    private void barAll(int vm, IntStream nodes) {
        nodes.forEach(node -> {
            instance.bar(vm, node);
            if (node == instance.host[vm] && instance.terms.repair()) {
                instance.mustMove[vm] = true;
            }
        });
    }

    private void hold(int[] vms) {
        for (int vm : vms) {
            instance.mayMove[vm] = false;
        }
    }

    private void holdIfTogether(int[] vms) {
        if (Arrays.stream(vms).map(vm -> instance.host[vm]).distinct().count() <= 1) {
            hold(vms);
        }
    }

    private void leave(int[] vms) {
        for (int vm : vms) {
            instance.mustMove[vm] = true;
        }
    }

    private void close(BitSet nodes) {
        instance.open.andNot(nodes);
        instance.wakeable.andNot(nodes);
    }

    private void raise(Rule.Preserve preserve) {
        int dimension = instance.dimension(preserve.dimension());
        if (dimension >= 0) {
            for (int vm : instance.vmsOf(preserve.vms())) {
                int demand = instance.demand[dimension][vm];
                instance.demand[dimension][vm] = Math.max(demand, preserve.amount());
            }
        }
    }

    private void lower(Rule.Overbook overbook) {
        int dimension = instance.dimension(overbook.dimension());
        if (dimension >= 0) {
            for (int node : instance.nodesOf(overbook.nodes())) {
                long capacity = instance.nodes.get(node).capacity().get(overbook.dimension());
                long most = Math.min(Integer.MAX_VALUE, capacity * overbook.permille() / 1_000);
                instance.limit[dimension][node] = (int) Math.min(instance.limit[dimension][node], most);
            }
        }
    }

    private int[] vmsOn(IntPredicate node) {
        return IntStream.range(0, instance.vmCount())
                .filter(vm -> node.test(instance.host[vm]))
                .toArray();
    }

    private static BitSet bits(int[] numbers) {
        BitSet bits = new BitSet();
        Arrays.stream(numbers).forEach(bits::set);
        return bits;
    }
}
