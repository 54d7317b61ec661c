package org.farandole.monitor.sampling;

import org.farandole.hypervisor.HypervisorException;
import org.farandole.hypervisor.NodeStats;

/** What sampling asks a node's hypervisor: one blocking call, which may be interrupted. */
@FunctionalInterface
public interface Gauge {

    NodeStats read() throws HypervisorException;
}
