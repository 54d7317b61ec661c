package org.farandole.placement.explain;

import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.farandole.placement.Problem;
import org.farandole.placement.Result;
import org.farandole.placement.plan.Action;
import org.farandole.placement.search.WordingPhrases;

/**
 * What a planner did and did not do, and why. It is derived from the problem and the answer alone, so it can be had long after
 * the search, from what was recorded.
 *
 * @param outcome what the answer is, and what is proved of it
 * @param account how it came about
 * @param steps the actions, in the plan's order; of the best partial plan, where none reaches the goal
 * @param stayed the VMs that stayed on nodes that had to lose some
 * @param notChosen for VMs that moved, the nodes that they did not go to
 */
public record Explanation(String outcome, String account, List<Step> steps, Findings stayed, Findings notChosen) {

    /** @param what such as "vm-3 migrates from n1 to n2" @param after numbers of the steps that it waits for */
    public record Step(int number, String what, Duration estimate, List<Integer> after, String why) {
        public Step {
            after = List.copyOf(after);
        }

        public String words() {
            String waits = after.isEmpty()
                    ? ""
                    : ", after "
                            + WordingPhrases.list(
                                    after.stream().map(String::valueOf).toList());
            return number + "  " + what + " (" + WordingPhrases.time(estimate) + waits + "): " + why;
        }
    }

    public Explanation {
        steps = List.copyOf(steps);
    }

    /**
     * Takes time with the VMs that moved times the nodes: about a second for hundreds times thousands.
     *
     * @param result an answer to that problem
     * @throws IllegalArgumentException naming a VM or node of the plan that the problem does not have
     */
    public static Explanation of(Problem problem, Result result) {
        Outcome outcome = new Outcome(problem, result);
        WhyNot whyNot = new WhyNot(outcome);
        return new Explanation(
                OutcomeWords.outcome(result, problem.goal()),
                OutcomeWords.account(result.account()),
                steps(outcome.actions),
                stayed(outcome, new Stays(outcome, whyNot)),
                notChosen(outcome, whyNot));
    }

    /**
     * Why a VM is not on a node, with all else as the answer leaves it; or that it is.
     *
     * @throws IllegalArgumentException naming a VM or node that the problem does not have
     */
    public static Reason whyNot(Problem problem, Result result, String vm, String node) {
        Outcome outcome = new Outcome(problem, result);
        return new WhyNot(outcome).of(outcome.vm(vm), outcome.node(node));
    }

    private static List<Step> steps(List<Action> actions) {
        return IntStream.range(0, actions.size())
                .mapToObj(number -> {
                    Action action = actions.get(number);
                    return new Step(number, OutcomeWords.what(action), action.estimate(), action.after(), action.why());
                })
                .toList();
    }

    private static Findings stayed(Outcome outcome, Stays stays) {
        BitSet losing = outcome.losing();
        Findings.Collector found = new Findings.Collector();
        for (int vm = 0; vm < outcome.hosts.length; vm++) {
            if (!outcome.moves(vm) && losing.get(outcome.hosts[vm])) {
                found.add(outcome.vmName(vm), outcome.nodeName(outcome.hosts[vm]), stays.of(vm));
            }
        }
        return found.findings();
    }

    private static Findings notChosen(Outcome outcome, WhyNot whyNot) {
        Findings.Collector found = new Findings.Collector();
        for (int vm : outcome.moved()) {
            for (int node = 0; node < outcome.instance.nodeCount(); node++) {
                if (node != outcome.hosts[vm] && node != outcome.instance.host[vm]) {
                    found.add(outcome.vmName(vm), outcome.nodeName(node), whyNot.of(vm, node));
                }
            }
        }
        return found.findings();
    }

    /** All of it, for people. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>(List.of(outcome, account));
        steps.forEach(step -> lines.add("  " + step.words()));
        if (stayed.count() > 0) {
            lines.add(WordingPhrases.count(stayed.count(), "VM") + " stayed on nodes that had to lose some:");
            lines.addAll(stayed.lines());
        }
        if (notChosen.count() > 0) {
            lines.add(WordingPhrases.count(notChosen.count(), "candidate") + " not chosen:");
            lines.addAll(notChosen.lines());
        }
        return lines;
    }
}
