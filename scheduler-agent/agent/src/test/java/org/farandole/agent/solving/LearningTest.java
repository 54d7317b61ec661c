package org.farandole.agent.solving;

import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.farandole.contracts.dvms.Fence;
import org.farandole.contracts.dvms.NodeState;
import org.farandole.contracts.dvms.PlacedVm;
import org.farandole.contracts.node.Capacity;
import org.farandole.contracts.node.NodeName;
import org.farandole.contracts.reservation.ReservationId;
import org.farandole.contracts.topic.Topics;
import org.farandole.contracts.vm.Ipv4;
import org.farandole.contracts.vm.MacAddress;
import org.farandole.contracts.vm.VmDescription;
import org.farandole.contracts.vm.VmEvent;
import org.farandole.contracts.vm.VmName;
import org.farandole.contracts.vm.VmSize;
import org.farandole.messaging.LocalServers;
import org.farandole.messaging.Sender;
import org.farandole.solving.Learned;
import org.junit.jupiter.api.Test;

/** Solvers learn from {@code vm.events}, on a real broker. */
@QuarkusTest
@QuarkusTestResource(LocalServers.class)
class LearningTest {

    private static final VmName VM = new VmName("slow-1");
    private static final VmSize SIZE = new VmSize(1, 1_024);
    private static final NodeName HERE = new NodeName("old-1");
    private static final NodeName THERE = new NodeName("old-2");
    /** Four times what is modelled for 1 GiB. */
    private static final Duration TOOK = Duration.ofMillis(4 * 10_308);

    @Inject
    Sender sender;

    @Inject
    Learning learning;

    @Test
    void whatAMigrationTookIsKnownToTheNextSolve() {
        Ipv4 address = Ipv4.parse("10.128.0.9");
        VmDescription description = new VmDescription(VM, new ReservationId("r-9"), SIZE, "debian12", address);
        sender.send(Topics.VM_EVENTS, VM.value(), new VmEvent.Planned(description, HERE, MacAddress.of(address)));
        unreadable();
        sender.send(Topics.VM_EVENTS, VM.value(), new VmEvent.Migrated(VM, HERE, THERE, null, TOOK));

        NodeState there = new NodeState(
                THERE,
                new Fence(2),
                new Capacity(700, 32_768),
                false,
                List.of(new NodeState.VmDemand(new PlacedVm(VM, SIZE, null), 50)));
        NodeState here = new NodeState(HERE, new Fence(2), new Capacity(700, 32_768), false, List.of());
        await().atMost(Duration.ofSeconds(20))
                .until(() -> learning.about(List.of(here, there))
                        .equals(new Learned(Map.of(VM, 2_000), List.of(new Learned.Pair(HERE, THERE, 2_000)))));
    }

    private static void unreadable() {
        try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", LocalServers.bootstrapServers()),
                new StringSerializer(),
                new ByteArraySerializer())) {
            producer.send(
                    new ProducerRecord<>(Topics.VM_EVENTS, VM.value(), "{broken".getBytes(StandardCharsets.UTF_8)));
        }
    }
}
