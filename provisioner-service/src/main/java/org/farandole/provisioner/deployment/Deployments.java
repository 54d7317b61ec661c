package org.farandole.provisioner.deployment;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.farandole.contracts.node.NodeDescription;
import org.farandole.contracts.node.NodeEvent;
import org.farandole.contracts.node.NodeName;
import org.farandole.contracts.reservation.Booking;
import org.farandole.contracts.reservation.ReservationId;
import org.farandole.contracts.topic.Topics;
import org.farandole.messaging.Outbox;
import org.farandole.messaging.Speed;
import org.farandole.provisioner.lifecycle.Decision;
import org.farandole.provisioner.lifecycle.NodeDeployment;
import org.farandole.provisioner.lifecycle.NodeEffect;
import org.farandole.provisioner.lifecycle.NodeEffect.Announce;
import org.farandole.provisioner.lifecycle.NodeInput;
import org.farandole.provisioner.lifecycle.NodeInput.Cleared;
import org.farandole.provisioner.lifecycle.NodeInput.ReservationOver;
import org.farandole.provisioner.lifecycle.NodeInput.Resumed;

/** Applies changes to the stored deployments: new state, tries and events in one transaction. */
@ApplicationScoped
public class Deployments {

    private final NodeRows rows;
    private final Tenancies tenancies;
    private final EntityManager entities;
    private final Outbox outbox;
    private final Speed speed;
    private final Clock clock = Clock.systemUTC();

    Deployments(NodeRows rows, Tenancies tenancies, EntityManager entities, Outbox outbox, Speed speed) {
        this.rows = rows;
        this.tenancies = tenancies;
        this.entities = entities;
        this.outbox = outbox;
        this.speed = speed;
    }

    /** All of the changes in one transaction, in their order; for each what was decided, a decision a node concerned. */
    List<List<Decision>> apply(List<Change> changes) {
        return QuarkusTransaction.requiringNew().call(() -> {
            rows.lockAll(keysOf(changes));
            List<List<Decision>> decided = new ArrayList<>();
            for (Change change : changes) {
                decided.add(apply(change));
            }
            return decided;
        });
    }

    private static Set<NodeKey> keysOf(List<Change> changes) {
        return changes.stream()
                .filter(Change.Tell.class::isInstance)
                .map(change -> ((Change.Tell) change).key())
                .collect(Collectors.toSet());
    }

    private List<Decision> apply(Change change) {
        return switch (change) {
            case Change.Begin(Booking booking) -> begin(booking);
            case Change.End(ReservationId reservation) -> {
                tenancies.forget(reservation);
                yield tell(rows.lockedOf(reservation), new ReservationOver());
            }
            case Change.Clear(NodeKey key) -> clear(key);
            case Change.Tell(NodeKey key, NodeInput input) ->
                tell(rows.locked(key).stream().toList(), input);
            case Change.TellOwner(NodeName node, NodeInput input) -> tell(rows.lockedOwners(List.of(node)), input);
            case Change.Resume _ -> tell(rows.lockedOwning(), new Resumed());
        };
    }

    private List<Decision> begin(Booking booking) {
        tenancies.keep(booking);
        Set<NodeName> known =
                rows.lockedOf(booking.reservation()).stream().map(NodeRow::node).collect(Collectors.toSet());
        List<NodeDescription> fresh = booking.nodes().stream()
                .filter(node -> !known.contains(node.name()))
                .toList();
        Map<NodeName, ReservationId> owners =
                rows.lockedOwners(fresh.stream().map(NodeDescription::name).toList()).stream()
                        .collect(Collectors.toMap(NodeRow::node, NodeRow::reservation));
        int tries = Math.max(0, booking.manifest().deployment().retries()) + 1;
        return fresh.stream()
                .map(node ->
                        store(begin(node, booking.reservation(), tries, Optional.ofNullable(owners.get(node.name())))))
                .toList();
    }

    private static Decision begin(
            NodeDescription node, ReservationId reservation, int tries, Optional<ReservationId> owner) {
        return owner.map(other -> NodeDeployment.discard(node, reservation, tries, other))
                .orElseGet(() -> NodeDeployment.begin(node, reservation, tries));
    }

    private Decision store(Decision first) {
        Instant now = clock.instant();
        rows.persist(NodeRow.of(first.next(), now));
        announce(first, 0, now, now);
        return first;
    }

    private List<Decision> clear(NodeKey key) {
        Optional<NodeRow> row = rows.locked(key);
        if (row.isPresent()) {
            return tell(List.of(row.get()), new Cleared());
        }
        NodeRow never = NodeRow.neverBegun(key, clock.instant());
        rows.persist(never);
        send(new NodeEvent.Released(never.node(), never.reservation()));
        return List.of();
    }

    private List<Decision> tell(List<NodeRow> told, NodeInput input) {
        List<Decision> decisions = new ArrayList<>();
        for (NodeRow row : told) {
            NodeDeployment deployment = row.deployment();
            if (deployment != null) {
                Decision decision = deployment.decide(input);
                Instant enteredAt = row.since();
                Instant now = clock.instant();
                row.become(decision.next(), now);
                announce(decision, deployment.ticket(), enteredAt, now);
                decisions.add(decision);
            }
        }
        return decisions;
    }

    private void announce(Decision decision, long endedTicket, Instant enteredAt, Instant now) {
        NodeDeployment next = decision.next();
        StepTry.Key key =
                new StepTry.Key(next.reservation().value(), next.name().value(), endedTicket);
        StepTry.Call ended = new StepTry.Call(key, enteredAt, now, speed.now());
        for (NodeEffect effect : decision.effects()) {
            if (effect instanceof Announce(NodeEvent event)) {
                send(event);
                StepTry.ended(event, ended).ifPresent(entities::persist);
            }
        }
    }

    private void send(NodeEvent event) {
        outbox.add(Topics.NODE_EVENTS, event.node().value(), event);
    }
}
