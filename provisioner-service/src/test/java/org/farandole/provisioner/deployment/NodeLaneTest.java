package org.farandole.provisioner.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.farandole.provisioner.deployer.NodeFault;
import org.farandole.provisioner.lifecycle.NodeInput;
import org.farandole.provisioner.lifecycle.NodeInput.Faulted;
import org.farandole.provisioner.lifecycle.NodeInput.Succeeded;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class NodeLaneTest {

    private final List<NodeInput> reported = new CopyOnWriteArrayList<>();
    private final Window window = new Window(2, 1);
    private final NodeLane lane = new NodeLane("node", window.place(), reported::add);

    @Test
    void newerWorkInterruptsTheOlderAndWaitsForItsEnd() throws InterruptedException {
        CountDownLatch reached = new CountDownLatch(1);
        List<String> order = new CopyOnWriteArrayList<>();
        lane.offer(1, (place, calls) -> {
            reached.countDown();
            try {
                new CountDownLatch(1).await();
                return Optional.of(new Succeeded(1, Duration.ZERO));
            } finally {
                order.add("first ended");
            }
        });
        assertThat(reached.await(10, TimeUnit.SECONDS)).isTrue();

        lane.offer(2, (place, calls) -> {
            order.add("second began");
            return Optional.of(new Succeeded(2, Duration.ZERO));
        });

        await().until(() -> !reported.isEmpty());
        assertThat(order).containsExactly("first ended", "second began");
        assertThat(reported).containsExactly(new Succeeded(2, Duration.ZERO));
    }

    @Test
    void workOfAnOlderTicketIsDropped() {
        lane.offer(5, succeeding(5));
        lane.offer(4, succeeding(4));
        lane.offer(5, succeeding(5));
        lane.offer(6, succeeding(6));

        await().until(() -> reported.contains(new Succeeded(6, Duration.ZERO)));
        assertThat(reported).doesNotContain(new Succeeded(4, Duration.ZERO)).doesNotHaveDuplicates();
    }

    @Test
    void aClosedLaneReportsNothing() throws InterruptedException {
        CountDownLatch reached = new CountDownLatch(1);
        lane.offer(1, (place, calls) -> {
            reached.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                return Optional.of(new Faulted(1, "interrupted"));
            }
            return Optional.empty();
        });
        assertThat(reached.await(10, TimeUnit.SECONDS)).isTrue();

        lane.close();
        lane.awaitEnd(Duration.ofSeconds(10));
        lane.offer(2, succeeding(2));
        lane.awaitEnd(Duration.ofSeconds(10));

        assertThat(reported).isEmpty();
    }

    @Test
    void aCallThatIgnoresItsTimeOutIsKoAndTheNextOneNeverRunsBesideIt() throws InterruptedException {
        CountDownLatch release = new CountDownLatch(1);
        AtomicInteger underWay = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        BoundedCall.Operation<Integer> deaf = () -> {
            most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
            boolean waiting = true;
            while (waiting) {
                try {
                    release.await();
                    waiting = false;
                } catch (InterruptedException e) {
                    // Deaf on purpose.
                }
            }
            return underWay.decrementAndGet();
        };
        BoundedCall calls = new BoundedCall();

        assertThat(fault(calls, deaf, Duration.ofMillis(20))).contains("no answer within 20 ms");
        assertThat(fault(calls, deaf, Duration.ofMillis(20))).contains("has still not ended");
        release.countDown();
        assertThat(fault(calls, deaf, Duration.ofSeconds(10))).isEqualTo("none");

        assertThat(most).hasValue(1);
    }

    @Test
    void noMoreNodesThanTheWindowAreWorkedOnAtOnce() {
        AtomicInteger underWay = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch twoThere = new CountDownLatch(2);
        List<NodeLane> lanes = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            lanes.add(new NodeLane("node-" + i, window.place(), reported::add));
        }

        lanes.forEach(each -> each.offer(1, (place, calls) -> {
            place.take();
            most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
            twoThere.countDown();
            twoThere.await();
            underWay.decrementAndGet();
            return Optional.of(new Succeeded(1, Duration.ZERO));
        }));

        await().until(() -> reported.size() == 9);
        assertThat(most).hasValue(2);
    }

    @Test
    void aNodeWhoseWorkWasReplacedGivesItsPlaceBack() throws InterruptedException {
        Window narrow = new Window(1, 1);
        NodeLane first = new NodeLane("first", narrow.place(), reported::add);
        NodeLane second = new NodeLane("second", narrow.place(), reported::add);
        CountDownLatch reached = new CountDownLatch(1);
        first.offer(1, (place, calls) -> {
            place.take();
            place.boot();
            reached.countDown();
            new CountDownLatch(1).await();
            return Optional.empty();
        });
        assertThat(reached.await(10, TimeUnit.SECONDS)).isTrue();

        second.offer(1, (place, calls) -> {
            place.take();
            place.boot();
            return Optional.of(new Succeeded(1, Duration.ZERO));
        });
        first.offer(2, (place, calls) -> Optional.empty());

        await().untilAsserted(() -> assertThat(reported).containsExactly(new Succeeded(1, Duration.ZERO)));
    }

    private static NodeLane.Work succeeding(long ticket) {
        return (place, calls) -> Optional.of(new Succeeded(ticket, Duration.ZERO));
    }

    private static String fault(BoundedCall calls, BoundedCall.Operation<?> operation, Duration bound)
            throws InterruptedException {
        try {
            calls.make("call", operation, bound);
            return "none";
        } catch (NodeFault e) {
            return String.valueOf(e.getMessage());
        }
    }
}
