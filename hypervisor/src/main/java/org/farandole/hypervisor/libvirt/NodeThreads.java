package org.farandole.hypervisor.libvirt;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.farandole.hypervisor.HypervisorException;
import org.farandole.hypervisor.HypervisorException.Fault;

/**
 * The threads of one node that native calls run on. A native call cannot be interrupted and would pin a virtual thread; a
 * libvirtd that hangs holds these threads and no others. Thread-safe.
 */
final class NodeThreads implements AutoCloseable {

    private static final Duration IDLE = Duration.ofSeconds(30);

    private final String node;
    private final int queue;
    private final ThreadPoolExecutor pool;

    /** @param queue how many calls may wait for a thread */
    NodeThreads(String node, String purpose, int threads, int queue) {
        this.node = node;
        this.queue = queue;
        this.pool = new ThreadPoolExecutor(
                threads,
                threads,
                IDLE.toSeconds(),
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(queue),
                Thread.ofPlatform()
                        .daemon()
                        .name("libvirt-" + purpose + "-" + node + "-", 0)
                        .factory());
        this.pool.allowCoreThreadTimeOut(true);
    }

    /**
     * Waits for the answer, at most {@code limit}. A call that is given up goes on until libvirt answers.
     *
     * @throws HypervisorException at once where the queue is full; the call's own; with a time-out or an interrupt as its cause
     */
    <T> T call(String what, Duration limit, Callable<T> call) throws HypervisorException {
        FutureTask<T> task = submit(what, call);
        try {
            return task.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            giveUp(task);
            throw new HypervisorException(
                    Fault.TIMEOUT, what + ": libvirt did not answer within " + limit.toSeconds() + " s", e);
        } catch (InterruptedException e) {
            giveUp(task);
            Thread.currentThread().interrupt();
            throw new HypervisorException(Fault.TIMEOUT, what + ": interrupted", e);
        } catch (ExecutionException e) {
            throw failure(what, e);
        }
    }

    /** Does not wait. */
    <T> FutureTask<T> submit(String what, Callable<T> call) throws HypervisorException {
        FutureTask<T> task = new FutureTask<>(call);
        try {
            pool.execute(task);
        } catch (RejectedExecutionException e) {
            throw new HypervisorException(
                    Fault.NODE, what + ": " + queue + " calls already wait for libvirt on " + node, e);
        }
        return task;
    }

    static HypervisorException failure(String what, ExecutionException e) {
        Throwable cause = e.getCause();
        return cause instanceof HypervisorException known
                ? known
                : new HypervisorException(Fault.NODE, what + ": " + cause, cause);
    }

    private void giveUp(FutureTask<?> task) {
        task.cancel(false);
        pool.remove(task);
    }

    @Override
    public void close() {
        pool.shutdown();
    }
}
