package org.farandole.agent;

import java.net.URI;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.farandole.contracts.dvms.Mode;
import org.farandole.contracts.monitor.Sample;
import org.farandole.contracts.node.Capacity;
import org.farandole.contracts.node.NodeDescription;
import org.farandole.contracts.node.NodeEvent;
import org.farandole.contracts.node.NodeName;
import org.farandole.contracts.node.RingKey;
import org.farandole.contracts.reservation.ReservationId;
import org.farandole.contracts.topic.Topics;
import org.farandole.contracts.vm.VmName;
import org.farandole.messaging.Sender;

/** Four ready nodes of 700 %, with two VMs each, and the monitor that samples them when asked. */
final class RingOfFour {

    static final Capacity CAPACITY = new Capacity(700, 32_768);
    private static final ReservationId RESERVATION = new ReservationId("r-1");

    private final Sender sender;
    private final ScriptedExecutor executor;
    private final Map<VmName, Integer> demands = new HashMap<>();
    private Instant nodeTime = Instant.parse("2026-11-01T00:00:00Z");

    RingOfFour(Sender sender, ScriptedExecutor executor) {
        this.sender = sender;
        this.executor = executor;
    }

    static NodeName node(int number) {
        return new NodeName("node-" + number);
    }

    static RingKey key(String node) {
        return new RingKey("rennes", "paravance", new NodeName(node));
    }

    /** Node i has slot i, the VMs vm-i0 and vm-i1, and 300 % of demand. */
    void launch() {
        for (int number = 1; number <= 4; number++) {
            executor.knows(node(number), number);
            for (int vm = 0; vm < 2; vm++) {
                VmName name = new VmName("vm-" + number + vm);
                demands.put(name, 150);
                executor.places(node(number), name);
            }
            tell(new NodeEvent.Ready(description(number), RESERVATION));
        }
    }

    void tell(NodeEvent event) {
        sender.send(Topics.NODE_EVENTS, event.node().value(), event);
    }

    void tell(Mode.Kind kind) {
        sender.send(Topics.MODE, "mode", new Mode(kind));
    }

    void release(int number) {
        tell(new NodeEvent.Released(node(number), RESERVATION));
    }

    void demand(String vm, int percent) {
        demands.put(new VmName(vm), percent);
    }

    /** One sample of each node. */
    void sample() {
        nodeTime = nodeTime.plusSeconds(1);
        IntStream.rangeClosed(1, 4).forEach(this::sample);
    }

    private void sample(int number) {
        List<Sample.VmSample> vms = executor.vmsOn(node(number)).stream()
                .map(vm -> new Sample.VmSample(vm, 0, demands.getOrDefault(vm, 0), 1_024))
                .toList();
        int demand = vms.stream().mapToInt(Sample.VmSample::cpuDemandPercent).sum();
        Sample sample = new Sample(
                node(number),
                number,
                nodeTime,
                nodeTime,
                CAPACITY,
                Math.min(demand, 700),
                demand,
                1_024 * vms.size(),
                vms);
        sender.send(Topics.SAMPLES, node(number).value(), Topics.ringPartition(number), sample);
    }

    private static NodeDescription description(int number) {
        return new NodeDescription(
                key("node-" + number),
                number,
                8,
                CAPACITY,
                URI.create("emulated://localhost/node-" + number),
                Map.of());
    }
}
