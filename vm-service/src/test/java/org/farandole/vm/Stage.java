package org.farandole.vm;

import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.awaitility.core.ThrowingRunnable;
import org.farandole.contracts.dvms.Decision;
import org.farandole.contracts.dvms.RingMail;
import org.farandole.contracts.dvms.RingMessage;
import org.farandole.contracts.dvms.RingPosition;
import org.farandole.contracts.json.Json;
import org.farandole.contracts.node.Capacity;
import org.farandole.contracts.node.NodeDescription;
import org.farandole.contracts.node.NodeEvent;
import org.farandole.contracts.node.NodeName;
import org.farandole.contracts.node.RingKey;
import org.farandole.contracts.reservation.Booking;
import org.farandole.contracts.reservation.Manifest;
import org.farandole.contracts.reservation.ReservationEvent;
import org.farandole.contracts.reservation.ReservationId;
import org.farandole.contracts.reservation.Subnet;
import org.farandole.contracts.reservation.Vlan;
import org.farandole.contracts.topic.Topics;
import org.farandole.contracts.vm.VmEvent;
import org.farandole.contracts.vm.VmName;
import org.farandole.contracts.vm.VmSize;
import org.farandole.messaging.Sender;

/** One reservation of a test, with names of its own, and what the topics say of it. */
final class Stage {

    private static final AtomicInteger NUMBERS = new AtomicInteger();
    private static final AtomicInteger SLOTS = new AtomicInteger();

    final ReservationId reservation;
    final List<NodeDescription> nodes;
    final Booking booking;
    private final String prefix;
    private final Sender sender;

    Stage(Sender sender, int nodes, int vms, int retries) {
        this(sender, nodes, vms, retries, 32_768);
    }

    Stage(Sender sender, int nodes, int vms, int retries, int memoryMiB) {
        int number = NUMBERS.incrementAndGet();
        this.sender = sender;
        this.prefix = "t" + number;
        this.reservation = new ReservationId("r-" + number);
        this.nodes = IntStream.range(0, nodes)
                .mapToObj(i -> describe(new NodeName(prefix + "-n" + i), memoryMiB))
                .toList();
        this.booking = new Booking(
                reservation,
                new Manifest(
                        prefix,
                        null,
                        Duration.ofHours(1),
                        new Manifest.NodeRequest(nodes, 1, null),
                        new Manifest.NetworkRequest(22, Vlan.Kind.GLOBAL),
                        new Manifest.DeploymentRequest("debian", 1),
                        new Manifest.VmRequest(vms, new VmSize(1, 1024), "debian", prefix + "-vm{n}", retries)),
                this.nodes,
                Subnet.parse("10.128.0.0/22"),
                new Vlan(Vlan.Kind.GLOBAL, 10),
                Instant.parse("2030-01-01T00:00:00Z"),
                Instant.parse("2030-01-01T01:00:00Z"));
    }

    private static NodeDescription describe(NodeName name, int memoryMiB) {
        return new NodeDescription(
                new RingKey("rennes", "paravance", name),
                SLOTS.getAndIncrement(),
                8,
                new Capacity(800, memoryMiB),
                URI.create("twin://" + name),
                Map.of());
    }

    NodeName node(int i) {
        return nodes.get(i).name();
    }

    VmName vm(int i) {
        return new VmName(prefix + "-vm" + i);
    }

    RingPosition position(int i) {
        return new RingPosition(nodes.get(i).key(), nodes.get(i).slot());
    }

    void start() {
        send(Topics.RESERVATION_EVENTS, reservation.value(), new ReservationEvent.Started(booking));
    }

    void ready(int i) {
        send(Topics.NODE_EVENTS, node(i).value(), new NodeEvent.Ready(nodes.get(i), reservation));
    }

    /** Everything started, all nodes ready, all VMs running. */
    Stage running() {
        start();
        IntStream.range(0, nodes.size()).forEach(this::ready);
        soon(() -> assertAllRunning());
        return this;
    }

    private void assertAllRunning() {
        long running = events(VmEvent.Running.class).stream()
                .map(VmEvent.Running::vm)
                .distinct()
                .count();
        if (running < booking.manifest().vms().count()) {
            throw new AssertionError(running + " VMs run");
        }
    }

    void release() {
        send(Topics.RESERVATION_EVENTS, reservation.value(), new ReservationEvent.Released(reservation, "enough"));
    }

    void decide(Decision decision) {
        send(Topics.DECISIONS, decision.key(), decision);
    }

    void send(String topic, String key, Object message) {
        sender.send(topic, key, message).toCompletableFuture().join();
    }

    <T extends VmEvent> List<T> events(Class<T> type) {
        return Tail.of(Topics.VM_EVENTS).stream()
                .filter(record -> record.key().startsWith(prefix + "-"))
                .map(record -> Json.read(record.value(), VmEvent.class))
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    /** What the executor told the agent of a node, in its order. */
    <T extends RingMessage> List<T> told(int i, Class<T> type) {
        return Tail.of(Topics.RING).stream()
                .filter(record ->
                        record.key().equals(Integer.toString(nodes.get(i).slot())))
                .map(record -> Json.read(record.value(), RingMail.class))
                .filter(mail -> mail.to().equals(node(i)))
                .map(RingMail::message)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    static void soon(ThrowingRunnable condition) {
        await().atMost(Duration.ofSeconds(40))
                .pollInterval(Duration.ofMillis(100))
                .untilAsserted(condition);
    }
}
