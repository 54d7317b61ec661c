package org.farandole.contracts.reservation;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.farandole.contracts.vm.VmSize;
import org.jspecify.annotations.Nullable;

/**
 * What a launch asks for. It is booked whole or not at all.
 *
 * @param name what people call the launch; VMs are named after it where {@code vms.naming} does not say otherwise
 * @param start when the nodes are wanted; none is now
 * @param walltime how long, from the start
 * @param power when nodes may sleep; none: they are always on
 */
public record Manifest(
        String name,
        @Nullable Instant start,
        Duration walltime,
        NodeRequest nodes,
        NetworkRequest network,
        DeploymentRequest deployment,
        VmRequest vms,
        @Nullable PowerRequest power) {

    public Manifest {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(walltime, "walltime");
        Objects.requireNonNull(nodes, "nodes");
        Objects.requireNonNull(network, "network");
        Objects.requireNonNull(deployment, "deployment");
        Objects.requireNonNull(vms, "vms");
    }

    /** Whose nodes are always on. */
    public Manifest(
            String name,
            @Nullable Instant start,
            Duration walltime,
            NodeRequest nodes,
            NetworkRequest network,
            DeploymentRequest deployment,
            VmRequest vms) {
        this(name, start, walltime, nodes, network, deployment, vms, null);
    }

    /**
     * Under-used nodes may empty themselves and be powered off, and are woken when room is lacking.
     *
     * @param reserve so many empty nodes stay on
     * @param lowPercent of its capacity: with no more demand than that a node is under-used
     * @param lowFor for so long, in the nodes' time
     * @param fillPercent of a node's capacity, up to which the VMs of one that empties itself fill it
     */
    public record PowerRequest(int reserve, int lowPercent, Duration lowFor, int fillPercent) {
        public PowerRequest {
            Objects.requireNonNull(lowFor, "lowFor");
        }
    }

    /**
     * @param minimum the launch goes on while at least so many nodes are ready or may still become so
     * @param properties an expression over the nodes' properties, such as {@code site = 'rennes' and memoryMiB >= 32768};
     *     none is any node
     */
    public record NodeRequest(
            int count, int minimum, @Nullable String properties) {}

    /** @param subnetPrefix 16 to 22: the size of the subnet that is booked */
    public record NetworkRequest(int subnetPrefix, Vlan.Kind vlan) {
        public NetworkRequest {
            Objects.requireNonNull(vlan, "vlan");
        }
    }

    /** @param retries how often a node repeats a macro-step that failed, before it is dropped */
    public record DeploymentRequest(String image, int retries) {
        public DeploymentRequest {
            Objects.requireNonNull(image, "image");
        }
    }

    /**
     * @param naming the VMs' names, with {@code {n}} for their number from 0: {@code demo-{n}}
     * @param retries how often the boot of a VM is repeated, before it is given up
     * @param userData what cloud-init in each guest is given; none: nothing
     */
    public record VmRequest(
            int count,
            VmSize size,
            String image,
            String naming,
            int retries,
            @Nullable String userData) {
        public VmRequest {
            Objects.requireNonNull(size, "size");
            Objects.requireNonNull(image, "image");
            Objects.requireNonNull(naming, "naming");
        }

        /** Whose guests are given no data. */
        public VmRequest(int count, VmSize size, String image, String naming, int retries) {
            this(count, size, image, naming, retries, null);
        }
    }
}
