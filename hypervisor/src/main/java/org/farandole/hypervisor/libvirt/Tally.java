package org.farandole.hypervisor.libvirt;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** One domain's parameters of {@code virConnectGetAllDomainStats}, added up as they come. */
final class Tally {

    private static final int FIELD_BYTES = 80;
    private static final int TYPE_AT = 80;
    private static final int VALUE_AT = 88;
    private static final int INT = 1;
    private static final int UNSIGNED_INT = 2;
    private static final int LONG = 3;
    private static final int UNSIGNED_LONG = 4;

    private int state;
    private int reason;
    private long cpu;
    private long vcpuTime;
    private long delay;
    private long balloonKiB;
    private long residentKiB;
    private long disk;
    private long network;

    /** The parameter that begins at {@code at}. Others than whole numbers are passed over. */
    void add(ByteBuffer parameters, int at) {
        int type = parameters.getInt(at + TYPE_AT);
        if (type < INT || type > UNSIGNED_LONG) {
            return;
        }
        long value = type == LONG || type == UNSIGNED_LONG
                ? parameters.getLong(at + VALUE_AT)
                : parameters.getInt(at + VALUE_AT);
        add(name(parameters, at), value);
    }

    private void add(String field, long value) {
        switch (field) {
            case "state.state" -> state = (int) value;
            case "state.reason" -> reason = (int) value;
            case "cpu.time" -> cpu = value;
            case "balloon.current" -> balloonKiB = value;
            case "balloon.rss" -> residentKiB = value;
            default -> addNumbered(field, value);
        }
    }

    /** Those of one vCPU, disk or interface: {@code vcpu.0.time}. */
    private void addNumbered(String field, long value) {
        if (field.startsWith("vcpu.")) {
            if (field.endsWith(".time")) {
                vcpuTime += value;
            } else if (field.endsWith(".delay")) {
                delay += value;
            }
        } else if (field.endsWith(".rd.bytes") || field.endsWith(".wr.bytes")) {
            disk += value;
        } else if (field.endsWith(".rx.bytes") || field.endsWith(".tx.bytes")) {
            network += value;
        }
    }

    /** Without a cgroup of its own a domain may have no CPU time but its vCPUs'. */
    DomainReading reading(String name, UUID uuid) {
        return new DomainReading(
                name,
                uuid,
                state,
                reason,
                cpu == 0 ? vcpuTime : cpu,
                delay,
                (int) (balloonKiB >> 10),
                (int) (residentKiB >> 10),
                disk,
                network);
    }

    private static String name(ByteBuffer parameters, int at) {
        int end = at;
        while (end < at + FIELD_BYTES && parameters.get(end) != 0) {
            end++;
        }
        return new String(parameters.array(), at, end - at, StandardCharsets.ISO_8859_1);
    }
}
