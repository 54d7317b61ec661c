package org.farandole.monitor.live;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.farandole.contracts.node.NodeName;
import org.farandole.contracts.reservation.ReservationId;
import org.farandole.contracts.vm.VmEvent;
import org.farandole.contracts.vm.VmName;
import org.farandole.contracts.vm.VmPhase;
import org.jspecify.annotations.Nullable;

/** How many VMs are in which state, and the migrations under way. Not thread-safe. */
final class VmsView {

    /** Where a VM is in its life. */
    enum State {
        PLANNED,
        DEFINED,
        BOOTING,
        RUNNING,
        MIGRATING,
        STOPPED,
        RETRYING,
        LOST,
        GIVEN_UP
    }

    /** A migration under way. */
    record Move(NodeName source, NodeName destination) {}

    private record Vm(State state, @Nullable ReservationId reservation) {}

    private final Map<VmName, Vm> vms = new HashMap<>();
    private final Map<State, Integer> counts = new EnumMap<>(State.class);
    private final Map<VmName, Move> moves = new LinkedHashMap<>();
    private long migrated;
    private long failedMigrations;
    private long retries;

    Map<State, Integer> perState() {
        return new EnumMap<>(counts);
    }

    List<Move> moves() {
        return List.copyOf(moves.values());
    }

    long migrated() {
        return migrated;
    }

    long failedMigrations() {
        return failedMigrations;
    }

    /** Phases other than migrations that failed. */
    long retries() {
        return retries;
    }

    void on(VmEvent event) {
        switch (event) {
            case VmEvent.Planned planned ->
                put(
                        planned.description().name(),
                        new Vm(State.PLANNED, planned.description().reservation()));
            case VmEvent.Cleared cleared -> forgetGivenUp(cleared.reservation());
            case VmEvent.Defined defined -> move(defined.vm(), State.DEFINED);
            case VmEvent.Booting booting -> move(booting.vm(), State.BOOTING);
            case VmEvent.Running running -> move(running.vm(), State.RUNNING);
            case VmEvent.PhaseFailed failed -> fail(failed);
            case VmEvent.Migrating migrating -> {
                move(migrating.vm(), State.MIGRATING);
                moves.put(migrating.vm(), new Move(migrating.node(), migrating.destination()));
            }
            case VmEvent.Migrated arrived -> {
                migrated++;
                move(arrived.vm(), State.RUNNING);
            }
            case VmEvent.Stopped stopped -> move(stopped.vm(), State.STOPPED);
            case VmEvent.Destroyed destroyed -> put(destroyed.vm(), null);
            case VmEvent.Lost lost -> move(lost.vm(), State.LOST);
            case VmEvent.GivenUp givenUp -> put(givenUp.vm(), new Vm(State.GIVEN_UP, givenUp.reservation()));
        }
    }

    private void fail(VmEvent.PhaseFailed failed) {
        if (failed.phase() == VmPhase.MIGRATE) {
            failedMigrations++;
            move(failed.vm(), State.RUNNING);
        } else {
            retries++;
            move(failed.vm(), State.RETRYING);
        }
    }

    private void move(VmName vm, State state) {
        Vm known = vms.get(vm);
        put(vm, new Vm(state, known == null ? null : known.reservation()));
    }

    private void put(VmName name, @Nullable Vm vm) {
        moves.remove(name);
        Vm before = vm == null ? vms.remove(name) : vms.put(name, vm);
        if (before != null) {
            counts.computeIfPresent(before.state(), (_, count) -> count == 1 ? null : count - 1);
        }
        if (vm != null) {
            counts.merge(vm.state(), 1, Integer::sum);
        }
    }

    private void forgetGivenUp(ReservationId reservation) {
        List<VmName> gone = vms.entrySet().stream()
                .filter(vm -> vm.getValue().state() == State.GIVEN_UP
                        && reservation.equals(vm.getValue().reservation()))
                .map(Map.Entry::getKey)
                .toList();
        gone.forEach(vm -> put(vm, null));
    }
}
