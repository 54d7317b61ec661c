package org.farandole.hypervisor.emulation.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.farandole.hypervisor.emulation.MigrationModel.Traits;
import org.farandole.hypervisor.emulation.Seed;
import org.farandole.hypervisor.emulation.load.Load.Change;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RecordedLoadTest {

    private static final String LIST_HEADER = "vm,initial_node,memory_mb,migration_mb_per_s,memory_intensity_percent";
    private static final List<String> TRACE = List.of("vm,t0,t300,t600", "vm-1,10,20,30", "vm-2,40,50,0");
    private static final List<String> LIST = List.of(LIST_HEADER, "vm-0,node-0,1024,125,30", "vm-1,node-0,2048,100,50");
    private static final List<String> QUEUE = List.of("0.5/vm-1/30", "0.5/vm-0/50", "7.25/vm-1/100");

    @Test
    void aVmTakesTheLineOfItsNumberModLinesAndWrapsRound() throws Exception {
        TraceLoad load = TraceLoad.parse("trace.csv", TRACE, new Seed(1));

        Iterator<Change> changes = load.changes(3);

        assertThat(List.of(changes.next(), changes.next(), changes.next(), changes.next()))
                .containsExactly(change(0, 40), change(300, 50), change(600, 0), change(900, 40));
        assertThat(load.initialPercent()).as("the mean of all").isEqualTo(25);
    }

    @Test
    void aVmTakesItsOwnLinesOfTheQueue() throws Exception {
        QueueLoad load = QueueLoad.parse("queue.txt", QUEUE, VmList.parse("vms.csv", LIST), 60);

        assertThat(load.initialPercent()).isEqualTo(60);
        assertThat(load.changes(1))
                .toIterable()
                .containsExactly(new Change(Duration.ofMillis(500), 30), new Change(Duration.ofMillis(7_250), 100));
        assertThat(load.changes(2)).isExhausted();
        assertThat(load.traits(1)).isEqualTo(new Traits(100, 50));
    }

    static Stream<Arguments> badTraces() {
        return Stream.of(
                Arguments.of(List.of(), "trace.csv: is empty"),
                Arguments.of(List.of("vm,t0,t300"), "trace.csv: has a header but no VM"),
                Arguments.of(List.of("name,a,b"), "trace.csv:1: expected the header vm,t0,t300"),
                Arguments.of(
                        List.of("vm,t0,t300,t500", "vm-1,1,2,3"),
                        "trace.csv:1: the samples' times rise by the same step"),
                Arguments.of(List.of("vm,t0,t-300", "vm-1,1,2"), "trace.csv:1: field 3 of the header"),
                Arguments.of(
                        List.of("vm,t0,t300", "vm-1,10,20", "vm-2,10"),
                        "trace.csv:3: expected a VM and its percentages"),
                Arguments.of(
                        List.of("vm,t0,t300", "vm-1,10,101"),
                        "trace.csv:2: a use in percent is a whole number from 0 to 100, not '101'"),
                Arguments.of(List.of("vm,t0,t300", "vm-1,10,-1"), "trace.csv:2: a use in percent"),
                Arguments.of(List.of("vm,t0,t300", "vm-1,NaN,1"), "trace.csv:2: a use in percent"),
                Arguments.of(List.of("vm,t0,t300", ",1,2"), "trace.csv:2: a line begins with the VM's name"),
                Arguments.of(
                        List.of("vm,t0,t300", "vm-1,1,2", "vm-2,1,2", "vm-1,1,2"),
                        "trace.csv:4: 'vm-1' has line 2 already"),
                Arguments.of(List.of("vm,t0,t300", ""), "trace.csv:2: expected a VM"));
    }

    @ParameterizedTest
    @MethodSource("badTraces")
    void aBadTraceIsRefusedWithItsLine(List<String> lines, String message) {
        assertThatThrownBy(() -> TraceLoad.parse("trace.csv", lines, new Seed(1)))
                .isInstanceOf(MalformedLoad.class)
                .hasMessageStartingWith(message);
    }

    static Stream<Arguments> badQueues() {
        return Stream.of(
                Arguments.of(List.of(), "queue.txt: is empty"),
                Arguments.of(List.of("0.5/vm-0"), "queue.txt:1: expected seconds/vm/percent, 3 fields, found 2"),
                Arguments.of(List.of("-1/vm-0/30"), "queue.txt:1: a time is in seconds, 0 or more, not '-1'"),
                Arguments.of(List.of("NaN/vm-0/30"), "queue.txt:1: a time is in seconds"),
                Arguments.of(List.of("1/vm-0/30", "0.5/vm-0/30"), "queue.txt:2: the times must not go back"),
                Arguments.of(List.of("1/vm-2/30"), "queue.txt:1: vm-2 is not in the list of VMs, which ends at vm-1"),
                Arguments.of(List.of("1/node-0/30"), "queue.txt:1: a VM is called vm-0"),
                Arguments.of(List.of("1/vm-0/30", "2/vm-0/130"), "queue.txt:2: a demand in percent"));
    }

    @ParameterizedTest
    @MethodSource("badQueues")
    void aBadQueueIsRefusedWithItsLine(List<String> lines, String message) throws Exception {
        VmList vms = VmList.parse("vms.csv", LIST);

        assertThatThrownBy(() -> QueueLoad.parse("queue.txt", lines, vms, 60))
                .isInstanceOf(MalformedLoad.class)
                .hasMessageStartingWith(message);
    }

    static Stream<Arguments> badLists() {
        return Stream.of(
                Arguments.of(List.of(), "vms.csv:1: expected the header"),
                Arguments.of(List.of(LIST_HEADER), "vms.csv: has a header but no VM"),
                Arguments.of(List.of(LIST_HEADER, "vm-0,node-0,1024,125"), "vms.csv:2: expected vm,initial_node"),
                Arguments.of(List.of(LIST_HEADER, "vm-1,node-0,1024,125,30"), "vms.csv:2: expected vm-0"),
                Arguments.of(
                        List.of(LIST_HEADER, "vm-0,node-0,1024,125,30", "vm-0,node-1,1024,125,30"),
                        "vms.csv:3: expected vm-1"),
                Arguments.of(
                        List.of(LIST_HEADER, "vm-0,node-0,0,125,30"), "vms.csv:2: memory_mb is a whole number from 1"),
                Arguments.of(List.of(LIST_HEADER, "vm-0,node-0,1024,125,300"), "vms.csv:2: memory_intensity_percent"));
    }

    @ParameterizedTest
    @MethodSource("badLists")
    void aBadListIsRefusedWithItsLine(List<String> lines, String message) {
        assertThatThrownBy(() -> VmList.parse("vms.csv", lines))
                .isInstanceOf(MalformedLoad.class)
                .hasMessageStartingWith(message);
    }

    private static Change change(int seconds, int percent) {
        return new Change(Duration.ofSeconds(seconds), percent);
    }
}
