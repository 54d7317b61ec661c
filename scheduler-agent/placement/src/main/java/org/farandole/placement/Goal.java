package org.farandole.placement;

/** What a plan is for. */
public enum Goal {
    /** No node's VMs demand more CPU than the node has. */
    RELIEVE,
    /** No VM is left on a draining node. Overloads may stay, none grows. */
    EVACUATE
}
