package org.farandole.hypervisor;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.farandole.contracts.vm.MacAddress;
import org.farandole.contracts.vm.VmDescription;
import org.farandole.contracts.vm.VmName;

/**
 * One node's hypervisor. Calls block, may be interrupted, and are safe from several threads. A call is safe to repeat: what
 * is already so is left so. Durations are wall time, also on an emulated node.
 */
public interface Hypervisor extends AutoCloseable {

    /** Every domain it knows, running or not. */
    List<Domain> domains() throws HypervisorException;

    /** The node and its VMs now, with the node's own clock. */
    NodeStats stats() throws HypervisorException;

    void define(VmDescription vm, MacAddress mac) throws HypervisorException;

    /** Starts the VM; it runs, but may not answer yet. */
    void start(VmName vm) throws HypervisorException;

    /**
     * Returns when the guest answers.
     *
     * @throws HypervisorException if it has not within {@code timeout}, or is no longer running
     */
    void awaitAnswer(VmName vm, Duration timeout) throws HypervisorException;

    void stop(VmName vm) throws HypervisorException;

    void suspend(VmName vm) throws HypervisorException;

    void resume(VmName vm) throws HypervisorException;

    /** Stops the VM if it runs, and forgets it. */
    void destroy(VmName vm) throws HypervisorException;

    /**
     * Migrates a running VM live; returns when it runs there and is unknown here. If it fails, or is aborted because
     * {@code timeout} is over or the thread is interrupted, the VM is on one of the two nodes: ask {@link #domains} of both.
     */
    Moved migrate(VmName vm, URI destination, Duration timeout) throws HypervisorException;

    @Override
    void close();
}
