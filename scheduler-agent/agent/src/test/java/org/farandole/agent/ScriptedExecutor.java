package org.farandole.agent;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.farandole.contracts.dvms.Action;
import org.farandole.contracts.dvms.Decision;
import org.farandole.contracts.dvms.Fence;
import org.farandole.contracts.dvms.PlacedVm;
import org.farandole.contracts.dvms.RingMail;
import org.farandole.contracts.dvms.RingMessage;
import org.farandole.contracts.json.Json;
import org.farandole.contracts.node.NodeName;
import org.farandole.contracts.topic.Topics;
import org.farandole.contracts.vm.VmName;
import org.farandole.contracts.vm.VmSize;
import org.farandole.messaging.Sender;

/** Answers {@code dvms.decisions} as vm-service does, with migrations that take no time. */
final class ScriptedExecutor implements AutoCloseable {

    private final Map<NodeName, Integer> slots = new HashMap<>();
    private final Map<NodeName, Fence> fences = new HashMap<>();
    private final Map<VmName, NodeName> hosts = new HashMap<>();
    private final List<Decision.Plan> accepted = new CopyOnWriteArrayList<>();
    private final List<Decision.Plan> refused = new CopyOnWriteArrayList<>();
    private final Sender sender;
    private final Thread thread;
    private volatile boolean closed;

    ScriptedExecutor(String bootstrapServers, Sender sender) {
        this.sender = sender;
        thread = Thread.ofPlatform().name("executor").start(() -> follow(bootstrapServers));
    }

    synchronized void knows(NodeName node, int slot) {
        slots.put(node, slot);
        fences.put(node, new Fence(0));
    }

    synchronized void places(NodeName node, VmName vm) {
        hosts.put(vm, node);
        fences.computeIfPresent(node, (_, fence) -> fence.changed());
        mail(node, new RingMessage.Changed(fence(node), placement(node)));
    }

    synchronized List<VmName> vmsOn(NodeName node) {
        return hosts.entrySet().stream()
                .filter(placed -> placed.getValue().equals(node))
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    synchronized Fence fence(NodeName node) {
        return fences.getOrDefault(node, new Fence(0));
    }

    List<Decision.Plan> accepted() {
        return accepted;
    }

    List<Decision.Plan> refused() {
        return refused;
    }

    private void follow(String bootstrapServers) {
        try (KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers), new StringDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(Topics.DECISIONS).stream()
                    .map(info -> new TopicPartition(Topics.DECISIONS, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            while (!closed) {
                consumer.poll(Duration.ofMillis(50))
                        .forEach(record -> decide(Json.read(record.value(), Decision.class)));
            }
        }
    }

    private synchronized void decide(Decision decision) {
        switch (decision) {
            case Decision.Query query -> {
                NodeName node = query.asker().node();
                mail(node, new RingMessage.Status(fence(node), placement(node), null, Set.of()));
            }
            case Decision.Plan plan -> {
                if (plan.fences().entrySet().stream().allMatch(f -> f.getValue().equals(fence(f.getKey())))) {
                    execute(plan);
                } else {
                    refused.add(plan);
                    mail(
                            plan.leader().node(),
                            new RingMessage.Refused(
                                    plan.isp(), Map.copyOf(fences), RingMessage.Refused.Reason.FENCE, "a fence moved"));
                }
            }
        }
    }

    private void execute(Decision.Plan plan) {
        Set<NodeName> nodes = plan.fences().keySet();
        for (NodeName node : nodes) {
            fences.computeIfPresent(node, (_, fence) -> fence.next());
            mail(node, new RingMessage.Accepted(plan.isp(), nodes, fence(node)));
        }
        List<RingMessage.ActionResult> results = new ArrayList<>();
        for (Action action : plan.actions()) {
            switch (action) {
                case Action.Migrate migrate -> hosts.put(migrate.vm(), migrate.destination());
                case Action.PowerOff _ -> {}
            }
            results.add(new RingMessage.ActionResult(results.size(), true, null));
        }
        accepted.add(plan);
        for (NodeName node : nodes) {
            fences.computeIfPresent(node, (_, fence) -> fence.next());
            mail(node, new RingMessage.Finished(plan.isp(), nodes, fence(node), placement(node), results));
        }
    }

    private List<PlacedVm> placement(NodeName node) {
        return vmsOn(node).stream()
                .map(vm -> new PlacedVm(vm, new VmSize(4, 1_024), null))
                .toList();
    }

    private void mail(NodeName node, RingMessage.FromExecutor message) {
        int slot = slots.getOrDefault(node, 0);
        sender.send(
                Topics.RING,
                Integer.toString(slot),
                Topics.ringPartition(slot),
                new RingMail(node, slot, null, message));
    }

    @Override
    public void close() throws InterruptedException {
        closed = true;
        thread.join(5_000);
    }
}
