package org.farandole.reservation.booking;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.farandole.contracts.node.NodeDescription;
import org.farandole.contracts.node.NodeEvent;
import org.farandole.contracts.node.NodeName;
import org.farandole.contracts.reservation.Booking;
import org.farandole.contracts.reservation.ReservationEvent;
import org.farandole.reservation.booking.ReservationEffect.Book;
import org.farandole.reservation.booking.ReservationEffect.Decline;
import org.farandole.reservation.booking.ReservationEffect.EndAt;
import org.farandole.reservation.booking.ReservationEffect.Hold;
import org.farandole.reservation.booking.ReservationEffect.MarkFailed;
import org.farandole.reservation.booking.ReservationEffect.ReturnAll;
import org.farandole.reservation.booking.ReservationEffect.ReturnNode;
import org.farandole.reservation.booking.ReservationEffect.Say;
import org.farandole.reservation.booking.ReservationEffect.SayOfNode;
import org.farandole.reservation.booking.ReservationInput.Extend;
import org.farandole.reservation.booking.ReservationInput.Grant;
import org.farandole.reservation.booking.ReservationInput.NodeFailed;
import org.farandole.reservation.booking.ReservationInput.NodeReturned;
import org.farandole.reservation.booking.ReservationInput.Refuse;
import org.farandole.reservation.booking.ReservationInput.Release;
import org.farandole.reservation.booking.ReservationInput.Tick;
import org.farandole.reservation.booking.ReservationState.Ended;
import org.farandole.reservation.booking.ReservationState.Ending;
import org.farandole.reservation.booking.ReservationState.Granted;
import org.farandole.reservation.booking.ReservationState.Held;
import org.farandole.reservation.booking.ReservationState.Rejected;
import org.farandole.reservation.booking.ReservationState.Requested;
import org.farandole.reservation.booking.ReservationState.Started;

/** The rules of a reservation's life. Pure; an input that comes again, or too late, changes nothing. */
public final class ReservationLife {

    private ReservationLife() {}

    /** The state that follows, and what is to be done, in this order. */
    public record Step(ReservationState next, List<ReservationEffect> effects) {
        public Step {
            effects = List.copyOf(effects);
        }

        private static Step to(ReservationState next, ReservationEffect... effects) {
            return new Step(next, List.of(effects));
        }
    }

    public static Step decide(ReservationState state, ReservationInput input) {
        return switch (state) {
            case Requested requested -> decide(requested, input);
            case Granted granted -> decide(granted, input);
            case Started started -> decide(started, input);
            case Ending ending -> decide(ending, input);
            case Ended ended -> over(ended, input);
            case Rejected rejected -> over(rejected, input);
        };
    }

    private static Step decide(Requested requested, ReservationInput input) {
        return switch (input) {
            case Grant(Booking booking) -> grant(booking);
            case Refuse(String why) ->
                Step.to(new Rejected(requested.id(), why), new Say(new ReservationEvent.Rejected(requested.id(), why)));
            case Tick tick -> Step.to(requested);
            case Release release -> Step.to(requested, new Decline("It is not booked yet"));
            case Extend extend -> Step.to(requested, new Decline("It is not booked yet"));
            case NodeReturned returned -> Step.to(requested);
            case NodeFailed failed -> Step.to(requested);
        };
    }

    private static Step grant(Booking booking) {
        List<ReservationEffect> effects = new ArrayList<>();
        effects.add(new Book(booking));
        effects.add(new Say(new ReservationEvent.Granted(booking)));
        for (NodeDescription node : booking.nodes()) {
            effects.add(new SayOfNode(new NodeEvent.Booked(
                    node.name(), booking.reservation(), booking.manifest().power())));
        }
        return new Step(new Granted(booking, ""), effects);
    }

    private static Step decide(Granted granted, ReservationInput input) {
        Booking booking = granted.booking();
        return switch (input) {
            case Tick(Instant now, List<String> late) -> startOrWait(granted, now, late);
            case Release(Instant now, String why) ->
                endUnstarted(booking, why, new ReservationEvent.Released(granted.id(), why));
            case Extend(Instant now, Instant until) -> {
                Booking longer = new Booking(
                        booking.reservation(),
                        booking.manifest(),
                        booking.nodes(),
                        booking.subnet(),
                        booking.vlan(),
                        booking.start(),
                        until.isAfter(booking.end()) ? until : booking.end());
                yield extend(granted, new Granted(longer, granted.why()), booking.end(), until);
            }
            case Grant grant -> Step.to(granted);
            case Refuse refuse -> Step.to(granted);
            case NodeReturned returned -> Step.to(granted);
            case NodeFailed failed -> Step.to(granted);
        };
    }

    private static Step startOrWait(Granted granted, Instant now, List<String> late) {
        Booking booking = granted.booking();
        if (now.isBefore(booking.start())) {
            return Step.to(granted);
        }
        if (!now.isBefore(booking.end())) {
            String why = granted.why().isEmpty()
                    ? "its walltime was over before it started"
                    : "never started: " + granted.why();
            return endUnstarted(booking, why, new ReservationEvent.Expired(granted.id()));
        }
        if (!late.isEmpty()) {
            return Step.to(new Granted(booking, "waits for " + String.join(", ", late)));
        }
        Set<NodeName> nodes =
                booking.nodes().stream().map(NodeDescription::name).collect(Collectors.toUnmodifiableSet());
        Held held = new Held(
                granted.id(), booking.manifest().nodes().minimum(), booking.start(), booking.end(), nodes, Set.of());
        return Step.to(new Started(held), new Hold(), new Say(new ReservationEvent.Started(booking)));
    }

