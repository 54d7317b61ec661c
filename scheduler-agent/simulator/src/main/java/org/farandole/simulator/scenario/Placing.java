package org.farandole.simulator.scenario;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.farandole.contracts.vm.VmName;
import org.farandole.contracts.vm.VmSize;
import org.farandole.hypervisor.emulation.NodeSpec;
import org.farandole.hypervisor.emulation.Platform;
import org.farandole.hypervisor.emulation.VmSpec;
import org.farandole.hypervisor.emulation.load.VmList;

/** Where VMs stand at the beginning; what a node's memory does not hold is refused. */
final class Placing {

    private static final Pattern LISTED_NODE = Pattern.compile("node-([0-9]{1,5})");
    private static final String VMS = "VMs do not fit";
    /** After a list's header. */
    private static final int FIRST_LINE = 2;

    private final List<Scenario.Place> places = new ArrayList<>();
    private final Platform platform;
    private final long[] usedMiB;

    private Placing(Platform platform) {
        this.platform = platform;
        this.usedMiB = new long[platform.nodes()];
    }

    /** The first VMs on the first node, as many of the next on the next. */
    static List<Scenario.Place> blocks(int vms, IntUnaryOperator memoryMiB, Platform platform) throws BadInput {
        Placing placing = new Placing(platform);
        for (int vm = 0; vm < vms; vm++) {
            placing.put(vm, memoryMiB.applyAsInt(vm), (int) ((long) vm * platform.nodes() / vms), VMS);
        }
        return placing.places;
    }

    /** VM i on node i mod nodes, in the order of the ring, as vm-service launches them. */
    static List<Scenario.Place> roundRobin(int vms, IntUnaryOperator memoryMiB, Platform platform) throws BadInput {
        List<NodeSpec> specs = platform.specs();
        List<Integer> ring = IntStream.range(0, platform.nodes())
                .boxed()
                .sorted(Comparator.comparing(node -> specs.get(node).key()))
                .toList();
        Placing placing = new Placing(platform);
        for (int vm = 0; vm < vms; vm++) {
            placing.put(vm, memoryMiB.applyAsInt(vm), ring.get(vm % platform.nodes()), VMS);
        }
        return placing.places;
    }

    /** As the list says. @param file what to call it */
    static List<Scenario.Place> listed(VmList list, Path file, Platform platform) throws BadInput {
        Placing placing = new Placing(platform);
        for (int vm = 0; vm < list.vms().size(); vm++) {
            VmList.Entry entry = list.vms().get(vm);
            int node = node(entry, file, vm);
            String line = line(file, vm);
            if (node >= platform.nodes()) {
                throw new BadInput(line + ": there is no node-" + node + ": --nodes is " + platform.nodes());
            }
            placing.put(vm, entry.memoryMiB(), node, line);
        }
        return placing.places;
    }

    /** How many nodes a list needs: up to the last one that it names. */
    static int nodes(VmList list, Path file) throws BadInput {
        int last = 0;
        for (int vm = 0; vm < list.vms().size(); vm++) {
            last = Math.max(last, node(list.vms().get(vm), file, vm));
        }
        return last + 1;
    }

    private void put(int vm, int memoryMiB, int node, String where) throws BadInput {
        usedMiB[node] += memoryMiB;
        if (usedMiB[node] > platform.capacity().memoryMiB()) {
            throw new BadInput(where + ": node number " + (node + 1) + " has "
                    + platform.capacity().memoryMiB() + " MiB, its VMs up to vm-" + vm + " take " + usedMiB[node]);
        }
        places.add(new Scenario.Place(new VmSpec(new VmName("vm-" + vm), new VmSize(1, memoryMiB)), node));
    }

    private static int node(VmList.Entry entry, Path file, int vm) throws BadInput {
        Matcher name = LISTED_NODE.matcher(entry.initialNode());
        if (!name.matches()) {
            throw new BadInput(
                    line(file, vm) + ": a node is called node-0, …, node-99999, not '" + entry.initialNode() + "'");
        }
        return Integer.parseInt(name.group(1));
    }

    private static String line(Path file, int vm) {
        return "--vm-list " + file + ":" + (vm + FIRST_LINE);
    }
}
