package org.farandole.provisioner.deployment;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.farandole.provisioner.deployer.NodeFault;
import org.jspecify.annotations.Nullable;

/**
 * Calls about one node, one after the other, each with a bound that holds even for a call that ignores it. A call that was
 * left behind is interrupted, and the next one waits for its end: never two at once. One thread uses it.
 */
final class BoundedCall {

    interface Operation<T> {
        T run() throws NodeFault, InterruptedException;
    }

    private @Nullable Thread leftBehind;

    /**
     * @param name of the thread that makes the call
     * @throws NodeFault if the operation fails or has not ended within {@code bound}
     * @throws InterruptedException if this thread was interrupted; the operation is interrupted too
     */
    <T> T make(String name, Operation<T> operation, Duration bound) throws NodeFault, InterruptedException {
        awaitLeftBehind(bound);
        FutureTask<T> task = new FutureTask<>(operation::run);
        Thread caller = Thread.ofVirtual().name(name).start(task);
        try {
            return task.get(bound.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            leave(caller);
            throw new NodeFault("no answer within " + bound.toMillis() + " ms (wall time)", e);
        } catch (InterruptedException e) {
            leave(caller);
            throw e;
        } catch (ExecutionException e) {
            throw fault(e.getCause() == null ? e : e.getCause());
        }
    }

    /** Waits for a call that was left behind. */
    void awaitEnd(Duration most) throws InterruptedException {
        Thread before = leftBehind;
        if (before != null) {
            before.join(most);
        }
    }

    private void awaitLeftBehind(Duration bound) throws NodeFault, InterruptedException {
        Thread before = leftBehind;
        if (before != null && !before.join(bound)) {
            throw new NodeFault("the call before this one has still not ended", null);
        }
        leftBehind = null;
    }

    private void leave(Thread caller) {
        caller.interrupt();
        leftBehind = caller;
    }

    private static NodeFault fault(Throwable cause) {
        if (cause instanceof NodeFault fault) {
            return fault;
        }
        return new NodeFault(cause.getClass().getSimpleName() + ": " + cause.getMessage(), cause);
    }
}
