package org.farandole.dvms;

import java.time.Duration;
import java.util.List;
import org.farandole.contracts.dvms.RingMessage;
import org.farandole.contracts.node.NodeName;
import org.jspecify.annotations.Nullable;

/** How a letter travels: after which times it arrives, each once; never, if there are none. */
interface Network {

    Duration HOP = Duration.ofMillis(5);

    Network FAULTLESS = letter -> List.of(HOP);

    List<Duration> arrivals(Letter letter);

    /** @param from none is the executor; @param to none is the executor, to which a decision goes */
    record Letter(@Nullable NodeName from, @Nullable NodeName to, Object content) {

        boolean is(Class<? extends RingMessage> kind) {
            return kind.isInstance(content);
        }
    }
}
