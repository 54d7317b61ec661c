package org.farandole.bench.placement.instance;

import java.util.stream.IntStream;
import org.farandole.placement.Amounts;
import org.farandole.placement.Dimension;
import org.farandole.placement.Problem;

/** What BtrPlace's users reported as unsolved. */
final class KnownHard {

    private static final int GIB_MIB = 1_024;
    private static final Dimension CONTROLLER = new Dimension("controller", "%", false);

    private KnownHard() {}

    /** Four nodes with 1 GiB free each of 201, and a VM of 2 GiB that has to leave a fifth, too slow for any. */
    static Problem fragmentation(Draw draw) {
        Site site = new Site();
        for (int node = 0; node < 4; node++) {
            site.node(Amounts.of(10_000, 201 * GIB_MIB));
            for (int vm = 0; vm < 100; vm++) {
                site.vm(node, Amounts.of(10 * draw.between(1, 5), 2 * GIB_MIB));
            }
        }
        site.node(Amounts.of(5, 201 * GIB_MIB));
        site.vm(4, Amounts.of(10, 2 * GIB_MIB));
        return site.problem();
    }

    /** Memory is full everywhere; one node is overloaded in CPU by 10, and an exchange with any other would do. */
    static Problem exchange(Draw draw) {
        Site site = new Site();
        for (int node = 0; node < 4; node++) {
            site.node(Amounts.of(Loads.CPU_PERCENT, Loads.VMS_A_NODE * GIB_MIB));
            int heavy = node == 0 ? 6 : draw.between(3, 5);
            for (int vm = 0; vm < Loads.VMS_A_NODE; vm++) {
                site.vm(node, Amounts.of(node == 0 ? vm == 0 ? 80 : 70 : vm < heavy ? 70 : 60, GIB_MIB));
            }
        }
        return site.problem();
    }

    /** The data of the issue; the seed only reorders its VMs. */
    static Problem hotspot(Draw draw) {
        int[] memory = {239_094, 111_355, 239_725, 110_774};
        int[] cpu = {26_912, 25_093, 29_568, 25_059};
        int[] controller = {5_608, 4_964, 5_670, 5_670};
        int[] vmCpu = {1252, 1238, 1236, 1253, 1257, 1244, 1255, 1251, 1244, 1240, 1246, 1271, 1263, 1257, 1243, 1253};
        int[] vmController = {516, 505, 510, 516, 515, 510, 517, 515, 509, 511, 514, 517, 522, 519, 508, 516};
        Site site = new Site();
        for (int node = 0; node < 4; node++) {
            site.node(Amounts.of(cpu[node], memory[node]).and(CONTROLLER, controller[node]));
        }
        draw.shuffled(IntStream.range(0, vmCpu.length).boxed().toList())
                .forEach(vm -> site.vm(2, Amounts.of(vmCpu[vm], 1_082).and(CONTROLLER, vmController[vm])));
        return site.problem();
    }
}
