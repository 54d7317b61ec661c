package org.farandole.hypervisor.libvirt;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.PointerByReference;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.farandole.hypervisor.HypervisorException;
import org.farandole.hypervisor.HypervisorException.Fault;

/** All domains of a node in one call: asking one by one takes a second for some thousands. Belongs on the node's threads. */
final class BulkStats {

    static final int STATE = 1;
    static final int EVERYTHING = STATE | 1 << 1 | 1 << 2 | 1 << 3 | 1 << 4 | 1 << 5;

    /** A domain that another call is busy with says less, but does not keep the others waiting. */
    private static final int NO_WAIT = 1 << 29;

    // struct virDomainStatsRecord { virDomainPtr; virTypedParameterPtr; int }
    private static final int PARAMETERS_AT = Native.POINTER_SIZE;
    private static final int COUNT_AT = 2 * Native.POINTER_SIZE;
    // struct virTypedParameter { char field[80]; int type; union of 8 bytes }
    private static final int PARAMETER_BYTES = 96;

    private BulkStats() {}

    /** @param groups what to read: {@link #STATE} or {@link #EVERYTHING} */
    static List<DomainReading> read(String what, OpenConnect connect, int groups) throws HypervisorException {
        PointerByReference list = new PointerByReference();
        int count = VirtCalls.virConnectGetAllDomainStats(connect.pointer(), groups, list, NO_WAIT);
        if (count < 0) {
            // the test driver does not know the flag
            count = VirtCalls.virConnectGetAllDomainStats(connect.pointer(), groups, list, 0);
        }
        if (count < 0) {
            throw failed(what);
        }
        try {
            return readAll(list.getValue(), count);
        } finally {
            VirtCalls.virDomainStatsRecordListFree(list.getValue());
        }
    }

    /** The error of the call this thread made last. */
    static HypervisorException failed(String what) {
        Pointer message = VirtCalls.virGetLastErrorMessage();
        return new HypervisorException(
                Fault.NODE, what + ": " + (message == null ? "libvirt says nothing" : message.getString(0)), null);
    }

    private static List<DomainReading> readAll(Pointer list, int count) {
        List<DomainReading> readings = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            Pointer record = list.getPointer((long) i * Native.POINTER_SIZE);
            Pointer domain = record.getPointer(0);
            int parameters = record.getInt(COUNT_AT);
            byte[] bytes = parameters == 0
                    ? new byte[0]
                    : record.getPointer(PARAMETERS_AT).getByteArray(0, parameters * PARAMETER_BYTES);
            readings.add(reading(domain, ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder())));
        }
        return readings;
    }

    private static DomainReading reading(Pointer domain, ByteBuffer parameters) {
        byte[] uuid = new byte[16];
        VirtCalls.virDomainGetUUID(domain, uuid);
        ByteBuffer bits = ByteBuffer.wrap(uuid);
        Tally tally = new Tally();
        for (int at = 0; at < parameters.limit(); at += PARAMETER_BYTES) {
            tally.add(parameters, at);
        }
        return tally.reading(VirtCalls.virDomainGetName(domain).getString(0), new UUID(bits.getLong(), bits.getLong()));
    }
}
