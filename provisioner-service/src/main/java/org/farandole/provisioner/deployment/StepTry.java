package org.farandole.provisioner.deployment;

import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import org.farandole.contracts.node.MacroStep;
import org.farandole.contracts.node.NodeEvent;
import org.farandole.contracts.node.NodeEvent.StepFailed;
import org.farandole.contracts.node.NodeEvent.StepPassed;
import org.farandole.contracts.node.NodeEvent.StepRetried;
import org.jspecify.annotations.Nullable;

/** A try of a macro-step that has ended; written once. */
@Entity
@Table(name = "step_try")
public class StepTry {

    /** How it ended: {@code RETRIED} and {@code FAILED} are ko, another try follows or none. */
    public enum Outcome {
        PASSED,
        RETRIED,
        FAILED
    }

    /** @param ticket of the call that ended it: unique in the node's deployment */
    @Embeddable
    public record Key(String reservation, String node, long ticket) {}

    @EmbeddedId
    private Key key;

    @Enumerated(EnumType.STRING)
    private MacroStep step;

    private int attempt;

    @Enumerated(EnumType.STRING)
    private Outcome outcome;

    private @Nullable String cause;

    private Instant enteredAt;

    private Instant endedAt;

    /** How much faster than the wall clock the node's time ran. */
    private double speed;

    /** For the object-relational mapping only. */
    @SuppressWarnings("NullAway.Init")
    protected StepTry() {}

    private StepTry(Call call, MacroStep step, int attempt, Outcome outcome, @Nullable String cause) {
        this.key = call.key();
        this.step = step;
        this.attempt = attempt;
        this.outcome = outcome;
        this.cause = cause;
        this.enteredAt = call.enteredAt();
        this.endedAt = call.endedAt();
        this.speed = call.speed();
    }

    /** The call that ended a try. */
    record Call(Key key, Instant enteredAt, Instant endedAt, double speed) {}

    /** None for an event that ends no try. */
    static Optional<StepTry> ended(NodeEvent event, Call call) {
        return switch (event) {
            case StepPassed passed ->
                Optional.of(new StepTry(call, passed.step(), passed.attempt(), Outcome.PASSED, null));
            case StepRetried retried ->
                Optional.of(new StepTry(call, retried.step(), retried.attempt(), Outcome.RETRIED, retried.cause()));
            case StepFailed failed ->
                Optional.of(new StepTry(call, failed.step(), failed.attempt(), Outcome.FAILED, failed.cause()));
            case NodeEvent.StepEntered _, NodeEvent.Ready _, NodeEvent.Draining _, NodeEvent.Off _ -> Optional.empty();
            case NodeEvent.Released _, NodeEvent.Registered _, NodeEvent.Booked _ -> Optional.empty();
            case NodeEvent.Lost _, NodeEvent.Back _ -> Optional.empty();
        };
    }
}
