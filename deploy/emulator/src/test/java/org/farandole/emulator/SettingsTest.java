package org.farandole.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.farandole.contracts.node.Capacity;
import org.farandole.contracts.node.NodeName;
import org.farandole.contracts.node.Resource;
import org.farandole.contracts.vm.VmName;
import org.farandole.hypervisor.emulation.WorldDescription;
import org.farandole.hypervisor.emulation.load.QueueLoad;
import org.farandole.hypervisor.emulation.load.SyntheticLoad;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {

    @Test
    void withoutSettingsThereAreSixtyFourNodesOnFourSites() throws Exception {
        WorldDescription world = WorldSettings.read(settings());

        assertThat(world.nodes()).hasSize(64);
        assertThat(world.nodes())
                .extracting(node -> node.key().site())
                .containsOnly("rennes", "nancy", "lyon", "grenoble");
        assertThat(world.nodes().getFirst().capacity()).isEqualTo(new Capacity(700, 32_768));
        assertThat(world.faults().step()).isZero();
        assertThat(world.deployed()).isFalse();
    }

    @Test
    void settingsComeFromPropertiesThenFromTheEnvironment() throws Exception {
        Properties properties = properties("farandole.emulator.nodes", "8");
        Map<String, String> environment =
                Map.of("FARANDOLE_EMULATOR_NODES", "9", "FARANDOLE_EMULATOR_NODE_CPU_PERCENT", "200");

        WorldDescription world = WorldSettings.read(new Settings(properties, environment));

        assertThat(world.nodes())
                .hasSize(8)
                .allSatisfy(node -> assertThat(node.capacity().cpuPercent()).isEqualTo(200));
    }

    @Test
    void theLoadAndTheFaultsAreSet() throws Exception {
        WorldDescription world = WorldSettings.read(settings(
                "farandole.emulator.load.period", "20s",
                "farandole.emulator.load.mean", "30",
                "farandole.emulator.faults", "true",
                "farandole.emulator.faults.boot", "0.5",
                "farandole.emulator.faults.nodes", "rennes-1:2,nancy-3:9",
                "farandole.emulator.faults.vms", "demo-7:1"));

        assertThat(((SyntheticLoad) world.load()).period()).isEqualTo(Duration.ofSeconds(20));
        assertThat(world.load().initialPercent()).isEqualTo(30);
        assertThat(world.faults().step()).isEqualTo(0.03);
        assertThat(world.faults().boot()).isEqualTo(0.5);
        assertThat(world.faults().failingSteps())
                .isEqualTo(Map.of(new NodeName("rennes-1"), 2, new NodeName("nancy-3"), 9));
        assertThat(world.faults().failingBoots()).isEqualTo(Map.of(new VmName("demo-7"), 1));
    }

    @Test
    void demandsMoveInOtherDimensions() throws Exception {
        WorldDescription world = WorldSettings.read(settings("farandole.emulator.load.dimensions", "cpu,disk"));

        assertThat(world.nodes().getFirst().capacity().bounded()).containsExactly(Resource.CPU, Resource.DISK);
        assertThat(world.load().initialPercent(Resource.DISK)).isEqualTo(60);
    }

    @Test
    void theQueueIsReadFromItsFiles(@TempDir Path folder) throws Exception {
        Path queue = Files.writeString(folder.resolve("queue.txt"), "0.5/vm-0/30\n");
        Path vms = Files.writeString(
                folder.resolve("vms.csv"),
                "vm,initial_node,memory_mb,migration_mb_per_s,memory_intensity_percent\nvm-0,node-0,1024,125,30\n");

        WorldDescription world = WorldSettings.read(settings(
                "farandole.emulator.load", "queue",
                "farandole.emulator.queue", queue.toString(),
                "farandole.emulator.vm-list", vms.toString()));

        assertThat(world.load()).isInstanceOf(QueueLoad.class);
    }

    @Test
    void aBadFileIsNamedWithItsLine(@TempDir Path folder) throws Exception {
        Path trace = Files.writeString(folder.resolve("trace.csv"), "vm,t0,t300\nvm-1,10\n");

        assertThatThrownBy(() -> WorldSettings.read(
                        settings("farandole.emulator.load", "trace", "farandole.emulator.trace", trace.toString())))
                .isInstanceOf(BadSetting.class)
                .hasMessage(trace + ":2: expected a VM and its percentages, 3 fields, found 2");
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> WorldSettings.read(
                        settings("farandole.emulator.load", "trace", "farandole.emulator.trace", "nowhere.csv")))
                .hasMessage("farandole.emulator.trace=nowhere.csv: there is no such file");
        assertThatThrownBy(() -> WorldSettings.read(settings("farandole.emulator.load", "trace")))
                .hasMessage("farandole.emulator.trace is not set: this load needs its file");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "nodes | 0 | it must be a whole number from 1 to 100000",
                "nodes | many | it must be a whole number from 1 to 100000",
                "sites | 10 | it must be a whole number from 1 to 9",
                "node-cpu-percent | -1 | it must be a whole number from 1",
                "faults | yes | it must be true or false",
                "faults.boot | 1.5 | it must be a number from 0.0 to 1.0",
                "faults.boot | NaN | it must be a number from 0.0 to 1.0",
                "faults.nodes | rennes-1 | it must be such as name:1,other:3",
                "faults.vms | Bad_Name:1 | it must be such as name:1,other:3",
                "load | planetlab | it must be synthetic, trace or queue",
                "load.period | 0s | it must be a time above 0",
                "load.period | soon | it must be a time above 0",
                "load.dimensions | gpu | it must be some of cpu, memory, disk and network",
                "load.dimensions | disk,disk | it must be some of cpu, memory, disk and network",
                "load.dimensions | cpu, | it must be some of cpu, memory, disk and network",
                "load.mean | 101 | it must be a whole number from 0 to 100"
            })
    void aBadValueIsRefused(String name, String value, String message) {
        assertThatThrownBy(() -> WorldSettings.read(settings("farandole.emulator." + name, value)))
                .isInstanceOf(BadSetting.class)
                .hasMessageStartingWith("farandole.emulator." + name + "=" + value + ": " + message);
    }

    @Test
    void moreSitesThanNodesAreRefused() {
        assertThatThrownBy(() -> WorldSettings.read(settings("farandole.emulator.nodes", "3")))
                .hasMessage("farandole.emulator.sites=4: it must be at most the number of nodes, 3");
    }

    private static Settings settings(String... namesAndValues) {
        return new Settings(properties(namesAndValues), Map.of());
    }

    static Properties properties(String... namesAndValues) {
        Properties properties = new Properties();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            properties.setProperty(namesAndValues[i], namesAndValues[i + 1]);
        }
        return properties;
    }
}
