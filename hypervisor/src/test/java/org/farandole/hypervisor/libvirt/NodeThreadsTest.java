package org.farandole.hypervisor.libvirt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.farandole.hypervisor.HypervisorException;
import org.farandole.hypervisor.HypervisorException.Fault;
import org.junit.jupiter.api.Test;

class NodeThreadsTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final CountDownLatch hang = new CountDownLatch(1);

    @Test
    void a_full_queue_fails_at_once_and_a_call_given_up_leaves_it() throws Exception {
        try (NodeThreads threads = new NodeThreads("east-1", "test", 1, 1)) {
            CountDownLatch begun = new CountDownLatch(1);
            var hung = threads.submit("Hang", () -> {
                begun.countDown();
                return hang.await(1, java.util.concurrent.TimeUnit.MINUTES);
            });
            begun.await();
            assertThatThrownBy(() -> threads.call("Wait", Duration.ofMillis(50), () -> true))
                    .hasMessage("Wait: libvirt did not answer within 0 s")
                    .extracting(e -> ((HypervisorException) e).fault())
                    .isEqualTo(Fault.TIMEOUT);
            var queued = threads.submit("Queue", () -> true);
            assertThatThrownBy(() -> threads.call("Refuse", LIMIT, () -> true))
                    .hasMessage("Refuse: 1 calls already wait for libvirt on east-1")
                    .extracting(e -> ((HypervisorException) e).fault())
                    .isEqualTo(Fault.NODE);
            hang.countDown();
            assertThat(hung.get()).isTrue();
            assertThat(queued.get()).isTrue();
        }
    }

    @Test
    void calls_run_on_platform_threads_whoever_calls() throws Exception {
        try (NodeThreads threads = new NodeThreads("east-1", "test", 1, 1)) {
            assertThat(threads.call("Look", LIMIT, () -> Thread.currentThread().isVirtual()))
                    .isFalse();
        }
    }
}
