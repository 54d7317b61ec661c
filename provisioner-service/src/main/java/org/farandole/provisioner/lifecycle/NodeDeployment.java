package org.farandole.provisioner.lifecycle;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.farandole.contracts.node.MacroStep;
import org.farandole.contracts.node.NodeDescription;
import org.farandole.contracts.node.NodeEvent;
import org.farandole.contracts.node.NodeEvent.StepEntered;
import org.farandole.contracts.node.NodeEvent.StepFailed;
import org.farandole.contracts.node.NodeEvent.StepPassed;
import org.farandole.contracts.node.NodeEvent.StepRetried;
import org.farandole.contracts.node.NodeName;
import org.farandole.contracts.reservation.ReservationId;
import org.farandole.provisioner.lifecycle.NodeEffect.Announce;
import org.farandole.provisioner.lifecycle.NodeEffect.Make;
import org.farandole.provisioner.lifecycle.NodeInput.Cleared;
import org.farandole.provisioner.lifecycle.NodeInput.Drain;
import org.farandole.provisioner.lifecycle.NodeInput.Faulted;
import org.farandole.provisioner.lifecycle.NodeInput.ReservationOver;
import org.farandole.provisioner.lifecycle.NodeInput.Resumed;
import org.farandole.provisioner.lifecycle.NodeInput.Succeeded;
import org.farandole.provisioner.lifecycle.NodeState.Busy;
import org.farandole.provisioner.lifecycle.NodeState.Discarded;
import org.farandole.provisioner.lifecycle.NodeState.Draining;
import org.farandole.provisioner.lifecycle.NodeState.Failed;
import org.farandole.provisioner.lifecycle.NodeState.Halted;
import org.farandole.provisioner.lifecycle.NodeState.InStep;
import org.farandole.provisioner.lifecycle.NodeState.Off;
import org.farandole.provisioner.lifecycle.NodeState.PoweringOff;
import org.farandole.provisioner.lifecycle.NodeState.PoweringOn;
import org.farandole.provisioner.lifecycle.NodeState.Ready;
import org.farandole.provisioner.lifecycle.NodeState.Released;
import org.farandole.provisioner.lifecycle.NodeState.Settled;
import org.farandole.provisioner.lifecycle.NodeState.Switchable;
import org.farandole.provisioner.lifecycle.NodeState.Undoing;
import org.farandole.provisioner.lifecycle.NodeState.Waiting;

/**
 * The deployment of one node for one reservation, a value. A node that passed a step goes on at once; one that failed it
 * repeats it up to its tries and is then dropped, whatever the other nodes do (Kadeploy's split into ok and ko, taken node
 * by node). An input that means nothing in a state changes nothing, so a repeat is a no-op.
 *
 * @param tries how often a macro-step may be tried, 1 or more
 * @param ticket of the newest call: results of older ones are stale
 */
public record NodeDeployment(NodeDescription node, ReservationId reservation, int tries, long ticket, NodeState state) {

    private static final List<MacroStep> STEPS = List.of(MacroStep.values());

    public NodeDeployment {
        Objects.requireNonNull(node, "node");
        Objects.requireNonNull(reservation, "reservation");
        Objects.requireNonNull(state, "state");
        if (tries < 1 || ticket < 0) {
            throw new IllegalArgumentException("Node " + node.name() + ": " + tries + " tries, ticket " + ticket);
        }
    }

    /** The node of a reservation that has just started. */
    public static Decision begin(NodeDescription node, ReservationId reservation, int tries) {
        return new NodeDeployment(node, reservation, tries, 0, new Waiting()).calling(new Waiting(), List.of());
    }

    /** The same, where another reservation's deployment still owns the node: it is dropped and never touched. */
    public static Decision discard(NodeDescription node, ReservationId reservation, int tries, ReservationId owner) {
        Discarded discarded = new Discarded(owner);
        NodeEvent dropped = new StepFailed(node.name(), reservation, STEPS.getFirst(), 1, discarded.cause(node.name()));
        return new NodeDeployment(node, reservation, tries, 0, discarded).settling(discarded, dropped);
    }

    public NodeName name() {
        return node.name();
    }

    /** What the input makes of this deployment. Total and pure. */
    public Decision decide(NodeInput input) {
        return switch (input) {
            case Succeeded success -> success.ticket() == ticket ? succeeded(success) : unchanged();
            case Faulted fault -> fault.ticket() == ticket ? faulted(fault.cause()) : unchanged();
            case ReservationOver _ -> over();
            case Cleared _ -> cleared();
            case Drain drain -> drain(drain.why());
            case NodeInput.PowerOff _ -> powerOff();
            case NodeInput.PowerOn _ -> powerOn();
            case Resumed _ -> resumed();
        };
    }

    private Decision succeeded(Succeeded call) {
        return switch (state) {
            case Waiting _ -> entering(STEPS.getFirst(), 1, List.of());
            case InStep(MacroStep step, int attempt) -> passed(step, attempt, call);
            case PoweringOff _ -> settling(new Off(), new NodeEvent.Off(name()));
            case PoweringOn _ -> entering(STEPS.getFirst(), 1, List.of());
            case Undoing _ -> settling(new Released(), new NodeEvent.Released(name(), reservation));
            case Settled _ -> unchanged();
        };
    }

