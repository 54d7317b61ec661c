package org.farandole.hypervisor.libvirt;

import java.util.HashSet;
import java.util.Set;
import org.farandole.contracts.vm.VmName;
import org.farandole.hypervisor.DomainChange.Kind;
import org.jspecify.annotations.Nullable;
import org.libvirt.event.DomainEventType;

/**
 * libvirt's events as the port's changes. A guest that is sent here is there only once it runs; until then, and if it never
 * does, nothing is told of it, nor of the moment in which it stands still at its source. Not thread-safe.
 */
final class LifecycleWords {

    private static final String MIGRATED = "MIGRATED";

    private final Set<VmName> arriving = new HashSet<>();

    /** None if there is nothing to tell. @param detail libvirt's */
    @Nullable
    Kind kind(VmName vm, DomainEventType type, String detail) {
        return switch (type) {
            case STARTED -> started(vm, detail);
            case RESUMED -> arriving.remove(vm) ? Kind.STARTED : unlessMigrated(detail, Kind.RESUMED);
            case SUSPENDED -> arriving.contains(vm) ? null : unlessMigrated(detail, Kind.SUSPENDED);
            case PMSUSPENDED -> Kind.SUSPENDED;
            case STOPPED -> arriving.remove(vm) ? null : stopped(detail);
            case CRASHED -> Kind.CRASHED;
            case UNDEFINED -> Kind.UNDEFINED;
            case DEFINED, SHUTDOWN, UNKNOWN -> null;
        };
    }

    private @Nullable Kind started(VmName vm, String detail) {
        if (detail.equals(MIGRATED)) {
            arriving.add(vm);
            return null;
        }
        return Kind.STARTED;
    }

    private static @Nullable Kind unlessMigrated(String detail, Kind kind) {
        return detail.equals(MIGRATED) || detail.equals("POSTCOPY") ? null : kind;
    }

    private static Kind stopped(String detail) {
        return switch (detail) {
            case MIGRATED -> Kind.LEFT;
            case "CRASHED", "FAILED" -> Kind.CRASHED;
            default -> Kind.STOPPED;
        };
    }
}
