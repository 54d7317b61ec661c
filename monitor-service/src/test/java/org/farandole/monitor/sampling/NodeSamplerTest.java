package org.farandole.monitor.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executor;
import org.farandole.contracts.monitor.Sample;
import org.farandole.contracts.monitor.Sample.VmSample;
import org.farandole.contracts.node.Capacity;
import org.farandole.contracts.node.NodeName;
import org.farandole.contracts.vm.VmName;
import org.farandole.hypervisor.HypervisorException;
import org.farandole.hypervisor.HypervisorException.Fault;
import org.farandole.hypervisor.NodeStats;
import org.farandole.monitor.sampling.Watch.Health;
import org.junit.jupiter.api.Test;

/** Sampling in virtual time: a second between samples, at most 20 a second, 2 s for an answer, lost after 5 failures. */
class NodeSamplerTest {

    private static final Pace PACE =
            new Pace(Duration.ofSeconds(1), Duration.ofMillis(50), Duration.ofSeconds(2), 5, Duration.ofSeconds(5));

    private final VirtualTime time = new VirtualTime();
    private final Told told = new Told();

    @Test
    void takesOneSampleAPeriod() {
        begin("a", 0, answering());

        time.pass(Duration.ofSeconds(10));

        assertThat(told.samples("a")).hasSize(10);
        assertThat(gaps("a")).containsOnly(Duration.ofSeconds(1));
    }

    @Test
    void sumsUpWhatTheVmsUseAndWant() {
        begin(
                "a",
                3,
                answering(new VmSample(new VmName("x"), 80, 100, 512), new VmSample(new VmName("y"), 70, 90, 512)));

        time.pass(Duration.ofSeconds(1));

        Sample sample = told.samples("a").getFirst();
        assertThat(sample.slot()).isEqualTo(3);
        assertThat(sample.cpuUsedPercent()).isEqualTo(150);
        assertThat(sample.cpuDemandPercent()).isEqualTo(190);
        assertThat(sample.vms()).hasSize(2);
    }

    @Test
    void takesASampleAtOnceWhenTheLoadChanges() {
        NodeSampler sampler = begin("a", 0, answering());
        time.pass(Duration.ofMillis(1300));
        int before = told.samples("a").size();

        sampler.changed();
        time.pass(Duration.ZERO);

        assertThat(told.samples("a")).hasSize(before + 1);
        assertThat(told.samples("a").getLast().at()).isEqualTo(time.now());
    }

    @Test
    void answersABurstOfChangesAtMostTwentyTimesASecondAndTheLastOneToo() {
        NodeSampler sampler = begin("a", 0, answering());
        time.pass(Duration.ofMillis(500));
        int before = told.samples("a").size();

        for (int i = 0; i < 1000; i++) {
            sampler.changed();
            time.pass(Duration.ofMillis(1));
        }
        Instant lastChange = time.now();
        time.pass(Duration.ofMillis(60));

        assertThat(told.samples("a").size() - before).isBetween(20, 23);
        assertThat(gaps("a")).allMatch(gap -> gap.compareTo(PACE.gap()) >= 0);
        assertThat(told.samples("a").getLast().at()).isAfterOrEqualTo(lastChange.minus(PACE.gap()));
    }

    @Test
    void aChangeWhileTheNodeAnswersIsAnsweredByOneMoreSample() {
        Hanging hanging = new Hanging();
        NodeSampler sampler = begin("a", 0, answering(), hanging);
        time.pass(Duration.ofSeconds(1));
        assertThat(hanging.waiting).hasSize(1);

        sampler.changed();
        sampler.changed();
        time.pass(Duration.ofMillis(100));
        hanging.letGo();
        time.pass(Duration.ZERO);
        assertThat(hanging.waiting).hasSize(1);
        hanging.letGo();

        assertThat(told.samples("a")).hasSize(2);
        assertThat(hanging.waiting).isEmpty();
    }

    @Test
    void oneHungNodeDelaysNobodyAndHasOneCallUnderWay() {
        Hanging hanging = new Hanging();
        begin("hung", 0, answering(), hanging);
        begin("b", 1, answering());
        begin("c", 2, answering());

        time.pass(Duration.ofSeconds(30));

        assertThat(told.samples("b")).hasSize(30);
        assertThat(told.samples("c")).hasSize(30);
        assertThat(told.samples("hung")).isEmpty();
        assertThat(hanging.waiting).hasSize(1);
        assertThat(told.lost).hasSize(1).first().asString().startsWith("hung: no answer");
    }

    @Test
    void aHungNodeIsBackWhenItsCallComesBack() {
        Hanging hanging = new Hanging();
        begin("hung", 0, answering(), hanging);
        time.pass(Duration.ofSeconds(30));

        hanging.letGo();

        assertThat(told.back).containsExactly("hung");
        assertThat(told.samples("hung")).hasSize(1);
    }

