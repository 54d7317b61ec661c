package org.farandole.simulator.report;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What this process takes of the machine. */
public final class Usage {

    private static final Path STATUS = Path.of("/proc/self/status");
    private static final Pattern PEAK = Pattern.compile("VmHWM:\\s+([0-9]+) kB");

    private final long wall = System.nanoTime();
    private final long cpu = cpuNanos();

    private Usage() {}

    /** From now on. */
    public static Usage begin() {
        return new Usage();
    }

    public double wallSeconds() {
        return Mean.rounded((System.nanoTime() - wall) / 1e9);
    }

    /** Of all threads, the collector's too. */
    public double cpuSeconds() {
        return Mean.rounded((cpuNanos() - cpu) / 1e9);
    }

    /** The most that the process ever had resident; where the system does not tell, the heap that it has. */
    public static long peakMemoryMiB() {
        try {
            Matcher peak = PEAK.matcher(Files.readString(STATUS));
            if (peak.find()) {
                return Long.parseLong(peak.group(1)) / 1024;
            }
        } catch (IOException e) {
            // not Linux: said below
        }
        return Runtime.getRuntime().totalMemory() >> 20;
    }

    private static long cpuNanos() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system
                ? Math.max(0, system.getProcessCpuTime())
                : System.nanoTime();
    }
}
