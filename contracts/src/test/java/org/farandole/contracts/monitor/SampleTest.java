package org.farandole.contracts.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.List;
import org.farandole.contracts.node.Capacity;
import org.farandole.contracts.node.NodeName;
import org.farandole.contracts.node.Overload;
import org.farandole.contracts.node.Resource;
import org.farandole.contracts.node.Throughput;
import org.farandole.contracts.vm.VmName;
import org.junit.jupiter.api.Test;

final class SampleTest {

    private static final Instant AT = Instant.parse("2026-11-23T10:00:00Z");
    private static final Capacity DISK_BOUNDED =
            new Capacity(700, 1_024, new Throughput(Throughput.UNBOUNDED, 500, Throughput.UNBOUNDED));

    private static Sample sample(Capacity capacity, int cpuPercent, int diskOfEachOfTwo) {
        Throughput each = new Throughput(1_000_000, diskOfEachOfTwo, 0);
        return new Sample(
                new NodeName("n"),
                0,
                AT,
                AT,
                capacity,
                0,
                cpuPercent,
                0,
                List.of(
                        new Sample.VmSample(new VmName("a"), 0, 0, 512, each),
                        new Sample.VmSample(new VmName("b"), 0, 0, 512, each)));
    }

    @Test
    void moreDiskThanThereIsIsAnOverloadWhateverTheCpu() {
        assertThat(sample(DISK_BOUNDED, 100, 250).overloaded()).isFalse();

        assertThat(sample(DISK_BOUNDED, 100, 251).overloaded()).isTrue();
        assertThat(sample(DISK_BOUNDED, 100, 251).overloads()).containsExactly(new Overload(Resource.DISK, 502, 500));
    }

    @Test
    void whatNobodyBoundsIsNoOverload() {
        assertThat(sample(new Capacity(700, 1_024), 700, 1_000_000).overloaded())
                .isFalse();
        assertThat(sample(new Capacity(700, 1_024), 701, 0).overloaded()).isTrue();
    }

    @Test
    void overloadsAreNamed() {
        assertThat(Overload.inWords(sample(DISK_BOUNDED, 740, 300).overloads()))
                .isEqualTo("740 of 700 % of a core and 600 of 500 MB/s of disk");
    }

    @Test
    void aNodeOffersSomeOfEverything() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Capacity(700, 1_024, new Throughput(1, 0, 1)));
        assertThatIllegalArgumentException().isThrownBy(() -> new Throughput(-1, 0, 0));
    }
}
