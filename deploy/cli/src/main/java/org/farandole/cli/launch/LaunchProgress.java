package org.farandole.cli.launch;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.farandole.contracts.node.MacroStep;
import org.farandole.contracts.node.NodeEvent;
import org.farandole.contracts.node.NodeName;
import org.farandole.contracts.reservation.ReservationEvent;
import org.farandole.contracts.reservation.ReservationId;
import org.farandole.contracts.vm.VmEvent;
import org.farandole.contracts.vm.VmName;
import org.jspecify.annotations.Nullable;

/** How far one reservation's launch is, folded from the events. Events of others are passed over. Not thread-safe. */
public final class LaunchProgress {

    private final ReservationId reservation;
    private final Map<MacroStep, Integer> passed = new EnumMap<>(MacroStep.class);
    private final Map<NodeName, NodePlace> nodes = new TreeMap<>();
    private final Map<VmName, VmPlace> vms = new TreeMap<>();
    private final Map<VmName, String> givenUp = new LinkedHashMap<>();
    private final List<String> troubles = new ArrayList<>();
    private int nodesBooked;
    private int vmsRequested;
    private int stepRetries;
    private int vmRetries;
    private @Nullable String over;
    private boolean ended;

    /** Where a node is. */
    enum NodePlace {
        BOOKED,
        DEPLOYING,
        READY,
        DROPPED,
        RELEASED
    }

    /** Where a VM is. */
    enum VmPlace {
        PLANNED,
        DEFINED,
        BOOTING,
        RUNNING,
        MIGRATING,
        LOST,
        GIVEN_UP,
        DESTROYED
    }

    public LaunchProgress(ReservationId reservation) {
        this.reservation = reservation;
    }

    public void on(ReservationEvent event) {
        if (!event.reservation().equals(reservation)) {
            return;
        }
        switch (event) {
            case ReservationEvent.Granted granted -> {
                nodesBooked = granted.booking().nodes().size();
                vmsRequested = granted.booking().manifest().vms().count();
            }
            case ReservationEvent.Rejected rejected -> over = "rejected: " + rejected.why();
            case ReservationEvent.Released released -> over = "released: " + released.why();
            case ReservationEvent.Expired expired -> over = "its walltime is over";
            case ReservationEvent.Ended e -> ended = true;
            case ReservationEvent.Requested e -> {}
            case ReservationEvent.Started e -> {}
            case ReservationEvent.Extended e -> {}
        }
    }

    public void on(NodeEvent event) {
        switch (event) {
            case NodeEvent.Booked e -> place(e.node(), e.reservation(), NodePlace.BOOKED);
            case NodeEvent.StepEntered e -> place(e.node(), e.reservation(), NodePlace.DEPLOYING);
            case NodeEvent.StepPassed e when isMine(e.reservation()) -> passed.merge(e.step(), 1, Integer::sum);
            case NodeEvent.StepRetried e when isMine(e.reservation()) -> stepRetries++;
            case NodeEvent.StepFailed e
            when isMine(e.reservation()) -> {
                place(e.node(), e.reservation(), NodePlace.DROPPED);
                troubles.add("node " + e.node() + " dropped: " + LaunchView.words(e.step()) + ": " + e.cause());
            }
            case NodeEvent.Ready e -> place(e.node(), e.reservation(), NodePlace.READY);
            case NodeEvent.Released e -> place(e.node(), e.reservation(), NodePlace.RELEASED);
            case NodeEvent.Lost e
            when nodes.containsKey(e.node()) -> troubles.add("node " + e.node() + " lost: " + e.cause());
            case NodeEvent.Registered e -> {}
            case NodeEvent.StepPassed e -> {}
            case NodeEvent.StepRetried e -> {}
            case NodeEvent.StepFailed e -> {}
            case NodeEvent.Draining e -> {}
            case NodeEvent.Off e -> {}
            case NodeEvent.Lost e -> {}
            case NodeEvent.Back e -> {}
        }
    }

    public void on(VmEvent event) {
        switch (event) {
            case VmEvent.Planned e
            when isMine(e.description().reservation()) ->
                vms.put(e.description().name(), VmPlace.PLANNED);
            case VmEvent.Planned e -> {}
            case VmEvent.Cleared e -> {}
            case VmEvent.GivenUp e when isMine(e.reservation()) -> giveUp(e);
            case VmEvent.OfOneVm e when !vms.containsKey(e.vm()) -> {}
            case VmEvent.Defined e -> vms.put(e.vm(), VmPlace.DEFINED);
            case VmEvent.Booting e -> vms.put(e.vm(), VmPlace.BOOTING);
            case VmEvent.Running e -> vms.put(e.vm(), VmPlace.RUNNING);
            case VmEvent.Migrating e -> vms.put(e.vm(), VmPlace.MIGRATING);
            case VmEvent.Migrated e -> vms.put(e.vm(), VmPlace.RUNNING);
            case VmEvent.Lost e -> vms.put(e.vm(), VmPlace.LOST);
            case VmEvent.Destroyed e -> vms.put(e.vm(), VmPlace.DESTROYED);
            case VmEvent.PhaseFailed e -> failed(e);
            case VmEvent.GivenUp e -> {}
            case VmEvent.Stopped e -> {}
        }
    }

    /** Whether nothing is left to wait for: every VM runs or was given up. */
    public boolean complete() {
        return vmsRequested > 0 && count(VmPlace.RUNNING) + count(VmPlace.MIGRATING) + givenUp.size() >= vmsRequested;
    }

    /** Why the reservation is over, if it is. */
    public Optional<String> over() {
        return Optional.ofNullable(over);
    }

    /** Whether all is undone, and nothing belongs to the reservation any more. */
    public boolean ended() {
        return ended;
    }

    /** The VMs that were given up, with the cause. */
    public Map<VmName, String> givenUp() {
        return Map.copyOf(givenUp);
    }

    /** What went wrong since the last call, in words. */
    public List<String> takeTroubles() {
        List<String> news = List.copyOf(troubles);
        troubles.clear();
        return news;
    }

    int nodesBooked() {
        return nodesBooked;
    }

    int vmsRequested() {
        return vmsRequested;
    }

    int stepRetries() {
        return stepRetries;
    }

    int vmRetries() {
        return vmRetries;
    }

    int passed(MacroStep step) {
        return Objects.requireNonNullElse(passed.get(step), 0);
    }

    int count(NodePlace place) {
        return count(nodes.values(), place);
    }

    int count(VmPlace place) {
        return count(vms.values(), place);
    }

    /** Also a VM that was never planned: no node had room for it. */
    private void giveUp(VmEvent.GivenUp event) {
        vms.put(event.vm(), VmPlace.GIVEN_UP);
        givenUp.put(event.vm(), event.cause());
        troubles.add("VM " + event.vm() + " given up: " + event.cause());
    }

    private void failed(VmEvent.PhaseFailed event) {
        switch (event.phase()) {
            case CREATE, BOOT, CHECK -> vmRetries += event.attempt() < event.of() ? 1 : 0;
            case MIGRATE -> vms.put(event.vm(), VmPlace.RUNNING);
            case STOP, SUSPEND, RESUME, DESTROY -> {}
        }
    }

    private void place(NodeName node, ReservationId of, NodePlace place) {
        if (isMine(of)) {
            nodes.put(node, place);
        }
    }

    private boolean isMine(ReservationId other) {
        return other.equals(reservation);
    }

    private static <T> int count(Collection<T> all, T wanted) {
        return (int) all.stream().filter(wanted::equals).count();
    }
}
