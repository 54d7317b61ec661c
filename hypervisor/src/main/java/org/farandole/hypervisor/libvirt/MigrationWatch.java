package org.farandole.hypervisor.libvirt;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.farandole.hypervisor.HypervisorException;
import org.farandole.hypervisor.HypervisorException.Fault;
import org.jspecify.annotations.Nullable;

/** Watches a migration from its source until it is over, and goes up the {@link Ladder} as its time runs out. One thread. */
final class MigrationWatch {

    private static final System.Logger LOG = System.getLogger(MigrationWatch.class.getName());
    private static final Duration LOOK = Duration.ofMillis(250);
    private static final Duration REPORT = Duration.ofSeconds(5);

    /** For an aborted one, or one in post-copy, to come to its end after its time. */
    private static final Duration TO_END = Duration.ofSeconds(60);

    private final String what;
    private final Duration timeout;
    private final MigrationControl control;
    private final BooleanSupplier aborted;
    private final long begun = System.nanoTime();
    private Ladder.Step taken = Ladder.Step.LIMITED;
    private boolean interrupted;
    private String progress = "nothing sent yet";
    private Duration reported = Duration.ZERO;

    MigrationWatch(String what, Duration timeout, MigrationControl control, BooleanSupplier aborted) {
        this.what = what;
        this.timeout = timeout;
        this.control = control;
        this.aborted = aborted;
    }

    boolean interrupted() {
        return interrupted;
    }

    /**
     * @param performed the call that migrates; none: it was begun by a process that is gone
     * @return what failed; none if nothing is known to have
     * @throws HypervisorException with a cause, if it cannot be watched any longer
     */
    @Nullable
    HypervisorException untilOver(@Nullable FutureTask<Boolean> performed) throws HypervisorException {
        Ladder ladder = new Ladder(timeout);
        while (true) {
            if (performed == null ? !control.underway() : isDone(performed)) {
                return performed == null ? null : outcome(performed);
            }
            if (performed == null) {
                pause();
            }
            Duration elapsed = elapsed();
            climb(interrupted || aborted.getAsBoolean() ? Ladder.Step.ABORT : ladder.after(elapsed));
            report(elapsed);
            if (elapsed.compareTo(timeout.plus(TO_END)) > 0) {
                throw new HypervisorException(
                        Fault.TIMEOUT, late(), new IllegalStateException("libvirt has not ended it"));
            }
        }
    }

    private boolean isDone(FutureTask<Boolean> performed) {
        try {
            performed.get(LOOK.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            interrupted = true;
            return false;
        } catch (ExecutionException e) {
            return true;
        }
    }

    private void pause() {
        try {
            Thread.sleep(LOOK);
        } catch (InterruptedException e) {
            interrupted = true;
        }
    }

    private @Nullable HypervisorException outcome(FutureTask<Boolean> performed) {
        try {
            return performed.get() ? null : new HypervisorException(Fault.VM, what + ": it is not there", null);
        } catch (ExecutionException e) {
            HypervisorException failure = NodeThreads.failure(what, e);
            return taken == Ladder.Step.ABORT && failure.getCause() == null
                    ? new HypervisorException(Fault.TIMEOUT, interrupted ? what + ": interrupted" : late(), null)
                    : failure;
        } catch (InterruptedException e) {
            // it is done: there is nothing to wait for
            interrupted = true;
            return null;
        }
    }

    private String late() {
        return what + ": not done within " + timeout.toSeconds() + " s (" + progress + ")";
    }

    private void climb(Ladder.Step step) throws HypervisorException {
        if (step == taken) {
            return;
        }
        LOG.log(System.Logger.Level.INFO, "{0}: {1} ({2})", what, step, progress);
        if (control.take(step)) {
            taken = step;
        }
    }

    private void report(Duration elapsed) throws HypervisorException {
        Optional<MigrationJob> job = control.job();
        job.ifPresent(known -> progress = known.inWords());
        if (elapsed.minus(reported).compareTo(REPORT) > 0) {
            reported = elapsed;
            LOG.log(System.Logger.Level.INFO, "{0}: {1}", what, progress);
        }
    }

    private Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - begun);
    }
}
