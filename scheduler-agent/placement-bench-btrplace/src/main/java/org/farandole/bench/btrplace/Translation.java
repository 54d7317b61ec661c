package org.farandole.bench.btrplace;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.btrplace.model.DefaultModel;
import org.btrplace.model.Instance;
import org.btrplace.model.Model;
import org.btrplace.model.Node;
import org.btrplace.model.VM;
import org.btrplace.model.constraint.Among;
import org.btrplace.model.constraint.Ban;
import org.btrplace.model.constraint.Fence;
import org.btrplace.model.constraint.Gather;
import org.btrplace.model.constraint.Lonely;
import org.btrplace.model.constraint.MaxOnline;
import org.btrplace.model.constraint.MinMTTR;
import org.btrplace.model.constraint.MinMigrations;
import org.btrplace.model.constraint.OptConstraint;
import org.btrplace.model.constraint.Preserve;
import org.btrplace.model.constraint.ResourceCapacity;
import org.btrplace.model.constraint.Root;
import org.btrplace.model.constraint.RunningCapacity;
import org.btrplace.model.constraint.SatConstraint;
import org.btrplace.model.constraint.Split;
import org.btrplace.model.constraint.Spread;
import org.btrplace.model.constraint.migration.MinMTTRMig;
import org.btrplace.model.view.ShareableResource;

/**
 * A question in BtrPlace's terms. Demands are what VMs must be given at the end ({@link Preserve}); what they are given now is no
 * more than their node has, as BtrPlace refuses a node that gives out more. Every migration lasts as long as every other: what
 * {@link MinMigrations} sums up are durations, so it counts migrations then.
 */
final class Translation {

    private final Question question;
    private final Model model = new DefaultModel();
    private final List<Node> nodes = new ArrayList<>();
    private final List<VM> vms = new ArrayList<>();
    private final List<SatConstraint> constraints = new ArrayList<>();

    Translation(Question question) {
        this.question = question;
        question.nodes().forEach(node -> addNode());
        question.vms().forEach(this::addVm);
        for (int dimension = 0; dimension < question.dimensions().size(); dimension++) {
            addResource(dimension);
        }
        question.rules().forEach(this::addRule);
    }

    Instance instance() {
        return new Instance(model, constraints, objective());
    }

    int number(VM vm) {
        return vm.id();
    }

    int number(Node node) {
        return node.id();
    }

    private OptConstraint objective() {
        return switch (question.mode().objective()) {
            case MIN_MIGRATIONS -> new MinMigrations();
            case MIN_MTTR -> new MinMTTR();
            case MIN_MTTR_MIG -> new MinMTTRMig();
        };
    }

    private void addNode() {
        Node node = model.newNode(nodes.size());
        nodes.add(node);
        model.getMapping().addOnlineNode(node);
    }

    private void addVm(Question.Vm described) {
        VM vm = model.newVM(vms.size());
        vms.add(vm);
        model.getMapping().addRunningVM(vm, nodes.get(described.host()));
        model.getAttributes().put(vm, "migrate", 1);
    }

    private void addResource(int dimension) {
        Question.Dimension described = question.dimensions().get(dimension);
        ShareableResource resource = new ShareableResource(described.name());
        int[] load = new int[nodes.size()];
        for (Question.Vm vm : question.vms()) {
            load[vm.host()] += vm.demands()[dimension];
        }
        for (int node = 0; node < nodes.size(); node++) {
            resource.setCapacity(nodes.get(node), question.nodes().get(node)[dimension]);
        }
        for (int vm = 0; vm < vms.size(); vm++) {
            Question.Vm asked = question.vms().get(vm);
            int demand = asked.demands()[dimension];
            int given =
                    given(demand, load[asked.host()], question.nodes().get(asked.host())[dimension], described.rigid());
            resource.setConsumption(vms.get(vm), given);
            if (given != demand) {
                constraints.add(new Preserve(vms.get(vm), described.name(), demand));
            }
        }
        model.attach(resource);
    }

    private int given(int demand, int load, int capacity, boolean rigid) {
        if (!rigid && !question.mode().transientLoads()) {
            return 0;
        }
        return load <= capacity ? demand : (int) ((long) demand * capacity / load);
    }

    /** As {@code rule spread 1 2 3}, groups parted by a slash: {@code rule among 1 2 / 0 1 / 2 3}. */
    private void addRule(String[] words) {
        List<int[]> parts = parts(words);
        Set<VM> first = vmsOf(parts.get(0));
        switch (words[1]) {
            case "spread" -> constraints.add(new Spread(first, false));
            case "gather" -> constraints.add(new Gather(first, false));
            case "lonely" -> constraints.add(new Lonely(first, false));
            case "root" -> constraints.addAll(Root.newRoots(first));
            case "split" -> {
                List<Collection<VM>> groups = new ArrayList<>();
                parts.forEach(part -> groups.add(vmsOf(part)));
                constraints.add(new Split(groups, false));
            }
            case "among" -> {
                List<Collection<Node>> groups = new ArrayList<>();
                parts.stream().skip(1).forEach(part -> groups.add(nodesOf(part)));
                constraints.add(new Among(first, groups, false));
            }
            case "ban" -> first.forEach(vm -> constraints.add(new Ban(vm, nodesOf(parts.get(1)), false)));
            case "fence" -> first.forEach(vm -> constraints.add(new Fence(vm, nodesOf(parts.get(1)), false)));
            case "maxOnline" -> constraints.add(new MaxOnline(nodesOf(parts.get(0)), parts.get(1)[0], false));
            case "runningCapacity" ->
                constraints.add(new RunningCapacity(nodesOf(parts.get(0)), parts.get(1)[0], false));
            case "resourceCapacity" ->
                constraints.add(new ResourceCapacity(
                        nodesOf(parts.get(0)),
                        question.dimensions().get(parts.get(2)[0]).name(),
                        parts.get(1)[0],
                        false));
            default -> throw new IllegalArgumentException("Nothing is known of the rule " + words[1]);
        }
    }

    private static List<int[]> parts(String[] words) {
        List<int[]> parts = new ArrayList<>();
        int from = 2;
        for (int i = 2; i <= words.length; i++) {
            if (i == words.length || words[i].equals("/")) {
                parts.add(Question.numbers(Arrays.copyOfRange(words, from, i), 0));
                from = i + 1;
            }
        }
        return parts;
    }

    private Set<VM> vmsOf(int[] numbers) {
        Set<VM> set = new HashSet<>();
        for (int number : numbers) {
            if (number < vms.size()) {
                set.add(vms.get(number));
            }
        }
        return set;
    }

    private Set<Node> nodesOf(int[] numbers) {
        Set<Node> set = new HashSet<>();
        for (int number : numbers) {
            if (number < nodes.size()) {
                set.add(nodes.get(number));
            }
        }
        return set;
    }
}
