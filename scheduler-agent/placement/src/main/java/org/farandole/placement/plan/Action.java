package org.farandole.placement.plan;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

/** A step of a plan. Its number is its place in the plan, from 0. */
public sealed interface Action {

    /** The numbers of the actions that must be complete before this one starts; all smaller than its own. */
    List<Integer> after();

    /** How long it takes, in the node's time. */
    Duration estimate();

    /** Its reason and effect, in words. */
    String why();

    /** The same, waiting for these. */
    Action after(List<Integer> others);

    /** A live migration. A VM that goes through a spare node has two. */
    record Migrate(String vm, String source, String destination, Duration estimate, List<Integer> after, String why)
            implements Action {
        public Migrate {
            Objects.requireNonNull(vm, "vm");
            Objects.requireNonNull(estimate, "estimate");
            Objects.requireNonNull(why, "why");
            after = List.copyOf(after);
            if (source.equals(destination)) {
                throw new IllegalArgumentException("VM " + vm + " would migrate from " + source + " to itself");
            }
        }

        @Override
        public Migrate after(List<Integer> others) {
            return new Migrate(vm, source, destination, estimate, others, why);
        }
    }

    /** The VM's memory is saved where every node can read it; it takes nothing of its node's from the end of this on. */
    record Suspend(String vm, String node, Duration estimate, List<Integer> after, String why) implements Action {
        public Suspend {
            after = List.copyOf(after);
        }

        @Override
        public Suspend after(List<Integer> others) {
            return new Suspend(vm, node, estimate, others, why);
        }
    }

    /** A suspended VM goes on, here. */
    record Resume(String vm, String node, Duration estimate, List<Integer> after, String why) implements Action {
        public Resume {
            after = List.copyOf(after);
        }

        @Override
        public Resume after(List<Integer> others) {
            return new Resume(vm, node, estimate, others, why);
        }
    }

    record PowerOn(String node, Duration estimate, List<Integer> after, String why) implements Action {
        public PowerOn {
            after = List.copyOf(after);
        }

        @Override
        public PowerOn after(List<Integer> others) {
            return new PowerOn(node, estimate, others, why);
        }
    }

    /** Of a node that has no VM then. */
    record PowerOff(String node, Duration estimate, List<Integer> after, String why) implements Action {
        public PowerOff {
            after = List.copyOf(after);
        }

        @Override
        public PowerOff after(List<Integer> others) {
            return new PowerOff(node, estimate, others, why);
        }
    }
}
