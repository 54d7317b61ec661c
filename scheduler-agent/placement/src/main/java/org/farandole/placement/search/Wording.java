package org.farandole.placement.search;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.farandole.placement.Dimension;
import org.farandole.placement.plan.Action;
import org.farandole.placement.plan.Plan;
import org.farandole.placement.rule.Rule;
import org.farandole.placement.search.Sequence.Step;

/** An arrangement and its sequence of moves as a plan: named, with estimates, each action with its reason and effect. */
public final class Wording {

    /** From the order to a node that takes VMs. */
    public static final Duration POWER_ON = Duration.ofSeconds(120);

    public static final Duration POWER_OFF = Duration.ofSeconds(30);

    private final Instance instance;
    private final int[] hosts;
    private final Sequence sequence;
    private final int[][] loads;
    private final WordingReasons reasons;
    private final List<Action> actions = new ArrayList<>();
    /** Numbers of actions, by node. */
    private final Map<Integer, Integer> powerOns = new HashMap<>();

    private Wording(Instance instance, int[] hosts, Sequence sequence) {
        this.instance = instance;
        this.hosts = hosts;
        this.sequence = sequence;
        loads = instance.loads(hosts);
        reasons = new WordingReasons(instance, hosts, sequence);
    }

    /**
     * Nodes wake first, and what enters one waits for it; nodes are switched off last, after all that leaves them.
     *
     * @param hosts of all VMs, after the sequence
     * @param woken nodes, by number
     * @param switchedOff nodes, by number
     * @throws IllegalArgumentException if there is nothing to do
     */
    public static Plan plan(Instance instance, int[] hosts, Sequence sequence, BitSet woken, BitSet switchedOff) {
        Wording wording = new Wording(instance, hosts, sequence);
        woken.stream().forEach(wording::wake);
        for (int number = 0; number < sequence.steps().size(); number++) {
            wording.add(number);
        }
        switchedOff.stream().forEach(wording::switchOff);
        return new Plan(wording.actions, instance.cpuSurplus(instance.load) - instance.cpuSurplus(wording.loads));
    }

    private void wake(int node) {
        powerOns.put(node, actions.size());
        actions.add(new Action.PowerOn(instance.nodes.get(node).name(), POWER_ON, List.of(), whyOn(node)));
    }

    private String whyOn(int node) {
        String name = instance.nodes.get(node).name();
        long coming = Arrays.stream(hosts).filter(host -> host == node).count();
        if (coming > 0) {
            return "no plan is without " + name + "; " + WordingPhrases.count(coming, "VM") + " will be on it";
        }
        return instance.problem.rules().stream()
                .filter(rule ->
                        rule instanceof Rule.Online online && online.nodes().contains(name))
                .map(rule -> WordingPhrases.rule(rule) + " wants it on")
                .sorted()
                .findFirst()
                .orElse("no plan is without " + name + "; VMs pass through it");
    }

    private void add(int number) {
        Step step = sequence.steps().get(number);
        List<Integer> after = new ArrayList<>();
        Integer powerOn = powerOns.get(step.destination());
        if (powerOn != null) {
            after.add(powerOn);
        }
        step.after().forEach(other -> after.add(other + powerOns.size()));
        String vm = instance.vms.get(step.vm()).name();
        String source = instance.nodes.get(step.source()).name();
        String destination = instance.nodes.get(step.destination()).name();
        Duration estimate = Duration.ofMillis(instance.prices.millis(step.vm(), step.source(), step.destination()));
        String why = why(number, step);
        actions.add(
                switch (step.kind()) {
                    case MIGRATE -> new Action.Migrate(vm, source, destination, estimate, after, why);
                    case SUSPEND -> new Action.Suspend(vm, source, estimate, after, why);
                    case RESUME -> new Action.Resume(vm, destination, estimate, after, why);
                });
    }

    private String why(int number, Step step) {
        int home = instance.host[step.vm()];
        String source = instance.nodes.get(step.source()).name();
        String detour = switch (step.kind()) {
            case MIGRATE -> {
                if (step.source() != home) {
                    yield "goes on from " + source + ", where it was in passing; ";
                }
                String over = instance.nodes.get(step.destination()).name();
                yield step.destination() == hosts[step.vm()]
                        ? ""
                        : "by way of " + over + ", no direct order has the room; ";
            }
            case SUSPEND -> "suspended for a while, no order of migrations has the room; ";
            case RESUME -> "goes on after its suspension; ";
        };
        return detour + reasons.of(number) + effect(home, hosts[step.vm()]);
    }

    /** What the whole plan does to both nodes, in the dimension that matters. */
    private String effect(int from, int to) {
        if (instance.dimensions.length == 0 || from == to) {
            return "";
        }
        int dimension = reasons.worst(from) >= 0 ? reasons.worst(from) : tightest(to);
        Dimension what = instance.dimensions[dimension];
        return "; " + what.name() + " of " + nodeName(from) + " goes " + change(dimension, from) + ", of "
                + nodeName(to) + " " + change(dimension, to);
    }

    private String change(int dimension, int node) {
        return "from " + WordingPhrases.number(instance.load[dimension][node]) + " to "
                + WordingPhrases.outOf(
                        loads[dimension][node], instance.limit[dimension][node], instance.dimensions[dimension]);
    }

    private String nodeName(int node) {
        return instance.nodes.get(node).name();
    }

    private int tightest(int node) {
        int tightest = 0;
        for (int dimension = 1; dimension < instance.dimensions.length; dimension++) {
            if (share(dimension, node) > share(tightest, node)) {
                tightest = dimension;
            }
        }
        return tightest;
    }

    private double share(int dimension, int node) {
        return loads[dimension][node] / (double) Math.max(1, instance.limit[dimension][node]);
    }

    private void switchOff(int node) {
        List<Step> steps = sequence.steps();
        List<Integer> after = IntStream.range(0, steps.size())
                .filter(number -> steps.get(number).source() == node)
                .map(number -> number + powerOns.size())
                .boxed()
                .toList();
        String name = instance.nodes.get(node).name();
        String why = after.isEmpty() ? name + " has no VM" : name + " is empty then";
        actions.add(new Action.PowerOff(name, POWER_OFF, after, why + whoWantsItOff(name)));
    }

    private String whoWantsItOff(String node) {
        return instance.problem.rules().stream()
                .filter(rule ->
                        rule instanceof Rule.Offline offline && offline.nodes().contains(node)
                                || rule instanceof Rule.MaxOnline online
                                        && online.nodes().contains(node))
                .map(rule -> "; " + WordingPhrases.rule(rule) + " wants it off")
                .sorted()
                .findFirst()
                .orElse("");
    }
}
