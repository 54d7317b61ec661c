package org.farandole.vm.lane;

import io.smallrye.common.annotation.Blocking;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.kafka.KafkaConsumerRebalanceListener;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.farandole.contracts.json.Json;
import org.farandole.contracts.json.UnreadableMessage;
import org.farandole.contracts.vm.VmCommand;
import org.farandole.messaging.Sender;
import org.farandole.vm.lane.Commands.Received;
import org.jboss.logging.Logger;

/** {@code vm.commands}: written down, a poll's records at a time, then put on their nodes' lanes. */
@ApplicationScoped
class CommandChannel {

    private static final Logger LOG = Logger.getLogger(CommandChannel.class);

    private final Written written;
    private final Lanes lanes;
    private final Sender sender;
    private final Clock clock = Clock.systemUTC();

    CommandChannel(Written written, Lanes lanes, Sender sender) {
        this.written = written;
        this.lanes = lanes;
        this.sender = sender;
    }

    @Incoming("vm-commands")
    @Blocking
    @Retry(maxRetries = 300, delay = 1, delayUnit = ChronoUnit.SECONDS, maxDuration = 0)
    public void on(ConsumerRecords<String, byte[]> records) {
        List<Received> received = new ArrayList<>();
        for (ConsumerRecord<String, byte[]> record : records) {
            try {
                received.add(new Received(Json.read(record.value(), VmCommand.class), record.partition()));
            } catch (UnreadableMessage e) {
                LOG.errorf(
                        "unreadable record topic=%s partition=%d offset=%d",
                        record.topic(), record.partition(), record.offset());
                sender.deadLetter(
                                record.topic(),
                                record.partition(),
                                record.offset(),
                                record.key(),
                                record.value(),
                                String.valueOf(e.getMessage()))
                        .toCompletableFuture()
                        .join();
            }
        }
        Instant now = clock.instant();
        lanes.submit(written.add(received, now).stream()
                .map(each -> new Job(each.command(), now, false))
                .toList());
    }

    /** The transactions. */
    @ApplicationScoped
    static class Written {

        private final Commands commands;

        Written(Commands commands) {
            this.commands = commands;
        }

        @Transactional
        List<Received> add(List<Received> received, Instant now) {
            return commands.add(received, now);
        }

        @Transactional
        List<Job> unfinished(Collection<Integer> partitions) {
            return commands.unfinished(partitions);
        }
    }

    /** The lanes follow the partitions: what was begun on one is resumed by whoever has it now. */
    @ApplicationScoped
    @Identifier("vm-commands")
    static class Resumption implements KafkaConsumerRebalanceListener {

        private final Written written;
        private final Lanes lanes;

        Resumption(Written written, Lanes lanes) {
            this.written = written;
            this.lanes = lanes;
        }

        @Override
        public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
            List<Job> jobs = written.unfinished(
                    partitions.stream().map(TopicPartition::partition).toList());
            if (!jobs.isEmpty()) {
                LOG.infof("resumes commands=%d", jobs.size());
                lanes.submit(jobs);
            }
        }
    }
}
