package org.farandole.vm.lane;

import io.quarkus.arc.Unremovable;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.stream.IntStream;
import org.farandole.contracts.topic.Topics;

/** Lets the lanes end and begin again over the rows that are there, as a killed process does. */
@ApplicationScoped
@Unremovable
public class LanesSwitch {

    private final Lanes lanes;
    private final CommandChannel.Written written;

    LanesSwitch(Lanes lanes, CommandChannel.Written written) {
        this.lanes = lanes;
        this.written = written;
    }

    public void restart() throws InterruptedException {
        restart(() -> {});
    }

    public void restart(Runnable meanwhile) throws InterruptedException {
        lanes.halt();
        meanwhile.run();
        lanes.restart(written.unfinished(IntStream.range(
                        0,
                        Topics.all().stream()
                                .mapToInt(topic -> topic.partitions())
                                .max()
                                .orElseThrow())
                .boxed()
                .toList()));
    }
}
