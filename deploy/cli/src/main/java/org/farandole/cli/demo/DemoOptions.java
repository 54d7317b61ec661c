package org.farandole.cli.demo;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.farandole.cli.platform.WorldOptions;
import org.farandole.cli.terminal.CommandFailure;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The demo's options. {@link #plan} checks them all. */
final class DemoOptions {

    @Mixin
    private WorldOptions world = new WorldOptions();

    @Option(names = "--vms", paramLabel = "M", description = "VMs to boot (default: ${DEFAULT-VALUE})")
    private int vms = 640;

    @Option(
            names = "--for",
            paramLabel = "DURATION",
            description = "how long the VMs' demand moves: 120, 90s, 2m (default: ${DEFAULT-VALUE})")
    private String loadFor = "120s";

    @Option(
            names = "--speed",
            paramLabel = "X",
            description = {
                "how many times faster emulated time runs once all VMs run (default: ${DEFAULT-VALUE});",
                "the launch always runs at 60"
            })
    private double speed = DemoPlan.LAUNCH_SPEED;

    @Option(
            names = "--consolidate",
            description = "let under-used nodes empty themselves and be powered off; at least one has to be")
    private boolean consolidates;

    @Option(names = "--keep", description = "leave everything running afterwards; ./farandole down ends it")
    private boolean keep;

    @Option(names = "--report", paramLabel = "FILE", description = "write the report as JSON")
    private @Nullable Path report;

    /** @throws CommandFailure naming the first option that is wrong */
    DemoPlan plan() {
        WorldOptions.requireSpeed(speed);
        WorldOptions.require(vms >= 1 && vms <= DemoManifest.MOST_VMS, "--vms", vms, "1 to " + DemoManifest.MOST_VMS);
        Duration duration = Seconds.parse("--for", loadFor);
        requireWritable(report);
        return new DemoPlan(
                world.world(DemoPlan.LAUNCH_SPEED, speed),
                vms,
                speed,
                duration,
                consolidates,
                keep,
                report,
                world.ports());
    }

    private static void requireWritable(@Nullable Path report) {
        if (report == null) {
            return;
        }
        Path file = report.toAbsolutePath();
        Path folder = file.getParent();
        boolean writable = Files.exists(file)
                ? Files.isRegularFile(file) && Files.isWritable(file)
                : folder != null && Files.isDirectory(folder) && Files.isWritable(folder);
        if (!writable) {
            throw CommandFailure.badInput(
                    "--report " + report + " cannot be written: give a file in a folder that exists");
        }
    }
}
