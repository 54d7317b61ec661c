package org.farandole.monitor.live;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.farandole.contracts.dvms.Member;
import org.farandole.contracts.node.MacroStep;
import org.farandole.contracts.node.NodeDescription;
import org.farandole.contracts.node.NodeEvent;
import org.farandole.contracts.node.NodeName;
import org.jspecify.annotations.Nullable;

/** The nodes in the order of the ring, and where each is in its life. Not thread-safe. */
final class NodesView {

    /** Where a node is in its life. */
    enum Phase {
        FREE,
        BOOKED,
        DEPLOYING,
        READY,
        DRAINING,
        FAILED,
        OFF
    }

    /** @param step the macro-step, while it is deployed; @param agent what the ring says of its agent, if anything */
    record Node(
            NodeDescription description,
            Phase phase,
            @Nullable MacroStep step,
            boolean lost,
            Member.@Nullable Status agent) {

        private Node in(Phase next) {
            return new Node(description, next, null, lost, agent);
        }

        private Node deploying(MacroStep next) {
            return new Node(description, Phase.DEPLOYING, next, lost, agent);
        }
    }

    private final Map<NodeName, Node> nodes = new HashMap<>();
    private List<NodeName> order = List.of();
    private Map<NodeName, Integer> places = Map.of();
    private int ring;

    /** Counts up when the nodes or their order change. */
    int ring() {
        return ring;
    }

    /** In the order of the ring. */
    List<Node> all() {
        List<Node> all = new ArrayList<>(order.size());
        order.forEach(name -> all.add(nodes.get(name)));
        return all;
    }

    /** Its place in {@link #all}, or none if it is not known. */
    @Nullable
    Integer place(NodeName node) {
        return places.get(node);
    }

    Map<MacroStep, Integer> perStep() {
        Map<MacroStep, Integer> counts = new EnumMap<>(MacroStep.class);
        nodes.values().forEach(node -> {
            if (node.step() != null) {
                counts.merge(node.step(), 1, Integer::sum);
            }
        });
        return counts;
    }

    Map<Phase, Integer> perPhase() {
        Map<Phase, Integer> counts = new EnumMap<>(Phase.class);
        nodes.values().forEach(node -> counts.merge(node.phase(), 1, Integer::sum));
        return counts;
    }

    void on(NodeEvent event) {
        switch (event) {
            case NodeEvent.Registered registered -> describe(registered.description());
            case NodeEvent.Booked booked -> move(booked.node(), Phase.BOOKED);
            case NodeEvent.StepEntered entered -> deploy(entered.node(), entered.step());
            case NodeEvent.StepPassed passed -> deploy(passed.node(), passed.step());
            case NodeEvent.StepRetried retried -> deploy(retried.node(), retried.step());
            case NodeEvent.StepFailed failed -> move(failed.node(), Phase.FAILED);
            case NodeEvent.Ready ready -> {
                describe(ready.description());
                move(ready.node(), Phase.READY);
            }
            case NodeEvent.Draining draining -> move(draining.node(), Phase.DRAINING);
            case NodeEvent.Off off -> move(off.node(), Phase.OFF);
            case NodeEvent.Released released -> {
                move(released.node(), Phase.FREE);
                lost(released.node(), false);
            }
            case NodeEvent.Lost lost -> lost(lost.node(), true);
            case NodeEvent.Back back -> lost(back.node(), false);
        }
    }

    void on(Member member) {
        nodes.computeIfPresent(
                member.position().node(),
                (_, node) -> new Node(node.description(), node.phase(), node.step(), node.lost(), member.status()));
    }

    private void describe(NodeDescription description) {
        Node known = nodes.get(description.name());
        if (known != null && known.description().equals(description)) {
            return;
        }
        nodes.put(
                description.name(),
                known == null
                        ? new Node(description, Phase.FREE, null, false, null)
                        : new Node(description, known.phase(), known.step(), known.lost(), known.agent()));
        reorder();
    }

    private void reorder() {
        order = nodes.values().stream()
                .map(Node::description)
                .sorted(Comparator.comparing(NodeDescription::key))
                .map(NodeDescription::name)
                .toList();
        Map<NodeName, Integer> fresh = new HashMap<>();
        order.forEach(name -> fresh.put(name, fresh.size()));
        places = fresh;
        ring++;
    }

    private void move(NodeName node, Phase phase) {
        nodes.computeIfPresent(node, (_, known) -> known.in(phase));
    }

    private void deploy(NodeName node, MacroStep step) {
        nodes.computeIfPresent(node, (_, known) -> known.deploying(step));
    }

    private void lost(NodeName node, boolean lost) {
        nodes.computeIfPresent(
                node, (_, known) -> new Node(known.description(), known.phase(), known.step(), lost, known.agent()));
    }
}
