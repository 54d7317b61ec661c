package org.farandole.vm.lane;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.farandole.contracts.json.Json;
import org.farandole.contracts.vm.VmCommand;
import org.farandole.vm.database.Database;
import org.jspecify.annotations.Nullable;

/** The rows of the commands that were read. Thread-safe; each call belongs to the caller's transaction. */
@ApplicationScoped
class Commands {

    /** For one array of partitions; by the index of what is unfinished. */
    static final String UNFINISHED =
            "select body, arrived from command where not finished and topic_partition = any (?) order by arrival";

    private final Database database;

    Commands(Database database) {
        this.database = database;
    }

    /** A command with the partition that it was read from. */
    record Received(VmCommand command, int partition) {}

    /** @return those that were not known */
    List<Received> add(Collection<Received> received, Instant now) {
        Set<String> known = Set.copyOf(database.all(
                "select id from command where id = any (?)",
                row -> row.getString(1),
                received.stream().map(each -> each.command().id()).toList()));
        List<Received> fresh = received.stream()
                .filter(each -> !known.contains(each.command().id()))
                .collect(Collectors.toMap(
                        each -> each.command().id(), each -> each, (a, b) -> a, java.util.LinkedHashMap::new))
                .values()
                .stream()
                .toList();
        database.runEach(
                "insert into command (id, topic_partition, body, arrived) values (?, ?, ?, ?) on conflict (id) do nothing",
                fresh.stream()
                        .map(each -> new @Nullable Object[] {
                            each.command().id(),
                            each.partition(),
                            new String(Json.write(each.command()), StandardCharsets.UTF_8),
                            now
                        })
                        .toList());
        return fresh;
    }

    void finish(Collection<String> ids) {
        if (!ids.isEmpty()) {
            database.run("update command set finished = true where id = any (?)", ids);
        }
    }

    /** To be resumed, in their order. */
    List<Job> unfinished(Collection<Integer> partitions) {
        if (partitions.isEmpty()) {
            return List.of();
        }
        return database.all(
                UNFINISHED,
                row -> new Job(
                        Json.read(row.getString("body").getBytes(StandardCharsets.UTF_8), VmCommand.class),
                        row.getObject("arrived", OffsetDateTime.class).toInstant(),
                        true),
                partitions);
    }
}
