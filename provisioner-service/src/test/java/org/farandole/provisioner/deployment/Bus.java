package org.farandole.provisioner.deployment;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.farandole.contracts.json.Json;
import org.farandole.contracts.node.NodeEvent;
import org.farandole.contracts.node.NodeName;
import org.farandole.contracts.reservation.ReservationEvent;
import org.farandole.contracts.topic.Topics;
import org.farandole.contracts.vm.VmEvent;
import org.farandole.messaging.LocalServers;
import org.farandole.messaging.TopicReader;

/** The other services, as far as this one sees them: what they write, and what they would read. */
final class Bus implements AutoCloseable {

    private final KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
            Map.of("bootstrap.servers", LocalServers.bootstrapServers()),
            new StringSerializer(),
            new ByteArraySerializer());

    void say(ReservationEvent event) {
        send(Topics.RESERVATION_EVENTS, event.reservation().value(), Json.write(event));
    }

    void say(VmEvent event) {
        send(Topics.VM_EVENTS, event.key(), Json.write(event));
    }

    void send(String topic, String key, byte[] value) {
        try {
            producer.send(new ProducerRecord<>(topic, key, value)).get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    List<NodeEvent> events(NodeName node) {
        return TopicReader.read(LocalServers.bootstrapServers(), Topics.NODE_EVENTS, node.value(), NodeEvent.class);
    }

    /** The node's events, once one of this type is among them. */
    List<NodeEvent> eventsUntil(NodeName node, Class<? extends NodeEvent> last) {
        return await().atMost(Duration.ofSeconds(30))
                .until(() -> events(node), events -> events.stream().anyMatch(last::isInstance));
    }

    @Override
    public void close() {
        producer.close();
    }
}
