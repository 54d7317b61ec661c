package org.farandole.hypervisor.libvirt;

import com.sun.jna.Native;
import com.sun.jna.NativeLong;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.PointerByReference;
import org.jspecify.annotations.Nullable;

/** The few calls that libvirt-java lacks, as libvirt declares them. Their pointers are those of libvirt-java's objects. */
final class VirtCalls {

    static {
        Native.register(VirtCalls.class, "virt");
    }

    private VirtCalls() {}

    static native int virConnectGetAllDomainStats(Pointer connection, int stats, PointerByReference records, int flags);

    static native void virDomainStatsRecordListFree(Pointer records);

    static native Pointer virDomainGetName(Pointer domain);

    static native int virDomainGetUUID(Pointer domain, byte[] uuid);

    static native @Nullable Pointer virDomainLookupByUUID(Pointer connection, byte[] uuid);

    static native int virDomainFree(Pointer domain);

    static native int virDomainMigrateSetMaxSpeed(Pointer domain, NativeLong mebibytesPerSecond, int flags);

    static native int virDomainMigrateStartPostCopy(Pointer domain, int flags);

    static native @Nullable Pointer virGetLastErrorMessage();
}
