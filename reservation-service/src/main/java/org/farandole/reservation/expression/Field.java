package org.farandole.reservation.expression;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.farandole.contracts.node.NodeDescription;
import org.jspecify.annotations.Nullable;

/** What an expression can ask of a node. */
public sealed interface Field {

    String label();

    /** The node's value as text, or null if it has none. */
    @Nullable
    String of(NodeDescription node);

    /** The kind of literal that a fixed field is compared with. */
    enum Kind {
        TEXT,
        NUMBER,
        TRUTH
    }

    /** The fields that every node has. */
    enum Fixed implements Field {
        NODE("node", Kind.TEXT, node -> node.name().value()),
        SITE("site", Kind.TEXT, node -> node.key().site()),
        CLUSTER("cluster", Kind.TEXT, node -> node.key().cluster()),
        SLOT("slot", Kind.NUMBER, node -> String.valueOf(node.slot())),
        CORES("cores", Kind.NUMBER, node -> String.valueOf(node.cores())),
        CPU_PERCENT(
                "cpuPercent",
                Kind.NUMBER,
                node -> String.valueOf(node.capacity().cpuPercent())),
        MEMORY_MIB(
                "memoryMiB", Kind.NUMBER, node -> String.valueOf(node.capacity().memoryMiB())),
        HARDWARE_VIRTUALIZATION(
                HARDWARE_VIRTUALIZATION_PROPERTY,
                Kind.TRUTH,
                node -> node.properties().getOrDefault(HARDWARE_VIRTUALIZATION_PROPERTY, "false"));

        private final String label;
        private final Kind kind;
        private final Function<NodeDescription, String> value;

        Fixed(String label, Kind kind, Function<NodeDescription, String> value) {
            this.label = label;
            this.kind = kind;
            this.value = value;
        }

        @Override
        public String label() {
            return label;
        }

        public Kind kind() {
            return kind;
        }

        @Override
        public String of(NodeDescription node) {
            return value.apply(node);
        }

        static Optional<Fixed> named(String name) {
            return Arrays.stream(values())
                    .filter(field -> field.label.equals(name))
                    .findFirst();
        }
    }

    /** A property that the inventory's writer named. */
    record Free(String label) implements Field {
        @Override
        public @Nullable String of(NodeDescription node) {
            return node.properties().get(label);
        }
    }

    /** Where {@link NodeDescription#properties} says {@code true} if the node can run VMs in hardware. */
    String HARDWARE_VIRTUALIZATION_PROPERTY = "hardwareVirtualization";

    /** The names that an expression may use, given the nodes there are. */
    static Set<String> namesIn(Iterable<NodeDescription> nodes) {
        Set<String> names = new TreeSet<>();
        Arrays.stream(Fixed.values()).map(Fixed::label).forEach(names::add);
        for (NodeDescription node : nodes) {
            for (Map.Entry<String, String> property : node.properties().entrySet()) {
                names.add(property.getKey());
            }
        }
        return names;
    }
}
