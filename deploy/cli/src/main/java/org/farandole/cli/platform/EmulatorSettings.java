package org.farandole.cli.platform;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.farandole.contracts.node.Resource;

/** The emulator's settings for a world, as system properties (docs/emulator.md). */
final class EmulatorSettings {

    private EmulatorSettings() {}

    static List<String> of(World world, String reservationService) {
        List<String> settings = new ArrayList<>(List.of(
                "-Dfarandole.emulator.nodes=" + world.nodes(),
                "-Dfarandole.emulator.sites=" + world.sites(),
                "-Dfarandole.emulator.node-cpu-percent=" + world.cpuPercent(),
                "-Dfarandole.emulator.seed=" + world.seed(),
                "-Dfarandole.emulator.faults=" + world.faults(),
                "-Dfarandole.emulator.register-at=" + reservationService));
        settings.add("-Dfarandole.emulator.load.dimensions="
                + world.moving().stream().map(Resource::word).collect(Collectors.joining(",")));
        switch (world.load()) {
            case World.Synthetic(var period) -> {
                settings.add("-Dfarandole.emulator.load=synthetic");
                settings.add("-Dfarandole.emulator.load.period=" + period);
            }
            case World.Trace(var file) -> {
                settings.add("-Dfarandole.emulator.load=trace");
                settings.add("-Dfarandole.emulator.trace=" + file);
            }
            case World.Queue(var queue, var vmList) -> {
                settings.add("-Dfarandole.emulator.load=queue");
                settings.add("-Dfarandole.emulator.queue=" + queue);
                settings.add("-Dfarandole.emulator.vm-list=" + vmList);
            }
        }
        return settings;
    }
}