    @Test
    void isLostAfterFiveFailuresInARowAndBackWithTheFirstAnswer() {
        Breaking node = new Breaking();
        begin("a", 0, node);
        node.broken = true;

        time.pass(Duration.ofSeconds(4));
        assertThat(told.lost).isEmpty();
        time.pass(Duration.ofSeconds(1));
        assertThat(told.lost).containsExactly("a: out of order");

        node.broken = false;
        time.pass(PACE.probe());
        assertThat(told.back).containsExactly("a");
        assertThat(told.samples("a")).hasSize(1);
    }

    @Test
    void failuresThatAreNotInARowDoNotLoseANode() {
        Breaking node = new Breaking();
        begin("a", 0, node);

        for (int i = 0; i < 5; i++) {
            node.broken = true;
            time.pass(Duration.ofSeconds(4));
            node.broken = false;
            time.pass(Duration.ofSeconds(1));
        }

        assertThat(told.lost).isEmpty();
        assertThat(told.failures).isEqualTo(20);
    }

    @Test
    void aLostNodeIsAskedOnlyAtItsProbesEvenWhenItsLoadChanges() {
        Breaking node = new Breaking();
        node.broken = true;
        NodeSampler sampler = begin("a", 0, node);
        time.pass(Duration.ofSeconds(5));
        int asked = node.asked;

        for (int i = 0; i < 50; i++) {
            sampler.changed();
            time.pass(Duration.ofMillis(200));
        }

        assertThat(node.asked - asked).isEqualTo(2);
        assertThat(told.lost).hasSize(1);
    }

    @Test
    void aNodeThatAnEarlierMonitorLostIsSaidToBeBack() {
        Breaking node = new Breaking();
        new NodeSampler(
                new NodeName("a"), 0, node, new Health.Lost("earlier"), PACE, time, time::now, Runnable::run, told);

        time.pass(Duration.ofSeconds(1));

        assertThat(told.back).containsExactly("a");
    }

    @Test
    void aClosedSamplerSaysNothingMore() {
        Hanging hanging = new Hanging();
        NodeSampler sampler = begin("a", 0, answering(), hanging);
        time.pass(Duration.ofSeconds(1));

        sampler.close();
        sampler.close();
        hanging.letGo();
        time.pass(Duration.ofSeconds(30));

        assertThat(told.samples("a")).isEmpty();
        assertThat(told.ended).containsExactly("a");
    }

    private NodeSampler begin(String node, int slot, Gauge gauge) {
        return begin(node, slot, gauge, Runnable::run);
    }

    private NodeSampler begin(String node, int slot, Gauge gauge, Executor calls) {
        return new NodeSampler(
                new NodeName(node), slot, gauge, new Health.Answers(0), PACE, time, time::now, calls, told);
    }

    private Gauge answering(VmSample... vms) {
        return () -> new NodeStats(time.now(), new Capacity(700, 32_768), 0, List.of(vms));
    }

    private List<Duration> gaps(String node) {
        List<Sample> samples = told.samples(node);
        List<Duration> gaps = new ArrayList<>();
        for (int i = 1; i < samples.size(); i++) {
            gaps.add(Duration.between(samples.get(i - 1).at(), samples.get(i).at()));
        }
        return gaps;
    }

    private final class Breaking implements Gauge {
        private boolean broken;
        private int asked;

        @Override
        public NodeStats read() throws HypervisorException {
            asked++;
            if (broken) {
                throw new HypervisorException(Fault.NODE, "out of order", null);
            }
            return answering().read();
        }
    }

    /** Keeps calls waiting until they are let go. */
    private static final class Hanging implements Executor {
        private final Deque<Runnable> waiting = new ArrayDeque<>();

        @Override
        public void execute(Runnable task) {
            waiting.addLast(task);
        }

        void letGo() {
            waiting.removeFirst().run();
        }
    }

    private static final class Told implements Samples {
        private final List<Sample> samples = new ArrayList<>();
        private final List<String> lost = new ArrayList<>();
        private final List<String> back = new ArrayList<>();
        private final List<String> ended = new ArrayList<>();
        private int failures;

        List<Sample> samples(String node) {
            return samples.stream()
                    .filter(sample -> sample.node().value().equals(node))
                    .toList();
        }

        @Override
        public void sampled(Sample sample, Duration took) {
            samples.add(sample);
        }

        @Override
        public void failed(NodeName node, String cause) {
            failures++;
        }

        @Override
        public void lost(NodeName node, String cause) {
            lost.add(node + ": " + cause);
        }

        @Override
        public void back(NodeName node) {
            back.add(node.value());
        }

        @Override
        public void ended(NodeName node) {
            ended.add(node.value());
        }
    }
}
