package org.farandole.emulator;

import java.util.List;
import java.util.Set;
import org.farandole.contracts.node.Capacity;
import org.farandole.contracts.node.NodeName;
import org.farandole.contracts.node.Resource;
import org.farandole.contracts.vm.VmName;
import org.farandole.hypervisor.emulation.Faults;
import org.farandole.hypervisor.emulation.Platform;
import org.farandole.hypervisor.emulation.Seed;
import org.farandole.hypervisor.emulation.Shares;
import org.farandole.hypervisor.emulation.WorldDescription;
import org.farandole.hypervisor.emulation.load.Load;
import org.farandole.hypervisor.emulation.load.MalformedLoad;
import org.farandole.hypervisor.emulation.load.MixedLoad;
import org.farandole.hypervisor.emulation.load.QueueLoad;
import org.farandole.hypervisor.emulation.load.SyntheticLoad;
import org.farandole.hypervisor.emulation.load.TraceLoad;
import org.farandole.hypervisor.emulation.load.VmList;

/** The world that the settings describe. */
final class WorldSettings {

    private static final int MOST_NODES = 100_000;
    private static final int MOST = 100_000_000;

    private static final String DIMENSIONS = "farandole.emulator.load.dimensions";

    private WorldSettings() {}

    static WorldDescription read(Settings settings) throws BadSetting {
        Set<Resource> moving = moving(settings);
        Platform platform = platform(settings, moving);
        long seed = settings.seed("farandole.emulator.seed", 1);
        WorldDescription description = WorldDescription.of(platform, seed)
                .withLoad(load(settings, new Seed(seed).fork("load"), moving))
                .withFaults(faults(settings));
        return settings.yesOrNo("farandole.emulator.deployed") ? description.alreadyDeployed() : description;
    }

    private static Set<Resource> moving(Settings settings) throws BadSetting {
        String words = settings.text(DIMENSIONS).orElse(Resource.CPU.word());
        try {
            return Resource.parse(words);
        } catch (IllegalArgumentException e) {
            throw new BadSetting(DIMENSIONS + "=" + words + ": it must be " + e.getMessage());
        }
    }

    private static Platform platform(Settings settings, Set<Resource> moving) throws BadSetting {
        int nodes = settings.whole("farandole.emulator.nodes", 64, 1, MOST_NODES);
        int sites = settings.whole("farandole.emulator.sites", 4, 1, Platform.MOST_SITES);
        if (sites > nodes) {
            throw new BadSetting(
                    "farandole.emulator.sites=" + sites + ": it must be at most the number of nodes, " + nodes);
        }
        return new Platform(
                nodes,
                sites,
                settings.whole("farandole.emulator.cores", 8, 1, MOST),
                Shares.bounding(
                        new Capacity(
                                settings.whole("farandole.emulator.node-cpu-percent", 700, 1, MOST),
                                settings.whole("farandole.emulator.memory-mib", 32_768, 1, MOST)),
                        moving),
                settings.whole("farandole.emulator.link-mb-per-s", 1_250, 1, MOST));
    }

    private static Faults faults(Settings settings) throws BadSetting {
        boolean usual = settings.yesOrNo("farandole.emulator.faults");
        return new Faults(
                settings.decimal("farandole.emulator.faults.step", usual ? 0.03 : 0, 0, 1),
                settings.decimal("farandole.emulator.faults.boot", usual ? 0.02 : 0, 0, 1),
                settings.decimal("farandole.emulator.faults.migrate", usual ? 0.05 : 0, 0, 1),
                settings.counts("farandole.emulator.faults.nodes", NodeName::new),
                settings.counts("farandole.emulator.faults.vms", VmName::new),
                settings.counts("farandole.emulator.faults.migrations", VmName::new));
    }

    private static Load load(Settings settings, Seed seed, Set<Resource> moving) throws BadSetting {
        SyntheticLoad synthetic = synthetic(settings, seed);
        String kind = settings.text("farandole.emulator.load").orElse("synthetic");
        settings.text("farandole.emulator.trace");
        settings.text("farandole.emulator.queue");
        settings.text("farandole.emulator.vm-list");
        try {
            Load cpu = switch (kind) {
                case "synthetic" -> synthetic;
                case "trace" -> trace(settings, seed);
                case "queue" -> queue(settings, synthetic.meanPercent());
                default ->
                    throw new BadSetting("farandole.emulator.load=" + kind + ": it must be synthetic, trace or queue");
            };
            return MixedLoad.of(cpu, moving, synthetic);
        } catch (MalformedLoad e) {
            throw new BadSetting(String.valueOf(e.getMessage()));
        }
    }

    private static SyntheticLoad synthetic(Settings settings, Seed seed) throws BadSetting {
        SyntheticLoad usual = SyntheticLoad.usual(seed);
        int peak = settings.whole("farandole.emulator.load.peak", usual.peakPercent(), 1, 100);
        return new SyntheticLoad(
                seed,
                settings.duration("farandole.emulator.load.period", usual.period()),
                settings.whole("farandole.emulator.load.mean", Math.min(peak, usual.meanPercent()), 0, peak),
                settings.whole("farandole.emulator.load.deviation", usual.deviationPercent(), 0, 100),
                peak,
                settings.whole("farandole.emulator.load.steps", usual.steps(), 1, 100));
    }

    private static Load trace(Settings settings, Seed seed) throws BadSetting, MalformedLoad {
        List<String> lines = settings.lines("farandole.emulator.trace");
        return TraceLoad.parse(settings.file("farandole.emulator.trace"), lines, seed);
    }

    private static Load queue(Settings settings, int initialPercent) throws BadSetting, MalformedLoad {
        List<String> listed = settings.lines("farandole.emulator.vm-list");
        VmList vms = VmList.parse(settings.file("farandole.emulator.vm-list"), listed);
        List<String> queue = settings.lines("farandole.emulator.queue");
        return QueueLoad.parse(settings.file("farandole.emulator.queue"), queue, vms, initialPercent);
    }
}
