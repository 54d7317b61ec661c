package org.farandole.hypervisor.emulated;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.farandole.contracts.node.NodeName;
import org.farandole.hypervisor.HypervisorException;
import org.farandole.hypervisor.HypervisorException.Fault;
import org.farandole.hypervisor.emulation.OperationId;
import org.farandole.hypervisor.emulation.World;
import org.farandole.hypervisor.emulation.WorldDescription;
import org.farandole.hypervisor.emulation.WorldEvent;

/** A world whose time goes by. One lock is around it; one thread lets happen what is due. Thread-safe. */
final class LiveWorld implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(LiveWorld.class.getName());

    /** Events that lie closer together than this are told together. */
    private static final long LEAST_WAIT_NANOS = 2_000_000;

    private static final Duration FAR_AWAY = Duration.ofDays(36_500);

    @FunctionalInterface
    interface Command<T> {
        T on(World world) throws HypervisorException;
    }

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition sooner = lock.newCondition();
    private final World world;
    private final EmulatedClock clock;
    private final Map<OperationId, CompletableFuture<WorldEvent.Ended>> awaited = new HashMap<>();
    private final List<Consumer<NodeName>> listeners = new CopyOnWriteArrayList<>();
    private final Thread pacer;
    private Duration pacedTo = Duration.ZERO;
    private boolean closed;

    LiveWorld(WorldDescription description, double speed) {
        this.world = new World(description, Instant.now());
        this.clock = new EmulatedClock(System::nanoTime, speed);
        this.pacer = Thread.ofPlatform().name("emulated-time").daemon().unstarted(this::pace);
    }

    static LiveWorld started(WorldDescription description, double speed) {
        LiveWorld live = new LiveWorld(description, speed);
        live.pacer.start();
        return live;
    }

    /** Does something at the present moment. */
    <T> T at(Command<T> command) throws HypervisorException {
        lock.lock();
        try {
            tell(world.advanceTo(clock.now()));
            T result = command.on(world);
            tell(world.advanceTo(world.now()));
            wakePacerIfSooner();
            return result;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Begins an operation, and waits for its end.
     *
     * @throws HypervisorException if it fails, or has not ended within {@code timeout}; then it is still under way
     */
    void await(Command<Optional<OperationId>> begin, Duration timeout)
            throws HypervisorException, InterruptedException {
        Optional<CompletableFuture<WorldEvent.Ended>> end = at(present -> begin.on(present)
                .map(operation -> awaited.computeIfAbsent(operation, id -> new CompletableFuture<>())));
        if (end.isEmpty()) {
            return;
        }
        try {
            if (end.get().get(timeout.toMillis(), TimeUnit.MILLISECONDS) instanceof WorldEvent.Failed failed) {
                throw new HypervisorException(failed.fault(), failed.cause(), null);
            }
        } catch (TimeoutException e) {
            throw new HypervisorException(Fault.TIMEOUT, "not done within " + timeout, e);
        } catch (CancellationException e) {
            throw new HypervisorException(Fault.NODE, "the emulator stops", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    double speed() {
        lock.lock();
        try {
            return clock.speed();
        } finally {
            lock.unlock();
        }
    }

    void goAt(double speed) {
        lock.lock();
        try {
            clock.goAt(speed);
            sooner.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Called with each node whose load changes a lot, while the world's lock is held: it must not wait. */
    void listen(Consumer<NodeName> changed) {
        listeners.add(changed);
    }

    void leave(Consumer<NodeName> changed) {
        listeners.remove(changed);
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            sooner.signal();
            awaited.values().forEach(end -> end.cancel(false));
        } finally {
            lock.unlock();
        }
    }

    private void tell(List<WorldEvent> events) {
        for (WorldEvent event : events) {
            switch (event) {
                case WorldEvent.Ended ended -> {
                    if (ended instanceof WorldEvent.Failed failed) {
                        LOG.log(
                                System.Logger.Level.INFO,
                                "{0} nodeId={1} cause={2}",
                                failed.getClass().getSimpleName(),
                                failed.node(),
                                failed.cause());
                    }
                    CompletableFuture<WorldEvent.Ended> waiting = awaited.remove(ended.operation());
                    if (waiting != null) {
                        waiting.complete(ended);
                    }
                }
                case WorldEvent.LoadChanged changed -> listeners.forEach(listener -> listener.accept(changed.node()));
            }
        }
    }

    private void pace() {
        lock.lock();
        try {
            while (!closed) {
                tell(world.advanceTo(clock.now()));
                Optional<Duration> next = world.nextEventAt();
                pacedTo = next.orElse(FAR_AWAY);
                long wait = Math.max(LEAST_WAIT_NANOS, clock.wallNanosUntil(pacedTo));
                sooner.awaitNanos(wait);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    private void wakePacerIfSooner() {
        if (world.nextEventAt().filter(next -> next.compareTo(pacedTo) < 0).isPresent()) {
            sooner.signal();
        }
    }
}
