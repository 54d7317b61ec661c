package org.farandole.vm.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.farandole.contracts.node.NodeName;
import org.farandole.contracts.vm.VmCommand;
import org.farandole.contracts.vm.VmName;
import org.junit.jupiter.api.Test;

class LaneTest {

    private static final NodeName NODE = new NodeName("a");

    private final List<String> begun = new CopyOnWriteArrayList<>();
    private final List<String> interrupted = new CopyOnWriteArrayList<>();
    private final List<String> dropped = new CopyOnWriteArrayList<>();
    private final Map<String, CountDownLatch> latches = new ConcurrentHashMap<>();
    private final Lane lane = new Lane(
            NODE,
            Map.of(Job.Kind.LAUNCH, 2, Job.Kind.MOVE, 1, Job.Kind.END, 1),
            3,
            this::work,
            job -> dropped.add(job.command().id()));

    private void work(Job job) {
        begun.add(job.command().id());
        try {
            latch(job.command().id()).await();
        } catch (InterruptedException e) {
            interrupted.add(job.command().id());
        }
    }

    private CountDownLatch latch(String id) {
        return latches.computeIfAbsent(id, key -> new CountDownLatch(1));
    }

    private boolean boot(String id, String vm) {
        return lane.submit(new Job(new VmCommand.Boot(id, NODE, new VmName(vm), 1), Instant.EPOCH, false));
    }

    private void destroy(String id, String vm) {
        lane.submit(new Job(new VmCommand.Destroy(id, NODE, new VmName(vm)), Instant.EPOCH, false));
    }

    private void begins(String... ids) {
        await().atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> assertThat(begun).containsExactlyInAnyOrder(ids));
    }

    @Test
    void carriesOutSoManyAtOnceAndNoMore() {
        boot("1", "v1");
        boot("2", "v2");
        boot("3", "v3");
        begins("1", "2");

        latch("1").countDown();
        begins("1", "2", "3");
    }

    @Test
    void keepsTheOrderOfOneVm() {
        boot("1", "v");
        boot("2", "v");
        begins("1");

        latch("1").countDown();
        begins("1", "2");
    }

    @Test
    void takesACommandOnceWhileItIsKnown() {
        boot("1", "v");
        boot("1", "v");
        boot("2", "w");
        begins("1", "2");
    }

    @Test
    void refusesABootWhenTheQueueIsFull() {
        for (int i = 0; i < 5; i++) {
            assertThat(boot("b" + i, "v" + i)).isTrue();
        }
        assertThat(boot("b5", "v5")).isFalse();
    }

    @Test
    void doesNotLetADestroyWaitForABoot() {
        boot("1", "v");
        begins("1");
        boot("2", "v");

        destroy("3", "v");

        begins("1", "3");
        assertThat(interrupted).containsExactly("1");
        assertThat(dropped).containsExactly("2");
    }
}
