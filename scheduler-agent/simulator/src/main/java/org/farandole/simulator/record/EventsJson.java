package org.farandole.simulator.record;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.farandole.contracts.dvms.Decision;
import org.farandole.contracts.dvms.Fence;
import org.farandole.contracts.dvms.IspEvent;
import org.farandole.contracts.dvms.IspId;
import org.farandole.contracts.node.NodeName;
import org.farandole.contracts.vm.VmName;
import org.farandole.simulator.watch.Watcher;

/**
 * A run in the schema of VMPlaceS's {@code events.json}: a line for each state that an origin leaves, with the time at which it
 * leaves it and how long it was in it. {@code PM} is normal, violation, violation-det once an ISP was opened for it, or
 * violation-out where the arrival of a VM began it; {@code SERVICE} is free, booked by an ISP, compute (of whoever solves),
 * reconfigure while a plan holds the node, and, of a VM, migrate.
 */
final class EventsJson implements Watcher {

    private static final String PM = "PM";
    private static final String SERVICE = "SERVICE";
    private static final String NORMAL = "normal";
    private static final String FREE = "free";
    private static final String BOOKED = "booked";
    private static final String RECONFIGURE = "reconfigure";
    private static final Duration SOON = Duration.ofSeconds(1);
    private static final JsonMapper JSON = new JsonMapper();

    private record Key(String origin, String state) {}

    private record Entered(String value, Instant at) {}

    private final Instant begin;
    private final Map<Key, Entered> now = new LinkedHashMap<>();
    private final Set<IspId> planned = new HashSet<>();
    private final Map<NodeName, Instant> arrivals = new HashMap<>();
    private final List<String> lines = new ArrayList<>();
    private Instant last;

    /** All nodes are normal and free at the beginning. */
    EventsJson(List<NodeName> nodes, Instant begin) {
        this.begin = begin;
        this.last = begin;
        for (NodeName node : nodes) {
            now.put(new Key(node.value(), PM), new Entered(NORMAL, begin));
            now.put(new Key(node.value(), SERVICE), new Entered(FREE, begin));
        }
    }

    /** All lines, with the states that still hold when something last happened. */
    List<String> lines() {
        List<String> all = new ArrayList<>(lines);
        now.forEach((key, state) -> all.add(line(key, state, last, Map.of())));
        return all;
    }

    @Override
    public void violationBegan(Instant at, NodeName node, int cpuDemandPercent, Duration floor) {
        Instant arrival = arrivals.get(node);
        boolean byArrival = arrival != null && Duration.between(arrival, at).compareTo(SOON) < 0;
        enter(at, node, PM, byArrival ? "violation-out" : "violation");
    }

    @Override
    public void violationEnded(Instant at, NodeName node, Duration lasted) {
        enter(at, node, PM, NORMAL);
    }

    @Override
    public void reported(Instant at, IspEvent event) {
        switch (event) {
            case IspEvent.Opened opened -> {
                NodeName initiator = opened.isp().initiator();
                if (is(initiator, PM, "violation") || is(initiator, PM, "violation-out")) {
                    enter(at, initiator, PM, "violation-det");
                }
                enter(at, initiator, SERVICE, BOOKED);
            }
            case IspEvent.Grown grown -> enter(at, grown.joined(), SERVICE, BOOKED);
            case IspEvent.Computed _ -> {}
            case IspEvent.Ended ended -> {
                if (!planned.remove(ended.isp())) {
                    new TreeSet<>(ended.members()).forEach(node -> leave(at, node, BOOKED));
                }
                leave(at, ended.isp().initiator(), BOOKED);
            }
        }
    }

    @Override
    public void solved(Instant at, IspId isp, int nodes, Duration took) {
        Key solver = new Key(isp.initiator().value(), SERVICE);
        lines.add(line(solver, new Entered("compute", at), at.plus(took), Map.of("nodes", nodes)));
    }

    @Override
    public void accepted(Instant at, Decision.Plan plan, Map<NodeName, Fence> before) {
        planned.add(plan.isp());
        before.keySet().forEach(node -> enter(at, node, SERVICE, RECONFIGURE));
    }

    @Override
    public void finished(Instant at, Decision.Plan plan) {
        new TreeSet<>(plan.fences().keySet()).forEach(node -> leave(at, node, RECONFIGURE));
    }

    @Override
    public void migrated(Instant at, IspId isp, VmName vm, NodeName from, NodeName to, Duration took) {
        arrivals.put(to, at);
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("vm_name", vm.value());
        data.put("from", from.value());
        data.put("to", to.value());
        data.put("duration", seconds(took));
        lines.add(line(new Key(vm.value(), SERVICE), new Entered("migrate", at.minus(took)), at, data));
    }

    private boolean is(NodeName node, String state, String value) {
        Entered entered = now.get(new Key(node.value(), state));
        return entered != null && entered.value().equals(value);
    }

    private void leave(Instant at, NodeName node, String value) {
        if (is(node, SERVICE, value)) {
            enter(at, node, SERVICE, FREE);
        }
    }

    private void enter(Instant at, NodeName node, String state, String value) {
        last = at;
        Key key = new Key(node.value(), state);
        Entered before = now.put(key, new Entered(value, at));
        if (before != null) {
            lines.add(line(key, before, at, Map.of()));
        }
    }

    private String line(Key key, Entered state, Instant left, Map<String, ?> data) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("event", "trace_event");
        line.put("origin", key.origin());
        line.put("state_name", key.state());
        line.put("time", seconds(Duration.between(begin, left)));
        line.put("value", state.value());
        line.put("data", data);
        line.put("duration", seconds(Duration.between(state.at(), left)));
        try {
            return JSON.writeValueAsString(line);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static double seconds(Duration duration) {
        return Math.round(duration.toNanos() / 1e3) / 1e6;
    }
}
