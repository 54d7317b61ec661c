package org.farandole.vm.node;

import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.farandole.contracts.dvms.Fence;
import org.farandole.contracts.dvms.IspId;
import org.farandole.contracts.node.Capacity;
import org.farandole.contracts.node.NodeDescription;
import org.farandole.contracts.node.NodeName;
import org.farandole.contracts.node.RingKey;
import org.farandole.contracts.reservation.ReservationId;
import org.farandole.vm.database.Database;
import org.jspecify.annotations.Nullable;

/** The rows of the nodes. Thread-safe; each call belongs to the caller's transaction. */
@ApplicationScoped
public class Nodes {

    private static final String COLUMNS =
            "name, site, cluster, slot, cores, cpu_percent, memory_mib, hypervisor, fence, held_by, ready_for, lost, draining";

    private final Database database;

    Nodes(Database database) {
        this.database = database;
    }

    /** Adds nodes, or takes their new descriptions; what the executor records of them stays. In the order of names. */
    public void register(Collection<NodeDescription> descriptions) {
        database.runEach(
                """
                insert into node (name, site, cluster, slot, cores, cpu_percent, memory_mib, hypervisor)
                values (?, ?, ?, ?, ?, ?, ?, ?)
                on conflict (name) do update set site = excluded.site, cluster = excluded.cluster, slot = excluded.slot,
                    cores = excluded.cores, cpu_percent = excluded.cpu_percent, memory_mib = excluded.memory_mib,
                    hypervisor = excluded.hypervisor
                """,
                descriptions.stream()
                        .sorted(java.util.Comparator.comparing(NodeDescription::name))
                        .map(node -> new @Nullable Object[] {
                            node.name(),
                            node.key().site(),
                            node.key().cluster(),
                            node.slot(),
                            node.cores(),
                            node.capacity().cpuPercent(),
                            node.capacity().memoryMiB(),
                            node.hypervisor()
                        })
                        .toList());
    }

    /** Locks the rows to the end of the transaction, in the order of their names: whoever locks, locks so. */
    List<Node> lock(Collection<NodeName> names) {
        return database.all(
                "select " + COLUMNS + " from node where name = any (?) order by name for update", Nodes::read, names);
    }

    void write(Collection<Node> nodes) {
        database.runEach(
                "update node set fence = ?, held_by = ?, ready_for = ?, lost = ?, draining = ? where name = ?",
                nodes.stream()
                        .map(node -> new @Nullable Object[] {
                            node.fence().value(),
                            node.heldBy(),
                            node.readyFor(),
                            node.lost(),
                            node.draining(),
                            node.name()
                        })
                        .toList());
    }

    public Optional<Node> find(NodeName name) {
        return database.first("select " + COLUMNS + " from node where name = ?", Nodes::read, name);
    }

    public List<Node> all() {
        return database.all("select " + COLUMNS + " from node order by name", Nodes::read);
    }

    /** Nodes that came back and whose hypervisors have not been read yet. */
    public List<NodeName> toSurvey() {
        return database.all("select name from node where survey", row -> new NodeName(row.getString(1)));
    }

    public void markForSurvey(NodeName node, boolean wanted) {
        database.run("update node set survey = ? where name = ?", wanted, node);
    }

    private static Node read(ResultSet row) throws SQLException {
        String heldBy = row.getString("held_by");
        String readyFor = row.getString("ready_for");
        return new Node(
                new NodeDescription(
                        new RingKey(
                                row.getString("site"), row.getString("cluster"), new NodeName(row.getString("name"))),
                        row.getInt("slot"),
                        row.getInt("cores"),
                        new Capacity(row.getInt("cpu_percent"), row.getInt("memory_mib")),
                        URI.create(row.getString("hypervisor")),
                        Map.of()),
                new Fence(row.getLong("fence")),
                heldBy == null ? null : IspId.parse(heldBy),
                readyFor == null ? null : new ReservationId(readyFor),
                row.getBoolean("lost"),
                row.getBoolean("draining"));
    }
}
