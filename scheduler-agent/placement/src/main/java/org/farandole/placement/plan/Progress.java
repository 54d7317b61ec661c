package org.farandole.placement.plan;

import java.util.HashSet;
import java.util.Set;

/**
 * How far a plan came before it was given up. Nothing of it is under way any more: what had started is done or has failed.
 *
 * @param done numbers of the actions that are complete
 * @param failed numbers of the actions that were tried in vain; their VMs are where they were before them
 */
public record Progress(Plan plan, Set<Integer> done, Set<Integer> failed) {

    /** @throws IllegalArgumentException naming the number, if the plan has no such action, or one is both */
    public Progress {
        done = Set.copyOf(done);
        failed = Set.copyOf(failed);
        for (Set<Integer> some : Set.of(done, failed)) {
            for (int number : some) {
                if (number < 0 || number >= plan.actions().size()) {
                    throw new IllegalArgumentException("The plan has no action " + number);
                }
            }
        }
        for (int number : failed) {
            if (done.contains(number)) {
                throw new IllegalArgumentException("Action " + number + " cannot be done and have failed");
            }
        }
    }

    /** VMs that are suspended now; some may have been before the plan, if it was to resume them. */
    public Set<String> suspended() {
        Set<String> asleep = new HashSet<>();
        Set<String> seen = new HashSet<>();
        for (int number = 0; number < plan.actions().size(); number++) {
            boolean isDone = done.contains(number);
            switch (plan.actions().get(number)) {
                case Action.Suspend suspend -> {
                    seen.add(suspend.vm());
                    if (isDone) {
                        asleep.add(suspend.vm());
                    }
                }
                case Action.Resume resume -> {
                    boolean wasBefore = seen.add(resume.vm());
                    if (isDone) {
                        asleep.remove(resume.vm());
                    } else if (wasBefore) {
                        asleep.add(resume.vm());
                    }
                }
                case Action.Migrate ignored -> {}
                case Action.PowerOn ignored -> {}
                case Action.PowerOff ignored -> {}
            }
        }
        return asleep;
    }

    /** Nodes that a VM could not be brought to. */
    public Set<String> missed(String vm) {
        Set<String> missed = new HashSet<>();
        for (int number : failed) {
            switch (plan.actions().get(number)) {
                case Action.Migrate migrate when migrate.vm().equals(vm) -> missed.add(migrate.destination());
                case Action.Resume resume when resume.vm().equals(vm) -> missed.add(resume.node());
                case Action.Migrate ignored -> {}
                case Action.Resume ignored -> {}
                case Action.Suspend ignored -> {}
                case Action.PowerOn ignored -> {}
                case Action.PowerOff ignored -> {}
            }
        }
        return missed;
    }
}
