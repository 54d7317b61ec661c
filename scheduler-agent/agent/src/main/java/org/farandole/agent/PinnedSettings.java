package org.farandole.agent;

import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.PropertiesConfigSource;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * What follows from {@code farandole.agent.node}: one reader instead of the channels, and no more threads than one agent
 * needs. Above the program's own defaults, below whatever an operator sets.
 */
public final class PinnedSettings implements ConfigSourceFactory {

    private static final int ABOVE_APPLICATION_PROPERTIES = 255;

    @Override
    public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
        ConfigValue node = context.getValue("farandole.agent.node");
        return node == null || node.getValue() == null || node.getValue().isBlank()
                ? List.of()
                : List.of(new PropertiesConfigSource(FRUGAL, "pinned agent", ABOVE_APPLICATION_PROPERTIES));
    }

    @Override
    public OptionalInt getPriority() {
        return OptionalInt.of(ABOVE_APPLICATION_PROPERTIES);
    }

    private static final Map<String, String> FRUGAL = Map.of(
            "mp.messaging.incoming.inbox.enabled", "false",
            "mp.messaging.incoming.knowledge.enabled", "false",
            "mp.messaging.incoming.migrations.enabled", "false",
            "quarkus.vertx.event-loops-pool-size", "1",
            "quarkus.vertx.internal-blocking-pool-size", "2",
            "quarkus.thread-pool.max-threads", "2",
            "quarkus.log.category.\"io.smallrye.reactive.messaging.provider\".level", "ERROR",
            "farandole.agent.solver-threads", "1");
}
