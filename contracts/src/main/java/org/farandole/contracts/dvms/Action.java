package org.farandole.contracts.dvms;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.farandole.contracts.node.NodeName;
import org.farandole.contracts.vm.VmName;

/** A step of a plan. Its number is its place in the plan, from 0. */
public sealed interface Action {

    /** The numbers of the actions whose completion this one waits for; all are smaller than its own. */
    List<Integer> after();

    /** In the node's time; the executor waits four times as long and a minute. */
    Duration estimate();

    /** In words, for {@code explain}. */
    String why();

    /** Those that move a VM, in their order. */
    static List<Migrate> migrations(List<Action> actions) {
        return actions.stream()
                .filter(Migrate.class::isInstance)
                .map(Migrate.class::cast)
                .toList();
    }

    /** A live migration. */
    record Migrate(VmName vm, NodeName source, NodeName destination, Duration estimate, List<Integer> after, String why)
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
    }

    /** The node is powered off. It has no VM then: none may run there, or be on its way. */
    record PowerOff(NodeName node, Duration estimate, List<Integer> after, String why) implements Action {
        public PowerOff {
            Objects.requireNonNull(node, "node");
            Objects.requireNonNull(estimate, "estimate");
            Objects.requireNonNull(why, "why");
            after = List.copyOf(after);
        }
    }
}
