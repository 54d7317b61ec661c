package org.farandole.vm.lane;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import org.farandole.contracts.node.NodeName;
import org.farandole.contracts.vm.VmCommand;
import org.farandole.contracts.vm.VmName;
import org.farandole.messaging.LocalServers;
import org.farandole.vm.database.Database;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(LocalServers.class)
class CommandsTest {

    /** Of no topic: nothing else is there. */
    private static final int PARTITION = 100_000;

    @Inject
    Commands commands;

    @Inject
    Database database;

    private static Commands.Received boot(String id, int partition) {
        return new Commands.Received(
                new VmCommand.Boot(id, new NodeName("nobody"), new VmName("nothing"), 1), partition);
    }

    private List<String> unfinished(List<Integer> partitions) {
        return QuarkusTransaction.requiringNew()
                .call(() -> commands.unfinished(partitions).stream()
                        .map(job -> job.command().id())
                        .toList());
    }

    @Test
    void resumesWhatIsUnfinishedOfThePartitionsInItsOrder() {
        QuarkusTransaction.requiringNew()
                .run(() -> commands.add(
                        List.of(
                                boot("c/1", PARTITION),
                                boot("c/2", PARTITION + 1),
                                boot("c/3", PARTITION + 2),
                                boot("c/4", PARTITION)),
                        Instant.EPOCH));
        QuarkusTransaction.requiringNew().run(() -> commands.finish(List.of("c/1")));

        assertThat(unfinished(List.of(PARTITION, PARTITION + 1))).containsExactly("c/2", "c/4");
        assertThat(unfinished(List.of())).isEmpty();
    }

    @Test
    void findsWhatIsUnfinishedByItsIndex() {
        List<String> steps = QuarkusTransaction.requiringNew().call(() -> {
            database.run("set local enable_seqscan = off");
            return database.all("explain " + Commands.UNFINISHED, row -> row.getString(1), List.of(1, 2));
        });

        assertThat(steps)
                .anySatisfy(step -> assertThat(step).contains("command_unfinished"))
                .anySatisfy(step -> assertThat(step).contains("Index Cond").contains("topic_partition = ANY"));
    }
}
