package org.farandole.monitor.sampling;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.farandole.contracts.monitor.Sample;
import org.farandole.contracts.monitor.Sample.VmSample;
import org.farandole.contracts.node.NodeName;
import org.farandole.hypervisor.HypervisorException;
import org.farandole.hypervisor.NodeStats;
import org.farandole.monitor.sampling.Watch.Effect;
import org.farandole.monitor.sampling.Watch.Input;
import org.jspecify.annotations.Nullable;

/**
 * Samples one node until it is closed: carries out what its {@link Watch} decides. Calls to the hypervisor run on the
 * executor, one at a time, so they may block. Thread-safe.
 */
public final class NodeSampler implements AutoCloseable {

    private final NodeName node;
    private final int slot;
    private final Gauge gauge;
    private final Pace pace;
    private final Timeline timeline;
    private final InstantSource clock;
    private final Executor calls;
    private final Samples samples;

    private final AtomicBoolean changed = new AtomicBoolean();
    private Watch watch;
    private boolean closed;
    private @Nullable Thread calling;

    /**
     * Begins at the node's next turn.
     *
     * @param health what was said of the node last
     * @param clock dates the samples
     * @param calls runs each task on a thread of its own
     */
    public NodeSampler(
            NodeName node,
            int slot,
            Gauge gauge,
            Watch.Health health,
            Pace pace,
            Timeline timeline,
            InstantSource clock,
            Executor calls,
            Samples samples) {
        this.node = node;
        this.slot = slot;
        this.gauge = gauge;
        this.pace = pace;
        this.timeline = timeline;
        this.clock = clock;
        this.calls = calls;
        this.samples = samples;
        Watch.Step begin = Watch.begin(health, timeline.now(), slot, pace);
        this.watch = begin.next();
        begin.effects().forEach(this::carryOut);
    }

    /** Its load changed a lot: it is sampled as soon as its pace allows. Does not wait. */
    public void changed() {
        if (changed.compareAndSet(false, true)) {
            timeline.at(timeline.now(), () -> {
                changed.set(false);
                take(new Input.Changed());
            });
        }
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            interruptCall();
            samples.ended(node);
        }
    }

    private synchronized void take(Input input) {
        if (!closed) {
            Watch.Step step = Watch.decide(watch, input, timeline.now(), slot, pace);
            watch = step.next();
            step.effects().forEach(this::carryOut);
        }
    }

    private void carryOut(Effect effect) {
        switch (effect) {
            case Effect.Ask _ -> calls.execute(this::call);
            case Effect.WakeAt(Instant when) -> timeline.at(when, () -> take(new Input.Woken()));
            case Effect.GiveUp _ -> {
                interruptCall();
                samples.failed(node, "no answer in time");
            }
            case Effect.SayLost(String cause) -> samples.lost(node, cause);
            case Effect.SayBack _ -> samples.back(node);
        }
    }

    private void call() {
        if (!beginCall()) {
            return;
        }
        Instant asked = timeline.now();
        try {
            NodeStats stats = gauge.read();
            answered(stats, Duration.between(asked, timeline.now()));
        } catch (HypervisorException | RuntimeException e) {
            failed(e);
        }
    }

    private synchronized boolean beginCall() {
        calling = Thread.currentThread();
        return !closed;
    }

    private synchronized void answered(NodeStats stats, Duration took) {
        calling = null;
        // a call that was given up may still have answered: what follows is not to be interrupted
        Thread.interrupted();
        if (!closed) {
            samples.sampled(sampleOf(stats), took);
            take(new Input.Answered());
        }
    }

    private synchronized void failed(Exception e) {
        calling = null;
        if (!closed) {
            String cause = String.valueOf(e.getMessage());
            if (watch instanceof Watch.Asking) {
                samples.failed(node, cause);
            }
            take(new Input.Failed(cause));
        }
    }

    private void interruptCall() {
        if (calling != null) {
            calling.interrupt();
        }
    }

    private Sample sampleOf(NodeStats stats) {
        return new Sample(
                node,
                slot,
                clock.instant(),
                stats.nodeTime(),
                stats.ownCapacity(),
                stats.vms().stream().mapToInt(VmSample::cpuUsedPercent).sum(),
                stats.vms().stream().mapToInt(VmSample::cpuDemandPercent).sum(),
                stats.memoryUsedMiB(),
                stats.vms());
    }
}
