package org.farandole.dvms;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.farandole.contracts.dvms.IspRef;
import org.farandole.contracts.dvms.NodeState;
import org.farandole.contracts.dvms.Priority.ProblemClass;
import org.farandole.contracts.dvms.RingPosition;
import org.farandole.contracts.node.Capacity;
import org.farandole.contracts.node.NodeName;
import org.jspecify.annotations.Nullable;

/**
 * What an agent keeps in every state.
 *
 * @param sequence the number of its last ISP
 * @param wanted the oldest merging ISP that passed while the node was busy
 * @param paused it starts no ISP
 * @param leaving it leaves once it is free and its node is empty
 * @param spare the ring was told that the node is empty
 */
public record Self(
        RingPosition position,
        long incarnation,
        Settings settings,
        View view,
        long sequence,
        OwnNode own,
        Problems problems,
        @Nullable IspRef wanted,
        boolean paused,
        boolean leaving,
        boolean spare) {

    public Self {
        Objects.requireNonNull(position, "position");
        Objects.requireNonNull(settings, "settings");
        Objects.requireNonNull(view, "view");
        Objects.requireNonNull(own, "own");
        Objects.requireNonNull(problems, "problems");
    }

    static Self newborn(RingPosition position, long incarnation, Capacity capacity, Settings settings) {
        OwnNode unknown = new OwnNode(position.node(), null, List.of(), Map.of(), capacity);
        return new Self(
                position, incarnation, settings, View.empty(), 0, unknown, Problems.NONE, null, false, false, false);
    }

    public NodeName node() {
        return position.node();
    }

    public Timings timings() {
        return settings.timings();
    }

    /** The problem that the node has now: one that was noted, and still holds. Relieve goes first, then evacuate. */
    public @Nullable Trigger problem() {
        return Stream.of(Optional.ofNullable(problems.trigger()), Optional.ofNullable(problems.drain()))
                .flatMap(Optional::stream)
                .filter(noted -> has(noted.problem()))
                .min(Comparator.comparing(Trigger::problem))
                .orElse(null);
    }

    /** Whether an ISP of this class still has its reason. */
    boolean stillHas(ProblemClass problem) {
        return problems.noted(problem) && has(problem);
    }

    private boolean has(ProblemClass problem) {
        return own.has(problem, settings.headroomPercent()) && (problem != ProblemClass.CONSOLIDATE || maySleep());
    }

    /** A node with VMs may empty itself; an empty one may sleep if the reserve stands before it. */
    private boolean maySleep() {
        Power power = settings.power();
        return power.sleeps()
                && problems.drain() == null
                && (!own.placement().isEmpty()
                        || view.sparesBefore(position.key()).size() >= power.reserve());
    }

    NodeState state() {
        return own.state(problems.drain() != null);
    }

    Self seeing(View changed) {
        return new Self(
                position, incarnation, settings, changed, sequence, own, problems, wanted, paused, leaving, spare);
    }

    Self openingNext() {
        return new Self(
                position, incarnation, settings, view, sequence + 1, own, problems, wanted, paused, leaving, spare);
    }

    Self with(OwnNode changed) {
        return new Self(
                position, incarnation, settings, view, sequence, changed, problems, wanted, paused, leaving, spare);
    }

    Self with(Problems changed) {
        return new Self(position, incarnation, settings, view, sequence, own, changed, wanted, paused, leaving, spare);
    }

    Self wantedBy(@Nullable IspRef isp) {
        return new Self(position, incarnation, settings, view, sequence, own, problems, isp, paused, leaving, spare);
    }

    Self pausing(boolean pause) {
        return new Self(position, incarnation, settings, view, sequence, own, problems, wanted, pause, leaving, spare);
    }

    Self aboutToLeave() {
        return new Self(position, incarnation, settings, view, sequence, own, problems, wanted, paused, true, spare);
    }

    Self sparing(boolean told) {
        return new Self(position, incarnation, settings, view, sequence, own, problems, wanted, paused, leaving, told);
    }
}
