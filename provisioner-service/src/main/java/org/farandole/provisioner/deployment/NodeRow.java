package org.farandole.provisioner.deployment;

import jakarta.persistence.Column;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.farandole.contracts.json.Json;
import org.farandole.contracts.node.NodeDescription;
import org.farandole.contracts.node.NodeName;
import org.farandole.contracts.reservation.ReservationId;
import org.farandole.provisioner.lifecycle.NodeDeployment;
import org.farandole.provisioner.lifecycle.NodeState;
import org.farandole.provisioner.lifecycle.NodeState.Discarded;
import org.farandole.provisioner.lifecycle.NodeState.Released;
import org.hibernate.annotations.ColumnTransformer;
import org.jspecify.annotations.Nullable;

/** A {@link NodeDeployment}, stored. */
@Entity
@Table(name = "node_deployment")
public class NodeRow {

    @EmbeddedId
    private NodeKey key;

    /** None where the node was cleared before this service heard that its reservation started: it is never touched. */
    @Column(updatable = false)
    @ColumnTransformer(write = "?::jsonb")
    private @Nullable String description;

    @Column(updatable = false)
    private int tries;

    private long ticket;

    @ColumnTransformer(write = "?::jsonb")
    private String state;

    private boolean owning;

    @Column(updatable = false)
    private Instant beganAt;

    private Instant since;

    /** For the object-relational mapping only. */
    @SuppressWarnings("NullAway.Init")
    protected NodeRow() {}

    private NodeRow(NodeKey key, @Nullable NodeDescription description, int tries, NodeState state, Instant now) {
        this.key = key;
        this.description = description == null ? null : json(description);
        this.tries = tries;
        this.state = json(state);
        this.owning = owns(state);
        this.beganAt = now;
        this.since = now;
    }

    static NodeRow of(NodeDeployment deployment, Instant now) {
        NodeRow row = new NodeRow(
                NodeKey.of(deployment.reservation(), deployment.name()),
                deployment.node(),
                deployment.tries(),
                deployment.state(),
                now);
        row.ticket = deployment.ticket();
        return row;
    }

    /** The end of a deployment that never began: its reservation's start, if it is heard later, changes nothing. */
    static NodeRow neverBegun(NodeKey key, Instant now) {
        return new NodeRow(key, null, 1, new Released(), now);
    }

    public NodeName node() {
        return new NodeName(key.node());
    }

    public ReservationId reservation() {
        return new ReservationId(key.reservation());
    }

    /** None for a deployment that never began. */
    public @Nullable NodeDeployment deployment() {
        return description == null
                ? null
                : new NodeDeployment(
                        Json.read(description.getBytes(StandardCharsets.UTF_8), NodeDescription.class),
                        reservation(),
                        tries,
                        ticket,
                        state());
    }

    public NodeState state() {
        return Json.read(state.getBytes(StandardCharsets.UTF_8), NodeState.class);
    }

    public int tries() {
        return tries;
    }

    /** Whether the node belongs to this deployment, which alone may undo it. */
    public boolean owning() {
        return owning;
    }

    public Instant beganAt() {
        return beganAt;
    }

    /** When the state was entered; a try of a step is a state of its own. */
    public Instant since() {
        return since;
    }

    void become(NodeDeployment next, Instant now) {
        ticket = next.ticket();
        if (!next.state().equals(state())) {
            state = json(next.state());
            owning = owns(next.state());
            since = now;
        }
    }

    private static boolean owns(NodeState state) {
        return !(state instanceof Released || state instanceof Discarded);
    }

    private static String json(Object value) {
        return new String(Json.write(value), StandardCharsets.UTF_8);
    }
}
