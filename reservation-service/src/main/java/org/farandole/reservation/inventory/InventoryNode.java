package org.farandole.reservation.inventory;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import org.farandole.contracts.json.Json;
import org.farandole.contracts.node.Capacity;
import org.farandole.contracts.node.NodeDescription;
import org.farandole.contracts.node.NodeName;
import org.farandole.contracts.node.RingKey;
import org.hibernate.annotations.ColumnTransformer;
import org.jspecify.annotations.Nullable;

/** A row of {@code node}. */
@Entity
@Table(name = "node")
class InventoryNode {

    @Id
    int slot;

    String name;

    String site;

    String cluster;

    int cores;

    @Column(name = "cpu_percent")
    int cpuPercent;

    @Column(name = "memory_mib")
    int memoryMiB;

    String hypervisor;

    @ColumnTransformer(write = "cast(? as jsonb)")
    String properties;

    /** Why monitoring thinks that the node is not well; null if it does not. */
    @Nullable
    String suspected;

    @SuppressWarnings("NullAway.Init")
    protected InventoryNode() {}

    @SuppressWarnings("NullAway.Init")
    InventoryNode(NodeDescription description) {
        slot = description.slot();
        name = description.name().value();
        describe(description);
    }

    final void describe(NodeDescription description) {
        site = description.key().site();
        cluster = description.key().cluster();
        cores = description.cores();
        cpuPercent = description.capacity().cpuPercent();
        memoryMiB = description.capacity().memoryMiB();
        hypervisor = description.hypervisor().toString();
        properties = new String(Json.write(description.properties()), StandardCharsets.UTF_8);
    }

    NodeDescription description() {
        return new NodeDescription(
                new RingKey(site, cluster, new NodeName(name)),
                slot,
                cores,
                new Capacity(cpuPercent, memoryMiB),
                URI.create(hypervisor),
                Json.read(properties.getBytes(StandardCharsets.UTF_8), Texts.class));
    }

    private static final class Texts extends LinkedHashMap<String, String> {
        private static final long serialVersionUID = 1;
    }
}
