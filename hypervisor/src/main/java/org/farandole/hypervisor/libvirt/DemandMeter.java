package org.farandole.hypervisor.libvirt;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.farandole.contracts.monitor.Sample.VmSample;
import org.farandole.contracts.node.Throughput;
import org.farandole.contracts.vm.VmName;
import org.jspecify.annotations.Nullable;

/**
 * What the domains of a node used and demanded between two readings: CPU time, and CPU time plus the time their vCPUs could
 * have run but had to wait. A domain that the earlier reading lacks began since then, from 0. Not thread-safe.
 */
final class DemandMeter {

    /** Rates over less are noise: the earlier reading is kept, and what it gave is said again. */
    static final Duration SHORTEST = Duration.ofMillis(100);

    private static final long MEGABYTE = 1_000_000;

    private @Nullable Map<UUID, DomainReading> earlier;
    private long earlierNanos;
    private Map<UUID, Rates> said = Map.of();

    /** @param cpuPercent and {@code demandPercent} of one core */
    private record Rates(int cpuPercent, int demandPercent, Throughput throughput) {
        static final Rates NONE = new Rates(0, 0, Throughput.NONE);
    }

    /** @param foreignCpuPercent what domains that are not ours demand, in percent of one core */
    record Metered(List<VmSample> vms, int foreignCpuPercent, int memoryUsedMiB) {}

    /** Whether there is something to compare a reading with; without, nothing can be said of demand. */
    boolean begun() {
        return earlier != null;
    }

    /** @param nanos when it was read, of {@link System#nanoTime} */
    Metered read(List<DomainReading> readings, long nanos) {
        Map<UUID, DomainReading> before = earlier;
        if (before == null || nanos - earlierNanos >= SHORTEST.toNanos()) {
            Map<UUID, DomainReading> now = new HashMap<>();
            readings.forEach(reading -> now.put(reading.uuid(), reading));
            said = before == null ? Map.of() : rates(before, readings, nanos - earlierNanos);
            earlier = now;
            earlierNanos = nanos;
        }
        return metered(readings);
    }

    private static Map<UUID, Rates> rates(Map<UUID, DomainReading> before, List<DomainReading> readings, long nanos) {
        Map<UUID, Rates> rates = new HashMap<>();
        for (DomainReading reading : readings) {
            rates.put(reading.uuid(), rates(reading.since(before.get(reading.uuid())), nanos));
        }
        return rates;
    }

    private static Rates rates(DomainReading used, long nanos) {
        return new Rates(
                percent(used.cpuNanos(), nanos),
                percent(used.cpuNanos() + used.delayNanos(), nanos),
                new Throughput(0, megabytes(used.diskBytes(), nanos), megabytes(used.networkBytes(), nanos)));
    }

    private Metered metered(List<DomainReading> readings) {
        List<VmSample> vms = new ArrayList<>();
        int foreign = 0;
        int memory = 0;
        for (DomainReading reading : readings) {
            if (!reading.runs() && !reading.suspended()) {
                continue;
            }
            memory += reading.residentMiB() > 0 ? reading.residentMiB() : reading.balloonMiB();
            Rates rates = said.getOrDefault(reading.uuid(), Rates.NONE);
            Optional<VmName> vm = OwnDomain.vm(reading);
            if (vm.isEmpty()) {
                foreign += rates.demandPercent();
            } else if (!reading.underway()) {
                vms.add(new VmSample(
                        vm.get(),
                        rates.cpuPercent(),
                        Math.max(rates.cpuPercent(), rates.demandPercent()),
                        reading.balloonMiB(),
                        rates.throughput()));
            }
        }
        return new Metered(vms, foreign, memory);
    }

    private static int percent(long used, long nanos) {
        return (int) Math.max(0, Math.round(100.0 * used / nanos));
    }

    private static int megabytes(long bytes, long nanos) {
        return (int) Math.clamp(Math.round(1e9 * bytes / MEGABYTE / nanos), 0, Throughput.UNBOUNDED - 1);
    }
}
