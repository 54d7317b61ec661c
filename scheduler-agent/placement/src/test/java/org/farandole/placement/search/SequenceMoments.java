package org.farandole.placement.search;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.farandole.placement.search.Sequence.Kind;
import org.farandole.placement.search.Sequence.Step;

/** Every moment of a sequence that its waits allow, in any interleaving: 3 to the power of its steps at the most. */
final class SequenceMoments {

    private enum State {
        WAITING,
        RUNNING,
        DONE
    }

    private final Instance instance;
    private final List<Step> steps;
    private final boolean elastic;
    private final State[] states;
    private final Set<String> faults = new TreeSet<>();

    private SequenceMoments(Instance instance, Sequence sequence, boolean elastic) {
        this.instance = instance;
        this.elastic = elastic;
        steps = sequence.steps();
        states = new State[steps.size()];
    }

    /** What is wrong at any moment. */
    static Set<String> faults(Instance instance, Sequence sequence, boolean elastic) {
        SequenceMoments moments = new SequenceMoments(instance, sequence, elastic);
        moments.choose(0);
        return moments.faults;
    }

    /** All sets of states in which what is not waiting has what it waits for done: each can be reached. */
    private void choose(int step) {
        if (step == states.length) {
            check();
            return;
        }
        states[step] = State.WAITING;
        choose(step + 1);
        if (steps.get(step).after().stream().allMatch(other -> other < step && states[other] == State.DONE)) {
            states[step] = State.RUNNING;
            choose(step + 1);
            states[step] = State.DONE;
            choose(step + 1);
        }
    }

    private void check() {
        Places places = Places.before(instance);
        Map<String, Integer> flying = new HashMap<>();
        for (int i = 0; i < states.length; i++) {
            apply(steps.get(i), states[i], places, flying);
        }
        for (String fault : places.faults(elastic)) {
            faults.add(fault);
        }
        flying.forEach((where, count) -> {
            int most = where.startsWith("link") ? instance.terms.perLink() : instance.terms.perNode();
            if (count > most) {
                faults.add(count + " at once " + where);
            }
        });
    }

    private static void apply(Step step, State state, Places places, Map<String, Integer> flying) {
        if (state == State.WAITING) {
            return;
        }
        if (step.kind() != Kind.SUSPEND) {
            places.enter(step.vm(), step.destination());
        }
        if (state == State.DONE && step.kind() != Kind.RESUME) {
            places.leave(step.vm(), step.source());
        }
        if (state == State.RUNNING && step.kind() == Kind.MIGRATE) {
            int low = Math.min(step.source(), step.destination());
            int high = Math.max(step.source(), step.destination());
            flying.merge("out of " + step.source(), 1, Integer::sum);
            flying.merge("into " + step.destination(), 1, Integer::sum);
            flying.merge("link " + low + "-" + high, 1, Integer::sum);
        }
    }

    /** Whether each VM's steps follow one another and lead where they should, over nodes that take it. */
    static List<String> wrongWays(Instance instance, int[] hosts, Sequence sequence) {
        List<String> wrong = new ArrayList<>();
        int[] at = instance.host.clone();
        int[] last = new int[at.length];
        java.util.Arrays.fill(last, -1);
        for (int i = 0; i < sequence.steps().size(); i++) {
            Step step = sequence.steps().get(i);
            boolean resumes = step.kind() == Kind.RESUME;
            if (at[step.vm()] != (resumes ? -1 : step.source())) {
                wrong.add(step + " starts at " + at[step.vm()]);
            }
            if (last[step.vm()] >= 0 && !step.after().contains(last[step.vm()])) {
                wrong.add(step + " does not wait for " + last[step.vm()]);
            }
            boolean takes = instance.open.get(step.destination()) && instance.suits(step.vm(), step.destination());
            if (step.kind() != Kind.SUSPEND && !takes) {
                wrong.add(step + " goes where it must not");
            }
            if (!instance.mayMove[step.vm()]
                    || step.kind() != Kind.MIGRATE
                            && !instance.vms.get(step.vm()).maySuspend()) {
                wrong.add(step + " must not be");
            }
            at[step.vm()] = step.kind() == Kind.SUSPEND ? -1 : step.destination();
            last[step.vm()] = i;
        }
        if (!java.util.Arrays.equals(at, hosts)) {
            wrong.add("ends at " + java.util.Arrays.toString(at) + " instead of " + java.util.Arrays.toString(hosts));
        }
        return wrong;
    }
}
