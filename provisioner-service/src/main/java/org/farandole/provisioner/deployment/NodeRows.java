package org.farandole.provisioner.deployment;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.farandole.contracts.node.NodeName;
import org.farandole.contracts.reservation.ReservationId;

/** The table of deployments. Rows to be changed are locked, in the order of their keys. */
@ApplicationScoped
public class NodeRows implements PanacheRepositoryBase<NodeRow, NodeKey> {

    private static final Sort BY_KEY = Sort.by("key.reservation", "key.node");

    /** One query for many rows; {@link #locked} finds them without another. */
    void lockAll(Collection<NodeKey> keys) {
        if (keys.size() > 1) {
            List<String> reservations =
                    keys.stream().map(NodeKey::reservation).distinct().toList();
            List<String> nodes = keys.stream().map(NodeKey::node).distinct().toList();
            find("key.reservation in ?1 and key.node in ?2", BY_KEY, reservations, nodes)
                    .withLock(LockModeType.PESSIMISTIC_WRITE)
                    .list();
        }
    }

    Optional<NodeRow> locked(NodeKey key) {
        return findByIdOptional(key, LockModeType.PESSIMISTIC_WRITE);
    }

    List<NodeRow> lockedOf(ReservationId reservation) {
        return find("key.reservation = ?1", BY_KEY, reservation.value())
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .list();
    }

    /** The deployments that own these nodes. */
    List<NodeRow> lockedOwners(Collection<NodeName> nodes) {
        return find(
                        "owning and key.node in ?1",
                        BY_KEY,
                        nodes.stream().map(NodeName::value).toList())
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .list();
    }

    List<NodeRow> lockedOwning() {
        return find("owning", BY_KEY).withLock(LockModeType.PESSIMISTIC_WRITE).list();
    }

    /** For each node the deployment that owns it, or had it last. */
    public List<NodeRow> latest() {
        return find("from NodeRow r where r.owning or not exists (from NodeRow o where o.key.node = r.key.node"
                        + " and (o.owning or o.beganAt > r.beganAt or o.beganAt = r.beganAt"
                        + " and o.key.reservation > r.key.reservation)) order by r.key.node")
                .list();
    }

    public boolean knows(NodeName node) {
        return count("key.node", node.value()) > 0;
    }
}
