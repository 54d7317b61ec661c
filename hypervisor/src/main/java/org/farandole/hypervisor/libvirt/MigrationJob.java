package org.farandole.hypervisor.libvirt;

import java.time.Duration;
import org.farandole.hypervisor.Moved;
import org.jspecify.annotations.Nullable;
import org.libvirt.Domain.JobType;
import org.libvirt.DomainJobStats;
import org.libvirt.TypedIntParameter;
import org.libvirt.TypedLongParameter;
import org.libvirt.TypedParameter;
import org.libvirt.TypedUintParameter;
import org.libvirt.TypedUlongParameter;

/** What libvirt says of a migration, under way or done. */
record MigrationJob(boolean underway, DomainJobStats stats) {

    /** Flags of a job that is done, and may be asked for again. */
    static final int COMPLETED = 1 | 2;

    private static final long MEBIBYTE = 1 << 20;

    static MigrationJob of(DomainJobStats stats) {
        return new MigrationJob(stats.type == JobType.BOUNDED || stats.type == JobType.UNBOUNDED, stats);
    }

    Moved moved() {
        Long downtime = number("downtime");
        Long bytes = number("data_processed");
        return new Moved(
                downtime == null ? null : Duration.ofMillis(downtime),
                bytes == null ? null : Math.ceilDiv(bytes, MEBIBYTE));
    }

    /** For logs and failures: how far it is, and what holds it up. */
    String inWords() {
        Long remaining = number("data_remaining");
        Long total = number("data_total");
        if (remaining == null || total == null) {
            return "nothing sent yet";
        }
        Long dirty = number("memory_dirty_rate");
        Long throttle = number("auto_converge_throttle");
        return remaining / MEBIBYTE + " of " + total / MEBIBYTE + " MiB left"
                + (dirty == null ? "" : ", " + dirty + " pages/s change")
                + (throttle == null ? "" : ", guest slowed by " + throttle + " %");
    }

    private @Nullable Long number(String field) {
        for (TypedParameter each : stats.stats) {
            if (each.field.equals(field)) {
                return switch (each) {
                    case TypedUlongParameter number -> number.value;
                    case TypedLongParameter number -> number.value;
                    case TypedUintParameter number -> (long) number.value;
                    case TypedIntParameter number -> (long) number.value;
                    default -> null;
                };
            }
        }
        return null;
    }
}