    /** Nothing was deployed: there is nothing to undo. */
    private static Step endUnstarted(Booking booking, String why, ReservationEvent event) {
        return Step.to(
                new Ended(booking.reservation(), why),
                new ReturnAll(),
                new Say(event),
                new Say(new ReservationEvent.Ended(booking.reservation())));
    }

    private static Step decide(Started started, ReservationInput input) {
        Held held = started.held();
        return switch (input) {
            case Tick(Instant now, List<String> late) ->
                now.isBefore(held.end())
                        ? Step.to(started)
                        : end(held, "its walltime is over", now, new ReservationEvent.Expired(held.id()));
            case Release(Instant now, String why) -> end(held, why, now, new ReservationEvent.Released(held.id(), why));
            case Extend(Instant now, Instant until) ->
                extend(
                        started,
                        new Started(
                                new Held(held.id(), held.minimum(), held.start(), until, held.nodes(), held.failed())),
                        held.end(),
                        until);
            case NodeFailed(Instant now, NodeName node, var step, String cause) ->
                without(
                        started,
                        now,
                        new MarkFailed(node),
                        failed(held, node),
                        node + " failed at " + step + ": " + cause);
            case NodeReturned(Instant now, NodeName node) ->
                without(started, now, new ReturnNode(node), returned(held, node), node + " was given back early");
            case Grant grant -> Step.to(started);
            case Refuse refuse -> Step.to(started);
        };
    }

    private static Step without(Started started, Instant now, ReservationEffect effect, Held left, String what) {
        if (left.equals(started.held())) {
            return Step.to(started);
        }
        if (left.isEnough()) {
            return Step.to(new Started(left), effect);
        }
        String why = left.usable() + " nodes can be ready, " + left.minimum() + " are needed at least; " + what;
        Step ending = end(left, why, now, new ReservationEvent.Released(left.id(), why));
        List<ReservationEffect> effects = new ArrayList<>(List.of(effect));
        effects.addAll(ending.effects());
        return new Step(ending.next(), effects);
    }

    private static Step end(Held held, String why, Instant now, ReservationEvent event) {
        if (held.nodes().isEmpty()) {
            return Step.to(
                    new Ended(held.id(), why),
                    new Say(event),
                    new ReturnAll(),
                    new Say(new ReservationEvent.Ended(held.id())));
        }
        Instant end = now.isBefore(held.end()) ? now : held.end();
        return Step.to(new Ending(held, why), new EndAt(end), new Say(event));
    }

    private static Step decide(Ending ending, ReservationInput input) {
        return switch (input) {
            case NodeReturned(Instant now, NodeName node) -> giveBack(ending, node);
            case NodeFailed(Instant now, NodeName node, var step, String cause) -> {
                Held left = failed(ending.held(), node);
                yield left.equals(ending.held())
                        ? Step.to(ending)
                        : Step.to(new Ending(left, ending.why()), new MarkFailed(node));
            }
            case Extend extend -> Step.to(ending, new Decline("It is ending already: " + ending.why()));
            case Tick tick -> Step.to(ending);
            case Release release -> Step.to(ending);
            case Grant grant -> Step.to(ending);
            case Refuse refuse -> Step.to(ending);
        };
    }

    private static Step giveBack(Ending ending, NodeName node) {
        Held left = returned(ending.held(), node);
        if (left.equals(ending.held())) {
            return Step.to(ending);
        }
        return left.nodes().isEmpty()
                ? Step.to(
                        new Ended(ending.id(), ending.why()),
                        new ReturnNode(node),
                        new ReturnAll(),
                        new Say(new ReservationEvent.Ended(ending.id())))
                : Step.to(new Ending(left, ending.why()), new ReturnNode(node));
    }

    private static Step over(ReservationState state, ReservationInput input) {
        return switch (input) {
            case Extend extend -> Step.to(state, new Decline("It is over"));
            case Tick tick -> Step.to(state);
            case Release release -> Step.to(state);
            case Grant grant -> Step.to(state);
            case Refuse refuse -> Step.to(state);
            case NodeReturned returned -> Step.to(state);
            case NodeFailed failed -> Step.to(state);
        };
    }

    private static Step extend(ReservationState state, ReservationState longer, Instant end, Instant until) {
        if (until.equals(end)) {
            return Step.to(state);
        }
        return until.isBefore(end)
                ? Step.to(state, new Decline("It lasts until " + end + " already: release it to end it earlier"))
                : Step.to(longer, new EndAt(until), new Say(new ReservationEvent.Extended(state.id(), until)));
    }

    private static Held failed(Held held, NodeName node) {
        if (!held.nodes().contains(node)) {
            return held;
        }
        Set<NodeName> failed = new HashSet<>(held.failed());
        failed.add(node);
        return new Held(held.id(), held.minimum(), held.start(), held.end(), held.nodes(), failed);
    }

    private static Held returned(Held held, NodeName node) {
        Set<NodeName> nodes = new HashSet<>(held.nodes());
        Set<NodeName> failed = new HashSet<>(held.failed());
        nodes.remove(node);
        failed.remove(node);
        return new Held(held.id(), held.minimum(), held.start(), held.end(), nodes, failed);
    }
}
