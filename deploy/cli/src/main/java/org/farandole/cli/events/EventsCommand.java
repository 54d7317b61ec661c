package org.farandole.cli.events;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.farandole.cli.platform.Session;
import org.farandole.cli.service.TopicTail;
import org.farandole.cli.terminal.ExitCode;
import org.farandole.cli.terminal.JsonText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows a topic's records, from its start. */
@Command(name = "events", description = "Show the records of a topic from its start: time, key, type, message.")
public final class EventsCommand implements Callable<Integer> {

    private final Session session;

    @Parameters(paramLabel = "TOPIC", description = "such as vm.events; an unknown one lists them all")
    private String topic = "";

    @Option(
            names = {"-f", "--follow"},
            description = "go on with what comes, until Ctrl-C")
    private boolean follow;

    @Option(names = "--json", description = "one JSON object a line")
    private boolean json;

    public EventsCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        try (TopicTail tail = TopicTail.fromStart(session.running().ports().bootstrapServers(), List.of(topic))) {
            tail.history().forEach(this::show);
            while (follow) {
                tail.poll(Duration.ofMillis(500)).forEach(this::show);
            }
        }
        return ExitCode.OK.status();
    }

    private void show(ConsumerRecord<String, byte[]> found) {
        EventLine line = EventLine.of(found);
        session.terminal().line(json ? JsonText.oneLine(line) : line.text());
    }
}
