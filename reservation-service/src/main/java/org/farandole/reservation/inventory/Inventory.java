package org.farandole.reservation.inventory;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.farandole.contracts.node.NodeDescription;
import org.farandole.contracts.node.NodeEvent;
import org.farandole.contracts.node.NodeName;
import org.farandole.contracts.topic.Topics;
import org.farandole.messaging.Outbox;
import org.jboss.logging.Logger;

/** The nodes that there are. None is ever taken out, so that a slot never means another node. Thread-safe. */
@ApplicationScoped
public class Inventory {

    private static final Logger LOG = Logger.getLogger(Inventory.class);
    private static final long LOCK = 0x736c6f7473L;

    private final InventoryNodes nodes;
    private final EntityManager entities;
    private final Outbox outbox;

    Inventory(InventoryNodes nodes, EntityManager entities, Outbox outbox) {
        this.nodes = nodes;
        this.entities = entities;
        this.outbox = outbox;
    }

    /** Every node, in the order of the ring. */
    @Transactional
    public List<KnownNode> all() {
        return nodes.listAll().stream()
                .map(node -> new KnownNode(node.description(), node.suspected))
                .sorted(Comparator.comparing(node -> node.description().key()))
                .toList();
    }

    /**
     * Takes nodes in, or takes over what changed in nodes that it knows. New ones get the next slots, in the order of the
     * ring. A node that is registered is not suspected any more.
     *
     * @return them, with their slots, in the order of the ring
     */
    @Transactional
    public List<NodeDescription> register(List<Registration> registrations) {
        lockSlots();
        Map<String, InventoryNode> known =
                nodes.listAll().stream().collect(Collectors.toMap(node -> node.name, Function.identity()));
        int next = known.values().stream().mapToInt(node -> node.slot + 1).max().orElse(0);
        List<NodeDescription> descriptions = new ArrayList<>();
        for (Registration registration : registrations.stream()
                .sorted(Comparator.comparing(Registration::key))
                .toList()) {
            InventoryNode node = known.get(registration.key().node().value());
            NodeDescription description = registration.at(node == null ? next++ : node.slot);
            if (node == null) {
                nodes.persist(new InventoryNode(description));
                say(description);
            } else {
                update(node, description);
            }
            descriptions.add(description);
        }
        LOG.infof("Registered nodes=%d of=%d", descriptions.size(), next);
        return descriptions;
    }

    /** Monitoring lost the node: it is chosen last until it is back. */
    @Transactional
    public void suspect(NodeName node, String cause) {
        nodes.update("suspected = ?1 where name = ?2", cause, node.value());
    }

    @Transactional
    public void trust(NodeName node) {
        nodes.update("suspected = null where name = ?1", node.value());
    }

    private void update(InventoryNode node, NodeDescription description) {
        node.suspected = null;
        if (!node.description().equals(description)) {
            node.describe(description);
            say(description);
        }
    }

    private void say(NodeDescription description) {
        outbox.add(Topics.NODE_EVENTS, description.name().value(), new NodeEvent.Registered(description));
    }

    /** Two registrations at once would give one slot twice. */
    private void lockSlots() {
        entities.createNativeQuery("select 1 from pg_advisory_xact_lock(:lock)")
                .setParameter("lock", LOCK)
                .getSingleResult();
    }
}
