package org.farandole.monitor.sampling;

/** Which nodes this process samples. */
@FunctionalInterface
public interface Ownership {

    /** @param partition the partition of {@code node.events} that the node's events are in */
    boolean owns(int partition);

    /**
     * One of {@code replicas} processes that share the partitions among them: replica r owns the partitions p with p mod
     * replicas = r. All of them have to run.
     */
    static Ownership share(int replica, int replicas) {
        if (replicas < 1 || replica < 0 || replica >= replicas) {
            throw new IllegalArgumentException("farandole.monitor.replica is " + replica + " of " + replicas
                    + ": replicas are counted from 0 to farandole.monitor.replicas - 1");
        }
        return partition -> partition % replicas == replica;
    }
}
