package org.farandole.dvms;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.farandole.contracts.dvms.Fence;
import org.farandole.contracts.dvms.IspRef;
import org.farandole.contracts.dvms.NodeState;
import org.farandole.contracts.dvms.PlacedVm;
import org.farandole.contracts.dvms.Priority.ProblemClass;
import org.farandole.contracts.dvms.RingPosition;
import org.farandole.contracts.node.Capacity;
import org.farandole.contracts.node.NodeName;
import org.farandole.contracts.vm.VmName;
import org.jspecify.annotations.Nullable;

/**
 * What an agent keeps in every state.
 *
 * @param sequence the number of its last ISP
 * @param fence the node's, as last heard from the executor; none before its first word
 * @param placement the node's VMs at that fence
 * @param cpuDemandPercent the latest of each VM, in percent of one core
 * @param drain the problem of a node that is to be emptied
 * @param wanted the oldest merging ISP that passed while the node was busy
 * @param failures ISPs in a row that failed, while the trigger has been on
 * @param notBefore when an ISP may be started again
 * @param leaving it leaves once it is free and empty
 */
public record Self(
        RingPosition position,
        long incarnation,
        Settings settings,
        View view,
        long sequence,
        @Nullable Fence fence,
        List<PlacedVm> placement,
        Map<VmName, Integer> cpuDemandPercent,
        Capacity capacity,
        @Nullable Trigger trigger,
        @Nullable Trigger drain,
        @Nullable IspRef wanted,
        int failures,
        Instant notBefore,
        boolean paused,
        boolean leaving) {

    public Self {
        Objects.requireNonNull(position, "position");
        Objects.requireNonNull(settings, "settings");
        Objects.requireNonNull(view, "view");
        Objects.requireNonNull(capacity, "capacity");
        Objects.requireNonNull(notBefore, "notBefore");
        placement = List.copyOf(placement);
        cpuDemandPercent = Map.copyOf(cpuDemandPercent);
    }

    static Self newborn(RingPosition position, long incarnation, Capacity capacity, Settings settings) {
        return new Self(
                position,
                incarnation,
                settings,
                View.empty(),
                0,
                null,
                List.of(),
                Map.of(),
                capacity,
                null,
                null,
                null,
                0,
                Instant.MIN,
                false,
                false);
    }

    public NodeName node() {
        return position.node();
    }

    public Timings timings() {
        return settings.timings();
    }

    /** The demand of the VMs placed here; one that was not sampled yet is taken for as large as it may become. */
    public int placedDemandPercent() {
        return placement.stream().mapToInt(this::demandOf).sum();
    }

    /** The problem that this node has now: what was noted, if it still holds by the latest demands and placement. */
    public @Nullable Trigger problem() {
        if (trigger != null && holds(trigger.problem())) {
            return trigger;
        }
        return drain != null && holds(ProblemClass.EVACUATE) ? drain : null;
    }

    boolean holds(ProblemClass problem) {
        return switch (problem) {
            case RELIEVE -> placedDemandPercent() > capacity.cpuPercent();
            case EVACUATE, CONSOLIDATE -> !placement.isEmpty();
        };
    }

    /** Whether an ISP of this class still has its reason. */
    boolean stillHas(ProblemClass problem) {
        boolean noted = (trigger != null && trigger.problem() == problem)
                || (drain != null && problem == ProblemClass.EVACUATE);
        return noted && holds(problem);
    }

    /** The node as a solver sees it. */
    NodeState state() {
        if (fence == null) {
            throw new IllegalStateException("Node " + node() + " does not know its fence yet");
        }
        return new NodeState(
                node(),
                fence,
                capacity,
                drain != null,
                placement.stream()
                        .map(placed -> new NodeState.VmDemand(placed, demandOf(placed)))
                        .toList());
    }

    private int demandOf(PlacedVm placed) {
        return cpuDemandPercent.getOrDefault(placed.vm(), 100 * placed.size().vcpus());
    }

    Self seeing(View changed) {
        return new Self(position, incarnation, settings, changed, sequence, fence, placement, cpuDemandPercent, capacity,
                trigger, drain, wanted, failures, notBefore, paused, leaving);
    }

    Self openingNext() {
        return new Self(position, incarnation, settings, view, sequence + 1, fence, placement, cpuDemandPercent, capacity,
                trigger, drain, wanted, failures, notBefore, paused, leaving);
    }

    Self at(Fence newer) {
        return at(newer, placement);
    }

    Self at(Fence newer, List<PlacedVm> placed) {
        return new Self(position, incarnation, settings, view, sequence, newer, placed, cpuDemandPercent, capacity,
                trigger, drain, wanted, failures, notBefore, paused, leaving);
    }

    Self demanding(Map<VmName, Integer> demands, Capacity measured) {
        return new Self(position, incarnation, settings, view, sequence, fence, placement, demands, measured,
                trigger, drain, wanted, failures, notBefore, paused, leaving);
    }

    Self having(@Nullable Trigger noted) {
        return new Self(position, incarnation, settings, view, sequence, fence, placement, cpuDemandPercent, capacity,
                noted, drain, wanted, failures, notBefore, paused, leaving);
    }

    Self draining(Trigger asked) {
        return new Self(position, incarnation, settings, view, sequence, fence, placement, cpuDemandPercent, capacity,
                trigger, asked, wanted, failures, notBefore, paused, leaving);
    }

    Self wantedBy(@Nullable IspRef isp) {
        return new Self(position, incarnation, settings, view, sequence, fence, placement, cpuDemandPercent, capacity,
                trigger, drain, isp, failures, notBefore, paused, leaving);
    }

    Self backingOff(int failed, Instant until) {
        return new Self(position, incarnation, settings, view, sequence, fence, placement, cpuDemandPercent, capacity,
                trigger, drain, wanted, failed, until, paused, leaving);
    }

    Self pausing(boolean pause) {
        return new Self(position, incarnation, settings, view, sequence, fence, placement, cpuDemandPercent, capacity,
                trigger, drain, wanted, failures, notBefore, pause, leaving);
    }

    Self aboutToLeave() {
        return new Self(position, incarnation, settings, view, sequence, fence, placement, cpuDemandPercent, capacity,
                trigger, drain, wanted, failures, notBefore, paused, true);
    }
}
