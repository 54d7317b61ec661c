package org.farandole.monitor.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.farandole.contracts.monitor.Sample;
import org.farandole.contracts.monitor.Sample.VmSample;
import org.farandole.contracts.node.Capacity;
import org.farandole.contracts.node.NodeName;
import org.farandole.contracts.node.Throughput;
import org.farandole.contracts.vm.VmName;
import org.junit.jupiter.api.Test;

final class TightnessTest {

    private static Sample sample(Capacity capacity, int cpuPercent, int disk) {
        VmSample vm = new VmSample(new VmName("a"), cpuPercent, cpuPercent, 512, new Throughput(0, disk, 0));
        return new Sample(
                new NodeName("n"), 0, Instant.EPOCH, Instant.EPOCH, capacity, 0, cpuPercent, 512, List.of(vm));
    }

    private static Capacity disk(int megabytesPerSecond) {
        return new Capacity(700, 1_024, new Throughput(Throughput.UNBOUNDED, megabytesPerSecond, Throughput.UNBOUNDED));
    }

    @Test
    void aDiskThatIsShortIsShown() {
        Sample sample = sample(disk(250), 70, 312);

        assertThat(Tightness.permille(sample)).isEqualTo(1_248);
        assertThat(Tightness.besidesCpu(sample)).isEqualTo("disk 312 of 250 MB/s");
    }

    @Test
    void theLeastOverloadIsAboveAThousand() {
        assertThat(Tightness.permille(sample(disk(100_000), 0, 100_001))).isEqualTo(1_001);
        assertThat(Tightness.permille(sample(disk(100_000), 0, 100_000))).isEqualTo(1_000);
    }

    @Test
    void whoCanBeShortOfCpuAloneIsShownAsBefore() {
        Sample sample = sample(new Capacity(700, 1_024), 350, 5_000);

        assertThat(Tightness.permille(sample)).isEqualTo(500);
        assertThat(Tightness.besidesCpu(sample)).isNull();
    }
}
