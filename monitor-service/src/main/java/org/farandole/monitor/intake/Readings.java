package org.farandole.monitor.intake;

import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.farandole.contracts.json.UnreadableMessage;

/** Whoever takes what is read from topics; the calls come one after the other. */
public interface Readings {

    /** The topics that are wanted, from their beginning. */
    Set<String> topics();

    /** @throws UnreadableMessage if no retry can make it readable: it goes to the dead-letter topic */
    void take(ConsumerRecord<String, byte[]> message);

    /** All that was in the topics when the reading began has been taken. */
    void pastIsRead();
}
