package org.farandole.placement.search;

import java.util.Arrays;
import java.util.BitSet;
import java.util.stream.IntStream;
import org.farandole.placement.Node;
import org.farandole.placement.rule.Rule;

/** Nodes that hard rules want off, where broken rules are to be mended: offline ones, and empty ones of which too many are on. */
final class WantedOff {

    private final Instance instance;
    private final BitSet empty = new BitSet();
    private final BitSet off = new BitSet();

    private WantedOff(Instance instance, int[] hosts) {
        this.instance = instance;
        empty.set(0, instance.nodeCount());
        IntStream.of(hosts).forEach(empty::clear);
        empty.andNot(instance.kept);
    }

    /** @param hosts at the end */
    static BitSet of(Instance instance, int[] hosts) {
        WantedOff wanted = new WantedOff(instance, hosts);
        if (instance.terms.repair()) {
            instance.problem.rules().forEach(wanted::offline);
            instance.problem.rules().forEach(wanted::beyondTheMost);
        }
        return wanted.off;
    }

    private void offline(Rule rule) {
        if (rule instanceof Rule.Offline offline && !offline.soft()) {
            Arrays.stream(instance.nodesOf(offline.nodes())).filter(empty::get).forEach(off::set);
        }
    }

    private void beyondTheMost(Rule rule) {
        if (rule instanceof Rule.MaxOnline online && !online.soft()) {
            int[] on = Arrays.stream(instance.nodesOf(online.nodes()))
                    .filter(node -> instance.nodes.get(node).power() == Node.Power.ON && !off.get(node))
                    .toArray();
            Arrays.stream(on)
                    .filter(empty::get)
                    .limit(Math.max(0, on.length - online.most()))
                    .forEach(off::set);
        }
    }
}
