package org.farandole.cli.reasons;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.farandole.cli.service.TopicTail;
import org.farandole.cli.terminal.CommandFailure;
import org.farandole.contracts.dvms.Decision;
import org.farandole.contracts.dvms.IspEvent;
import org.farandole.contracts.dvms.IspId;
import org.farandole.contracts.json.Json;
import org.farandole.contracts.node.NodeName;
import org.farandole.contracts.topic.Topics;

/** The histories of all ISPs, folded from the topics read from their start. Not thread-safe. */
final class Histories {

    private static final int CANDIDATES_SHOWN = 10;

    private final SequencedMap<IspId, IspHistory> isps = new LinkedHashMap<>();
    /** Those that were ever on the ring. */
    private final Set<NodeName> nodes = new TreeSet<>();

    /** @throws CommandFailure if Kafka does not answer */
    static Histories read(String bootstrapServers) {
        Histories histories = new Histories();
        try (TopicTail tail =
                TopicTail.fromStart(bootstrapServers, List.of(Topics.PARTITIONS, Topics.DECISIONS, Topics.MEMBERS))) {
            tail.history().forEach(histories::add);
        }
        return histories;
    }

    private void add(ConsumerRecord<String, byte[]> found) {
        Instant at = Instant.ofEpochMilli(found.timestamp());
        switch (found.topic()) {
            case Topics.PARTITIONS -> add(Json.read(found.value(), IspEvent.class), at);
            case Topics.DECISIONS -> add(Json.read(found.value(), Decision.class), at);
            case Topics.MEMBERS -> nodes.add(new NodeName(found.key()));
            default -> throw new IllegalStateException("Not read: " + found.topic());
        }
    }

    void add(IspEvent event, Instant at) {
        change(event.isp(), isp -> isp.after(event, at));
    }

    void add(Decision decision, Instant at) {
        switch (decision) {
            case Decision.Plan plan -> change(plan.isp(), isp -> isp.after(plan, at));
            case Decision.Query _ -> {}
        }
    }

    private void change(IspId isp, UnaryOperator<IspHistory> change) {
        isps.put(isp, change.apply(isps.getOrDefault(isp, IspHistory.unknown(isp))));
    }

    /**
     * @param word an ISP's name, or the beginning of one only
     * @throws CommandFailure naming the candidates, unless there is exactly one
     */
    IspHistory find(String word) {
        for (IspHistory isp : isps.values()) {
            if (isp.isp().toString().equals(word)) {
                return isp;
            }
        }
        List<IspHistory> found = isps.values().stream()
                .filter(isp -> isp.isp().toString().startsWith(word))
                .toList();
        if (found.size() == 1) {
            return found.getFirst();
        }
        if (isps.isEmpty()) {
            throw CommandFailure.badInput("there is no ISP '" + word + "': there was none yet");
        }
        throw CommandFailure.badInput(
                found.isEmpty()
                        ? "there is no ISP '" + word + "'; the latest are " + some(latest())
                        : "'" + word + "' is the beginning of " + found.size() + " ISPs: " + some(found));
    }

    private List<IspHistory> latest() {
        return List.copyOf(isps.sequencedValues().reversed());
    }

    private static String some(List<IspHistory> isps) {
        String shown = isps.stream()
                .limit(CANDIDATES_SHOWN)
                .map(isp -> isp.isp().toString())
                .collect(Collectors.joining(", "));
        return isps.size() > CANDIDATES_SHOWN ? shown + " and " + (isps.size() - CANDIDATES_SHOWN) + " more" : shown;
    }

    /** Whether the node was ever on the ring. */
    boolean knows(NodeName node) {
        return nodes.contains(node);
    }

    /** Another ISP that held the node at that time, by what was told. */
    Optional<IspId> holder(NodeName node, Instant at, IspId except) {
        return isps.values().stream()
                .filter(isp -> !isp.isp().equals(except) && isp.held(node, at))
                .map(IspHistory::isp)
                .findFirst();
    }
}
