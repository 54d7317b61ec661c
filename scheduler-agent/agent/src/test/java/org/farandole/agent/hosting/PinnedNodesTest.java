package org.farandole.agent.hosting;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.farandole.agent.ring.Origin;
import org.farandole.contracts.dvms.Fence;
import org.farandole.contracts.dvms.Member.Status;
import org.farandole.contracts.dvms.RingMail;
import org.farandole.contracts.dvms.RingMessage;
import org.farandole.contracts.monitor.Sample;
import org.farandole.contracts.node.Capacity;
import org.farandole.contracts.node.NodeDescription;
import org.farandole.contracts.node.NodeEvent;
import org.farandole.contracts.node.NodeName;
import org.farandole.contracts.node.RingKey;
import org.farandole.contracts.reservation.ReservationId;
import org.farandole.dvms.Detection;
import org.farandole.dvms.Settings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which process hosts a node's agent is the inventory's word, and a node has one. */
final class PinnedNodesTest {

    private static final NodeName NODE = new NodeName("node-1");
    private static final NodeName NEIGHBOUR = new NodeName("node-17");
    private static final Map<String, String> PINNED = Map.of("agent", "pinned");
    private static final Map<String, String> SHARED = Map.of("agent", "group");

    private final Loop loop = new Loop();
    private final RecordingPost post = new RecordingPost();
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();

    @AfterEach
    void endTheLoop() {
        loop.close();
    }

    /** A process that has read all and holds the partition of slots 1 and 17. */
    private Agents process(Tenancy tenancy) {
        Agents agents = new Agents(
                tenancy,
                loop,
                post,
                (_, _) -> {},
                Clock.fixed(Instant.parse("2026-11-23T12:00:00Z"), ZoneOffset.UTC),
                Settings.forBudget(Duration.ofSeconds(1)),
                new Counters(metrics));
        given(agents::caughtUp);
        given(() -> agents.assigned(Set.of(1)));
        return agents;
    }

    private Agents group() {
        return process(new Tenancy(new Share.Group()));
    }

    private Agents pinned() {
        return process(new Tenancy(new Share.OwnNode(NODE)));
    }

    /** On the loop's thread, and then all that it led to. */
    private void given(Runnable step) {
        loop.call(() -> {
                    step.run();
                    return true;
                })
                .join();
        loop.call(() -> true).join();
    }

    private static NodeDescription node(NodeName name, int slot, Map<String, String> properties) {
        return new NodeDescription(
                new RingKey("rennes", "paravance", name),
                slot,
                8,
                new Capacity(700, 32_768),
                URI.create("emulated://x/" + name),
                properties);
    }

    private static NodeEvent ready(NodeName name, int slot, Map<String, String> properties) {
        return new NodeEvent.Ready(node(name, slot, properties), new ReservationId("r-1"));
    }

    private static List<NodeName> hosted(Agents agents) {
        return agents.all().stream().map(agent -> agent.self().node()).toList();
    }

    @Test
    void theGroupPassesOverAPinnedNode() {
        Agents agents = group();

        given(() -> agents.on(ready(NODE, 1, PINNED)));
        given(() -> agents.on(ready(NEIGHBOUR, 17, SHARED)));

        assertThat(hosted(agents)).containsExactly(NEIGHBOUR);
    }

    @Test
    void aPinnedProcessHostsItsOwnNodeAlone() {
        Agents agents = pinned();

        given(() -> agents.on(ready(NODE, 1, PINNED)));
        given(() -> agents.on(ready(NEIGHBOUR, 17, PINNED)));

        assertThat(hosted(agents)).containsExactly(NODE);
    }

    @Test
    void aPinnedProcessDoesNotTakeItsNodeFromTheGroup() {
        Tenancy tenancy = new Tenancy(new Share.OwnNode(NODE));
        Agents agents = process(tenancy);

        given(() -> agents.on(ready(NODE, 1, SHARED)));

        assertThat(hosted(agents)).isEmpty();
        assertThat(tenancy.obstacle())
                .isEqualTo("node node-1 is hosted by the group: register it with the property agent=pinned");
    }

    @Test
    void aPinnedProcessWhoseNodeIsUnknownSaysSo() {
        Tenancy tenancy = new Tenancy(new Share.OwnNode(NODE));
        Agents agents = process(tenancy);

        given(() -> agents.on(ready(NEIGHBOUR, 17, PINNED)));

        assertThat(tenancy.own()).isNull();
        assertThat(tenancy.obstacle()).startsWith("node node-1 is not registered");
    }

    @Test
    void whenTheInventoryChangesItsWordTheAgentIsGivenBackInOrder() {
        Agents agents = group();
        given(() -> agents.on(ready(NODE, 1, SHARED)));
        assertThat(hosted(agents)).containsExactly(NODE);

        given(() -> agents.on(new NodeEvent.Registered(node(NODE, 1, PINNED))));

        assertThat(hosted(agents)).isEmpty();
        assertThat(post.statuses()).containsExactly(Status.ACTIVE, Status.HANDED);

        given(() -> agents.on(new NodeEvent.Registered(node(NODE, 1, SHARED))));
        assertThat(hosted(agents)).containsExactly(NODE);
    }

    @Test
    void whatIsForNodesOfOthersIsPassedOver() {
        Agents agents = pinned();
        given(() -> agents.on(ready(NEIGHBOUR, 17, PINNED)));
        RingMessage.FromExecutor message = new RingMessage.Changed(new Fence(2), List.of());
        Origin origin = new Origin("dvms.ring", 1, 5, "17", new byte[0]);

        given(() -> agents.on(new RingMail(NEIGHBOUR, 17, null, message), origin));
        given(() -> agents.on(new RingMail(new NodeName("stranger"), 33, null, message), origin));
        given(() -> agents.on(sample(NEIGHBOUR), Instant.EPOCH, rule()));

        assertThat(post.deadLetters).isEmpty();
        assertThat(metrics.find("farandole.agent.ignored").counters()).isEmpty();
    }

    @Test
    void theGroupDoesNotMissThePinned() {
        Agents agents = group();
        given(() -> agents.on(ready(NODE, 1, PINNED)));
        given(() -> agents.on(new NodeEvent.Registered(node(NEIGHBOUR, 17, SHARED))));

        given(() -> agents.on(sample(NODE), Instant.EPOCH, rule()));
        assertThat(metrics.find("farandole.agent.ignored").counters()).isEmpty();

        given(() -> agents.on(sample(NEIGHBOUR), Instant.EPOCH, rule()));
        assertThat(metrics.counter("farandole.agent.ignored", "reason", "no_agent")
                        .count())
                .isEqualTo(1);
    }

    private static Detection.Rule rule() {
        return new Detection.Rule(Duration.ofSeconds(1), Duration.ofSeconds(1), 1);
    }

    private static Sample sample(NodeName name) {
        return new Sample(name, 1, Instant.EPOCH, Instant.EPOCH, new Capacity(700, 32_768), 0, 0, 0, List.of());
    }
}
