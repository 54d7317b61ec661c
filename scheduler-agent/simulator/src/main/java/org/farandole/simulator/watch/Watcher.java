package org.farandole.simulator.watch;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.farandole.contracts.dvms.Decision;
import org.farandole.contracts.dvms.Fence;
import org.farandole.contracts.dvms.IspEvent;
import org.farandole.contracts.dvms.IspId;
import org.farandole.contracts.dvms.RingMessage;
import org.farandole.contracts.node.NodeName;
import org.farandole.contracts.node.Resource;
import org.farandole.contracts.vm.VmName;
import org.farandole.simulator.scenario.Fault;
import org.farandole.solving.Answer;

/** Told of what happens in a run, at the moment when it happens. It must not change anything. */
public interface Watcher {

    /** An agent took an input. */
    default void stepped(Happening happening) {}

    /** A letter goes out. */
    default void sent(Transit transit) {}

    /** Something goes wrong with a node, from now on. */
    default void struck(Instant at, NodeName node, Fault fault) {}

    /** A procedure of any policy said something of its life. */
    default void reported(Instant at, IspEvent event) {}

    /** A partition was solved. @param took as charged to the virtual clock */
    default void solved(Instant at, IspId isp, int nodes, Duration took) {}

    /** The planner answered; before {@link #solved} of the same solve. */
    default void answered(Instant at, IspId isp, Answer answer) {}

    /** A plan went out to the executor for the first time or again. */
    default void published(Instant at, Decision.Plan plan) {}

    /** @param before the nodes' fences before they were moved */
    default void accepted(Instant at, Decision.Plan plan, Map<NodeName, Fence> before) {}

    default void refused(Instant at, Decision.Plan plan, RingMessage.Refused.Reason reason) {}

    /** The executor has freed the plan's nodes. */
    default void finished(Instant at, Decision.Plan plan) {}

    /** A node's VMs changed without a plan. */
    default void changed(Instant at, NodeName node) {}

    /** @param isp whose plan asked for it */
    default void migrationBegan(Instant at, IspId isp, VmName vm, NodeName from, NodeName to) {}

    /** @param took in the nodes' time */
    default void migrated(Instant at, IspId isp, VmName vm, NodeName from, NodeName to, Duration took) {}

    default void migrationFailed(Instant at, IspId isp, VmName vm, NodeName from, NodeName to) {}

    default void violationBegan(Instant at, NodeName node, int cpuDemandPercent, Duration floor) {}

    /**
     * In a violation that goes on, or ends with this, the node is short of this resource no more.
     *
     * @param lasted since it became short of it
     */
    default void shortageEnded(Instant at, NodeName node, Resource resource, Duration lasted) {}

    default void violationEnded(Instant at, NodeName node, Duration lasted) {}

    /** A node is powered off. */
    default void sleeps(Instant at, NodeName node) {}

    /** It is powered on again, and boots. */
    default void wakes(Instant at, NodeName node) {}

    /** An agent's process died. */
    default void crashed(Instant at, NodeName node) {}

    /** An agent was given back in order; what it published may still be carried out. */
    default void moved(Instant at, NodeName node) {}
}
