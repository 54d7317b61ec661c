package org.farandole.vm.lane;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.farandole.contracts.node.NodeName;
import org.farandole.hypervisor.Hypervisor;
import org.farandole.hypervisor.HypervisorException;
import org.farandole.hypervisor.HypervisorException.Fault;

/**
 * Calls to one node's hypervisor, each within its time, none while the node's breaker is open. A call that does not even
 * heed the interrupt is left behind. Thread-safe.
 */
final class NodeCalls {

    private static final Duration TO_HEED_AN_INTERRUPT = Duration.ofSeconds(2);

    private final NodeName node;
    private final Hypervisor hypervisor;
    private final Clock clock;
    private Breaker breaker;

    NodeCalls(NodeName node, Hypervisor hypervisor, Breaker breaker, Clock clock) {
        this.node = node;
        this.hypervisor = hypervisor;
        this.breaker = breaker;
        this.clock = clock;
    }

    /** What to ask of the hypervisor. */
    @FunctionalInterface
    interface Call<T> {
        T on(Hypervisor hypervisor) throws HypervisorException;
    }

    /** A {@link Call} without an answer. */
    @FunctionalInterface
    interface Order {
        void on(Hypervisor hypervisor) throws HypervisorException;
    }

    /** The hypervisor's own quick work: one that is late counts against the node. */
    <T> T ask(Duration limit, Call<T> call) throws HypervisorException, InterruptedException {
        return guarded(limit, call, true);
    }

    void order(Duration limit, Order order) throws HypervisorException, InterruptedException {
        guarded(limit, nothing(order), true);
    }

    /** Work of a VM's, a boot or a migration: one that is late says nothing of the node. */
    <T> T await(Duration limit, Call<T> call) throws HypervisorException, InterruptedException {
        return guarded(limit, call, false);
    }

    private static Call<Boolean> nothing(Order order) {
        return hypervisor -> {
            order.on(hypervisor);
            return true;
        };
    }

    private <T> T guarded(Duration limit, Call<T> call, boolean lateCounts)
            throws HypervisorException, InterruptedException {
        enter();
        try {
            T answer = within(limit, call);
            left(true);
            return answer;
        } catch (HypervisorException e) {
            boolean nodes = e.fault() == Fault.NODE || e.fault() == Fault.TIMEOUT && lateCounts;
            left(!nodes);
            throw e;
        }
    }

    private synchronized void enter() throws HypervisorException {
        if (!breaker.lets(clock.instant())) {
            throw new HypervisorException(
                    Fault.NODE,
                    "node " + node + " was not called: it failed " + breaker.row() + " calls in a row",
                    new IllegalStateException("the breaker is open"));
        }
        breaker = breaker.called(clock.instant());
    }

    private synchronized void left(boolean well) {
        breaker = well ? breaker.succeeded() : breaker.failed(clock.instant());
    }

    private <T> T within(Duration limit, Call<T> call) throws HypervisorException, InterruptedException {
        FutureTask<T> task = new FutureTask<>(() -> call.on(hypervisor));
        Thread thread = Thread.ofVirtual().name("call-" + node).start(task);
        try {
            return task.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            abort(task, thread);
            throw new HypervisorException(Fault.TIMEOUT, "node " + node + " did not answer within " + limit, e);
        } catch (InterruptedException e) {
            abort(task, thread);
            throw e;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof HypervisorException failure) {
                throw failure;
            }
            throw new HypervisorException(Fault.NODE, "node " + node + ": " + e.getCause(), e.getCause());
        }
    }

    private static void abort(FutureTask<?> task, Thread thread) throws InterruptedException {
        task.cancel(true);
        // a second interrupt while it is awaited ends the wait, not the abort
        thread.join(TO_HEED_AN_INTERRUPT);
    }
}