    private Decision passed(MacroStep step, int attempt, Succeeded call) {
        NodeEvent passed = new StepPassed(name(), reservation, step, attempt, call.took(), call.note());
        if (step == STEPS.getLast()) {
            return settling(new Ready(), passed, new NodeEvent.Ready(node, reservation));
        }
        return entering(STEPS.get(step.ordinal() + 1), 1, List.of(passed));
    }

    private Decision faulted(String cause) {
        return switch (state) {
            case InStep(MacroStep step, int attempt)
            when attempt < tries -> {
                NodeEvent retried = new StepRetried(name(), reservation, step, attempt, tries, cause);
                yield entering(step, attempt + 1, List.of(retried));
            }
            case InStep(MacroStep step, int attempt) ->
                settling(new Failed(step, attempt, cause), new StepFailed(name(), reservation, step, attempt, cause));
            case PoweringOff(int attempt, Switchable before) ->
                attempt < tries ? calling(new PoweringOff(attempt + 1, before), List.of()) : stayingOn(before);
            case PoweringOn(int attempt) ->
                attempt < tries
                        ? calling(new PoweringOn(attempt + 1), List.of())
                        : settling(new Off(), new NodeEvent.Off(name()));
            case Undoing undoing -> calling(new Undoing(undoing.attempt() + 1, cause), List.of());
            case Waiting _ -> calling(new Waiting(), List.of());
            case Settled _ -> unchanged();
        };
    }

    /** VMs are destroyed next, then the node is cleared; until then a node that is up stays up. */
    private Decision over() {
        return switch (state) {
            case Waiting _, InStep _, PoweringOn _ -> resting(new Halted());
            case PoweringOff _, Undoing _, Settled _ -> unchanged();
        };
    }

    private Decision cleared() {
        return switch (state) {
            case Waiting _, Discarded _ -> resting(new Released(), new NodeEvent.Released(name(), reservation));
            case InStep _, PoweringOff _, PoweringOn _, Ready _, Draining _, Off _, Failed _, Halted _ ->
                calling(new Undoing(1, null), List.of());
            case Undoing _, Released _ -> unchanged();
        };
    }

    private Decision drain(String why) {
        return switch (state) {
            case Ready _ -> settling(new Draining(why), new NodeEvent.Draining(name(), why));
            case Busy _, Draining _, Off _, Failed _, Halted _, Discarded _, Released _ -> unchanged();
        };
    }

    private Decision powerOff() {
        return switch (state) {
            case Ready ready -> calling(new PoweringOff(1, ready), List.of());
            case Draining draining -> calling(new PoweringOff(1, draining), List.of());
            case PoweringOn _ -> calling(new PoweringOff(1, new Off()), List.of());
            case Waiting _, InStep _, PoweringOff _, Undoing _ -> unchanged();
            case Off _, Failed _, Halted _, Discarded _, Released _ -> unchanged();
        };
    }

    /** It could not be switched off: said again, as who asked for it waits for a word. */
    private Decision stayingOn(Switchable before) {
        return before instanceof Ready ? settling(before, new NodeEvent.Ready(node, reservation)) : settling(before);
    }

    private Decision powerOn() {
        return switch (state) {
            case Off _, PoweringOff _ -> calling(new PoweringOn(1), List.of());
            case Waiting _, InStep _, PoweringOn _, Undoing _ -> unchanged();
            case Ready _, Draining _, Failed _, Halted _, Discarded _, Released _ -> unchanged();
        };
    }

    /** The same try of the same call under a new ticket: nothing is announced twice. */
    private Decision resumed() {
        return switch (state) {
            case Busy busy -> calling(busy, List.of());
            case Settled _ -> unchanged();
        };
    }

    private Decision entering(MacroStep step, int attempt, List<NodeEvent> before) {
        List<NodeEvent> events = new ArrayList<>(before);
        events.add(new StepEntered(name(), reservation, step, attempt));
        return calling(new InStep(step, attempt), events);
    }

    private Decision calling(Busy next, List<NodeEvent> events) {
        NodeCall call = switch (next) {
            case Waiting _ -> new NodeCall.TakePlace();
            case InStep step -> new NodeCall.RunStep(step.step());
            case PoweringOff off -> new NodeCall.PowerOff(off.attempt());
            case PoweringOn(int attempt) -> new NodeCall.PowerOn(attempt);
            case Undoing undoing -> new NodeCall.Undo(undoing.attempt());
        };
        return becoming(next, events, call);
    }

    /** As {@link #settling}, where a call may be under way: its result is stale from here on. */
    private Decision resting(Settled next, NodeEvent... events) {
        return becoming(next, List.of(events), new NodeCall.Rest());
    }

    private Decision becoming(NodeState next, List<NodeEvent> events, NodeCall call) {
        List<NodeEffect> effects = announcing(events);
        effects.add(new Make(ticket + 1, call));
        return new Decision(new NodeDeployment(node, reservation, tries, ticket + 1, next), effects);
    }

    private Decision settling(Settled next, NodeEvent... events) {
        return new Decision(new NodeDeployment(node, reservation, tries, ticket, next), announcing(List.of(events)));
    }

    private Decision unchanged() {
        return new Decision(this, List.of());
    }

    private static List<NodeEffect> announcing(List<NodeEvent> events) {
        List<NodeEffect> effects = new ArrayList<>();
        events.forEach(event -> effects.add(new Announce(event)));
        return effects;
    }
}
