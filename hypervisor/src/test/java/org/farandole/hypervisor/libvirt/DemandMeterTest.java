package org.farandole.hypervisor.libvirt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.farandole.contracts.monitor.Sample.VmSample;
import org.farandole.contracts.node.Throughput;
import org.farandole.contracts.vm.VmName;
import org.junit.jupiter.api.Test;

class DemandMeterTest {

    private static final long SECOND = 1_000_000_000;
    private static final VmName VM = new VmName("web-0");

    private final DemandMeter meter = new DemandMeter();

    private static DomainReading running(UUID uuid, String name, double cpuSeconds, double delaySeconds, long bytes) {
        return new DomainReading(
                name, uuid, 1, 1, (long) (cpuSeconds * SECOND), (long) (delaySeconds * SECOND), 96, 150, bytes, bytes);
    }

    private static DomainReading ours(double cpuSeconds, double delaySeconds, long bytes) {
        return running(OwnDomain.uuid(VM), VM.value(), cpuSeconds, delaySeconds, bytes);
    }

    private VmSample sample(DomainReading reading, long nanos) {
        return meter.read(List.of(reading), nanos).vms().getFirst();
    }

    @Test
    void demand_is_what_was_used_and_what_was_waited_for() {
        meter.read(List.of(ours(100, 50, 0)), 0);
        VmSample sample = sample(ours(101, 51, 3_000_000), 2 * SECOND);
        assertThat(sample).isEqualTo(new VmSample(VM, 50, 100, 96, new Throughput(0, 2, 2)));
    }

    @Test
    void one_reading_says_nothing_of_demand() {
        assertThat(meter.begun()).isFalse();
        assertThat(sample(ours(100, 50, 0), 0).cpuDemandPercent()).isZero();
        assertThat(meter.begun()).isTrue();
    }

    @Test
    void a_guest_that_came_meanwhile_began_at_nothing() {
        meter.read(List.of(), 0);
        assertThat(sample(ours(0.5, 0.25, 0), SECOND)).isEqualTo(new VmSample(VM, 50, 75, 96));
    }

    @Test
    void a_guest_that_was_started_again_began_at_nothing() {
        meter.read(List.of(ours(100, 50, 9)), 0);
        assertThat(sample(ours(0.5, 0.25, 0), SECOND)).isEqualTo(new VmSample(VM, 50, 75, 96));
    }

    @Test
    void readings_close_to_each_other_repeat_what_was_said() {
        meter.read(List.of(ours(0, 0, 0)), 0);
        assertThat(sample(ours(1, 0, 0), SECOND).cpuDemandPercent()).isEqualTo(100);
        assertThat(sample(ours(1, 0, 0), SECOND + 1_000).cpuDemandPercent()).isEqualTo(100);
        assertThat(sample(ours(1, 0, 0), 2 * SECOND).cpuDemandPercent()).isZero();
    }

    @Test
    void foreign_domains_are_counted_but_not_listed() {
        UUID foreign = new UUID(1, 2);
        meter.read(List.of(running(foreign, "web-0", 0, 0, 0)), 0);
        DemandMeter.Metered metered = meter.read(List.of(running(foreign, "web-0", 0.5, 0.25, 0)), SECOND);
        assertThat(metered.vms()).isEmpty();
        assertThat(metered.foreignCpuPercent()).isEqualTo(75);
        assertThat(metered.memoryUsedMiB()).isEqualTo(150);
    }

    @Test
    void a_guest_on_its_way_in_is_not_here_yet() {
        DomainReading arriving = new DomainReading(VM.value(), OwnDomain.uuid(VM), 3, 2, 0, 0, 96, 150, 0, 0);
        assertThat(meter.read(List.of(arriving), 0).vms()).isEmpty();
    }
}
