package org.farandole.placement;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.farandole.placement.cost.Corrections;
import org.farandole.placement.rule.Rule;
import org.farandole.placement.rule.Strength;
import org.jspecify.annotations.Nullable;

/**
 * Says whether two problems are the same: SHA-256 of all that is in them, in an order that is that of names and not of lists.
 * Thread-safe; grows with the problem, some 100 ns a VM.
 */
public final class InputHash {

    private static final int HASHED_BYTES = 16;
    private static final int USUAL_BYTES_AN_ITEM = 64;

    private final CanonicalText text;
    private final Dimension[] dimensions;

    private InputHash(Problem problem) {
        text = new CanonicalText(1_024
                + USUAL_BYTES_AN_ITEM * (problem.nodes().size() + problem.vms().size()));
        dimensions = dimensions(problem);
    }

    /** 32 hexadecimal digits; the same for the same problem with its nodes, VMs, rules and groups of rules in any order. */
    public static String of(Problem problem) {
        InputHash hash = new InputHash(problem);
        hash.write(problem);
        return hash.digest();
    }

    private String digest() {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            text.into(sha);
            return HexFormat.of().formatHex(sha.digest(), 0, HASHED_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    private void write(Problem problem) {
        text.word(problem.goal().name()).number(dimensions.length);
        for (Dimension dimension : dimensions) {
            text.word(dimension.name()).word(dimension.unit()).flag(dimension.rigid());
        }
        write(problem.terms());
        text.number(problem.nodes().size());
        problem.nodes().stream().sorted(Comparator.comparing(Node::name)).forEach(this::write);
        text.number(problem.vms().size());
        problem.vms().stream().sorted(Comparator.comparing(Vm::name)).forEach(this::write);
        text.number(problem.rules().size());
        problem.rules().stream().sorted(Comparator.comparing(Rule::name)).forEach(this::write);
    }

    private static void add(Set<Dimension> all, Amounts amounts) {
        if (!amounts.of().isEmpty()) {
            all.addAll(amounts.of().keySet());
        }
    }

    private static Dimension[] dimensions(Problem problem) {
        Set<Dimension> all = new HashSet<>();
        for (Node node : problem.nodes()) {
            add(all, node.capacity());
            add(all, node.overbookingPermille());
        }
        for (Vm vm : problem.vms()) {
            add(all, vm.demand());
            add(all, vm.deviation());
        }
        for (Rule rule : problem.rules()) {
            switch (rule) {
                case Rule.Preserve preserve -> all.add(preserve.dimension());
                case Rule.ResourceCapacity capacity -> all.add(capacity.dimension());
                case Rule.Overbook overbook -> all.add(overbook.dimension());
                case Rule.Spread ignored -> {}
                case Rule.Gather ignored -> {}
                case Rule.Split ignored -> {}
                case Rule.Among ignored -> {}
                case Rule.Ban ignored -> {}
                case Rule.Fence ignored -> {}
                case Rule.Root ignored -> {}
                case Rule.Quarantine ignored -> {}
                case Rule.Lonely ignored -> {}
                case Rule.MaxOnline ignored -> {}
                case Rule.RunningCapacity ignored -> {}
                case Rule.Offline ignored -> {}
                case Rule.Online ignored -> {}
            }
        }
        return all.stream()
                .sorted(Comparator.comparing(Dimension::name)
                        .thenComparing(Dimension::unit)
                        .thenComparing(Dimension::rigid))
                .toArray(Dimension[]::new);
    }

    private void write(Terms terms) {
        text.word(terms.objective().name());
        text.number(terms.migrationTime().megabytesPerSecond())
                .number(terms.migrationTime().sentAgainPercent());
        write(terms.corrections());
        text.number(terms.leastGain().overloadPermille());
        write(terms.leastGain().perNodeOff());
        text.number(terms.leastGain().balancePermille());
        text.number(terms.perNode()).number(terms.perLink());
        text.flag(terms.wake()).number(terms.reserve()).flag(terms.repair());
    }

    private void write(Corrections corrections) {
        text.number(corrections.vms().size());
        corrections.vms().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(vm -> text.word(vm.getKey()).number(vm.getValue()));
        text.number(corrections.pairs().size());
        corrections.pairs().entrySet().stream()
                .sorted(Map.Entry.comparingByKey(
                        Comparator.comparing(Corrections.Pair::source).thenComparing(Corrections.Pair::destination)))
                .forEach(pair -> text.word(pair.getKey().source())
                        .word(pair.getKey().destination())
                        .number(pair.getValue()));
    }

    private void write(Node node) {
        text.word(node.name()).word(node.power().name()).flag(node.draining());
        write(node.heldBy());
        write(node.capacity());
        write(node.overbookingPermille());
    }

    private void write(Vm vm) {
        text.word(vm.name()).word(vm.host());
        write(vm.demand());
        write(vm.deviation());
        text.number(vm.dirtyMiBPerSecond());
        write(vm.coolDown());
        write(vm.notTo());
        text.flag(vm.maySuspend());
    }

    private void write(Rule rule) {
        text.word(rule.name()).word(rule.getClass().getSimpleName());
        switch (rule.strength()) {
            case Strength.Hard hard -> text.number(0).flag(hard.continuous());
            case Strength.Soft soft -> text.number(soft.weight());
        }
        switch (rule) {
            case Rule.Spread spread -> write(spread.vms());
            case Rule.Gather gather -> write(gather.vms());
            case Rule.Split split -> writeGroups(split.groups());
            case Rule.Among among -> {
                write(among.vms());
                writeGroups(among.groups());
            }
            case Rule.Ban ban -> {
                write(ban.vms());
                write(ban.nodes());
            }
            case Rule.Fence fence -> {
                write(fence.vms());
                write(fence.nodes());
            }
            case Rule.Root root -> write(root.vms());
            case Rule.Quarantine quarantine -> write(quarantine.nodes());
            case Rule.Lonely lonely -> write(lonely.vms());
            case Rule.Preserve preserve -> {
                write(preserve.vms());
                write(preserve.dimension(), preserve.amount());
            }
            case Rule.MaxOnline online -> {
                write(online.nodes());
                text.number(online.most());
            }
            case Rule.RunningCapacity capacity -> {
                write(capacity.nodes());
                text.number(capacity.most());
            }
            case Rule.ResourceCapacity capacity -> {
                write(capacity.nodes());
                write(capacity.dimension(), capacity.most());
            }
            case Rule.Overbook overbook -> {
                write(overbook.nodes());
                write(overbook.dimension(), overbook.permille());
            }
            case Rule.Offline offline -> write(offline.nodes());
            case Rule.Online online -> write(online.nodes());
        }
    }

    private void write(Dimension dimension, int amount) {
        text.number(Arrays.asList(dimensions).indexOf(dimension)).number(amount);
    }

    private void write(Amounts amounts) {
        Map<Dimension, Integer> of = amounts.of();
        text.number(of.size());
        for (int dimension = 0; dimension < dimensions.length && !of.isEmpty(); dimension++) {
            Integer amount = of.get(dimensions[dimension]);
            if (amount != null) {
                text.number(dimension).number(amount);
            }
        }
    }

    private void write(Duration duration) {
        text.number(duration.getSeconds()).number(duration.getNano());
    }

    private void write(@Nullable String word) {
        text.flag(word != null);
        if (word != null) {
            text.word(word);
        }
    }

    private void writeGroups(List<Set<String>> groups) {
        text.number(groups.size());
        // Groups share no name, so their first ones tell them apart.
        groups.stream()
                .map(group -> group.stream().sorted().toList())
                .sorted(Comparator.comparing(List::getFirst))
                .forEach(this::write);
    }

    private void write(Collection<String> words) {
        text.number(words.size());
        if (!words.isEmpty()) {
            words.stream().sorted().forEach(text::word);
        }
    }
}
