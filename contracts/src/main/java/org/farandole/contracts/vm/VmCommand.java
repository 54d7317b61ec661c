package org.farandole.contracts.vm;

import java.time.Duration;
import java.util.Objects;
import org.farandole.contracts.dvms.IspId;
import org.farandole.contracts.node.NodeName;
import org.jspecify.annotations.Nullable;

/**
 * The queue of each node: {@code vm.commands}, keyed by the node, written and read by vm-service. A command is carried out
 * once in effect: {@code id} is the same in a repeat.
 */
public sealed interface VmCommand {

    /** Unique to this command. */
    String id();

    /** The node whose hypervisor carries it out. */
    NodeName node();

    VmName vm();

    record Create(String id, NodeName node, VmDescription description, int attempt) implements VmCommand {
        public Create {
            Objects.requireNonNull(id, "id");
            Objects.requireNonNull(node, "node");
            Objects.requireNonNull(description, "description");
        }

        @Override
        public VmName vm() {
            return description.name();
        }
    }

    /** Start it, and see that it answers. */
    record Boot(String id, NodeName node, VmName vm, int attempt) implements VmCommand {
        public Boot {
            Objects.requireNonNull(id, "id");
            Objects.requireNonNull(node, "node");
            Objects.requireNonNull(vm, "vm");
        }
    }

    record Stop(String id, NodeName node, VmName vm) implements VmCommand {
        public Stop {
            Objects.requireNonNull(id, "id");
            Objects.requireNonNull(node, "node");
            Objects.requireNonNull(vm, "vm");
        }
    }

    record Suspend(String id, NodeName node, VmName vm) implements VmCommand {
        public Suspend {
            Objects.requireNonNull(id, "id");
            Objects.requireNonNull(node, "node");
            Objects.requireNonNull(vm, "vm");
        }
    }

    record Resume(String id, NodeName node, VmName vm) implements VmCommand {
        public Resume {
            Objects.requireNonNull(id, "id");
            Objects.requireNonNull(node, "node");
            Objects.requireNonNull(vm, "vm");
        }
    }

    record Destroy(String id, NodeName node, VmName vm) implements VmCommand {
        public Destroy {
            Objects.requireNonNull(id, "id");
            Objects.requireNonNull(node, "node");
            Objects.requireNonNull(vm, "vm");
        }
    }

    /**
     * Live migration from {@code node}.
     *
     * @param isp the ISP whose plan it belongs to; none when a person asked for it
     * @param action its place in that plan, from 0
     * @param timeout after which it is aborted (already divided by the emulation's speed)
     */
    record Migrate(
            String id,
            NodeName node,
            VmName vm,
            NodeName destination,
            @Nullable IspId isp,
            int action,
            Duration timeout)
            implements VmCommand {
        public Migrate {
            Objects.requireNonNull(id, "id");
            Objects.requireNonNull(node, "node");
            Objects.requireNonNull(vm, "vm");
            Objects.requireNonNull(destination, "destination");
            Objects.requireNonNull(timeout, "timeout");
        }
    }
}
