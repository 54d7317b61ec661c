package org.farandole.solving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.farandole.solving.Partitions.ISP;
import static org.farandole.solving.Partitions.input;
import static org.farandole.solving.Partitions.moves;

import java.util.List;
import org.farandole.contracts.dvms.Fence;
import org.farandole.contracts.dvms.NodeState;
import org.farandole.contracts.dvms.NodeState.VmDemand;
import org.farandole.contracts.dvms.PlacedVm;
import org.farandole.contracts.dvms.Priority.ProblemClass;
import org.farandole.contracts.dvms.Proposal;
import org.farandole.contracts.node.Capacity;
import org.farandole.contracts.node.NodeName;
import org.farandole.contracts.node.Resource;
import org.farandole.contracts.node.Throughput;
import org.farandole.contracts.vm.Demand;
import org.farandole.contracts.vm.VmName;
import org.farandole.contracts.vm.VmSize;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Nodes of 100 % of CPU and 100 MB/s of one other resource. */
final class DimensionsTest {

    private static Throughput only(Resource resource, int amount, int otherwise) {
        return new Throughput(
                resource == Resource.MEMORY_BANDWIDTH ? amount : otherwise,
                resource == Resource.DISK ? amount : otherwise,
                resource == Resource.NETWORK ? amount : otherwise);
    }

    private static VmDemand vm(String name, int cpuPercent, Resource resource, int megabytesPerSecond) {
        return new VmDemand(
                new PlacedVm(new VmName(name), new VmSize(4, 1_024), null),
                new Demand(cpuPercent, only(resource, megabytesPerSecond, 0)));
    }

    private static NodeState node(String name, Capacity capacity, VmDemand... vms) {
        return new NodeState(new NodeName(name), new Fence(4), capacity, false, List.of(vms));
    }

    private static Capacity bounded(Resource resource) {
        return new Capacity(100, 8_192, only(resource, 100, Throughput.UNBOUNDED));
    }

    private static Proposal relieve(NodeState... states) {
        return new PartitionSolver(() -> 0)
                .solve(ISP, 2, input(ProblemClass.RELIEVE, states), () -> false)
                .proposal();
    }

    @ParameterizedTest
    @EnumSource(names = {"MEMORY_BANDWIDTH", "DISK", "NETWORK"})
    void anOverloadOfAnyResourceIsRelieved(Resource resource) {
        Capacity capacity = bounded(resource);

        Proposal proposal = relieve(
                node("a", capacity, vm("a1", 10, resource, 80), vm("a2", 10, resource, 40)),
                node("b", capacity, vm("b1", 10, resource, 50)));

        assertThat(moves((Proposal.Actions) proposal)).containsExactly("a2 to b");
    }

    @ParameterizedTest
    @EnumSource(names = {"MEMORY_BANDWIDTH", "DISK", "NETWORK"})
    void roomInCpuIsNotEnough(Resource resource) {
        Capacity capacity = bounded(resource);

        Proposal proposal = relieve(
                node("a", capacity, vm("a1", 60, resource, 10), vm("a2", 50, resource, 30)),
                node("b", capacity, vm("b1", 10, resource, 95)),
                node("c", capacity, vm("c1", 45, resource, 70)));

        assertThat(moves((Proposal.Actions) proposal)).containsExactly("a2 to c");
    }

    @ParameterizedTest
    @EnumSource(names = {"MEMORY_BANDWIDTH", "DISK", "NETWORK"})
    void aNodeThatDoesNotBoundItTakesAll(Resource resource) {
        Proposal proposal = relieve(
                node("a", bounded(resource), vm("a1", 10, resource, 80), vm("a2", 10, resource, 40)),
                node("b", new Capacity(100, 8_192), vm("b1", 10, resource, 5_000)));

        assertThat(proposal).isInstanceOf(Proposal.Actions.class);
        assertThat(((Proposal.Actions) proposal).partial()).isFalse();
    }
}
