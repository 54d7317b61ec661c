package org.farandole.simulator.ring;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.IntFunction;
import org.farandole.contracts.dvms.IspEvent;
import org.farandole.dvms.Input;

/**
 * Lets so many agents of a site know of their overload at a time, each until it is over and no ISP for it is open; the others' wait,
 * in the order in which they were detected. An oracle: a real ring has nobody who knows. It shows what several ISPs of one site at
 * once are worth.
 */
final class SiteQuota {

    private final int perSite;
    private final IntFunction<String> siteOf;
    private final BiConsumer<Integer, Input> agents;
    private final Map<String, Set<Integer>> told = new HashMap<>();
    private final Set<Integer> overloaded = new HashSet<>();
    private final Set<Integer> leading = new HashSet<>();
    private final Map<String, LinkedHashMap<Integer, Input.TriggerOn>> waiting = new HashMap<>();

    /**
     * @param perSite 0: as many as there are
     * @param siteOf a node's, by its number
     * @param agents takes what an agent is told
     */
    SiteQuota(int perSite, IntFunction<String> siteOf, BiConsumer<Integer, Input> agents) {
        this.perSite = perSite;
        this.siteOf = siteOf;
        this.agents = agents;
    }

    /** A node is, or still is, overloaded. */
    void on(int node, Input.TriggerOn overload) {
        Set<Integer> ofSite = toldAt(node);
        if (perSite == 0 || ofSite.contains(node) || ofSite.size() < perSite) {
            ofSite.add(node);
            overloaded.add(node);
            agents.accept(node, overload);
        } else {
            waitingAt(node).put(node, overload);
        }
    }

    /** A node is not overloaded any more. */
    void off(int node) {
        waitingAt(node).remove(node);
        if (overloaded.remove(node)) {
            agents.accept(node, new Input.TriggerOff());
            next(node);
        }
    }

    /** What a node's agent says of its own ISP. */
    void reported(int node, IspEvent event) {
        switch (event) {
            case IspEvent.Opened _ -> leading.add(node);
            case IspEvent.Ended _ -> {
                leading.remove(node);
                next(node);
            }
            case IspEvent.Grown _, IspEvent.Computed _ -> {}
        }
    }

    private void next(int node) {
        boolean over = !overloaded.contains(node) && !leading.contains(node);
        if (over && toldAt(node).remove(node)) {
            Map.Entry<Integer, Input.TriggerOn> first = waitingAt(node).pollFirstEntry();
            if (first != null) {
                on(first.getKey(), first.getValue());
            }
        }
    }

    private Set<Integer> toldAt(int node) {
        return told.computeIfAbsent(siteOf.apply(node), _ -> new HashSet<>());
    }

    private LinkedHashMap<Integer, Input.TriggerOn> waitingAt(int node) {
        return waiting.computeIfAbsent(siteOf.apply(node), _ -> new LinkedHashMap<>());
    }
}
