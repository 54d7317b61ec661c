package org.farandole.agent.hosting;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.farandole.agent.hosting.Hosting.Announced;
import org.farandole.agent.ring.Origin;
import org.farandole.agent.ring.Post;
import org.farandole.agent.solving.Solving;
import org.farandole.contracts.dvms.Member;
import org.farandole.contracts.dvms.Mode;
import org.farandole.contracts.dvms.RingMail;
import org.farandole.contracts.monitor.Sample;
import org.farandole.contracts.node.NodeEvent;
import org.farandole.contracts.node.NodeName;
import org.farandole.contracts.reservation.ReservationId;
import org.farandole.dvms.Agent;
import org.farandole.dvms.Detection;
import org.farandole.dvms.Input;
import org.farandole.dvms.Settings;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Who is hosted here. An agent lives in this process while its node is ready and this process's to host; its life
 * begins with an active record in the membership, whose offset is its incarnation. Only the loop touches this, but for what
 * says that it is volatile.
 */
final class Agents {

    private static final Logger LOG = Logger.getLogger(Agents.class);

    private final Tenancy tenancy;
    private final Loop loop;
    private final Post post;
    private final Solving solving;
    private final Clock clock;
    private final Settings settings;
    private final Counters counters;
    private final Membership membership = new Membership();
    private final Map<NodeName, Residence> nodes = new HashMap<>();
    private final Rings rings = new Rings(membership, nodes);
    private final Map<NodeName, HostedAgent> hosted = new HashMap<>();
    /** Of an agent hosted here: the offset of its latest active record, which may be later than its incarnation. */
    private final Map<NodeName, Long> ownActive = new HashMap<>();

    private final Set<NodeName> announcing = new HashSet<>();
    private boolean paused;
    private volatile int count;

    Agents(Tenancy tenancy, Loop loop, Post post, Solving solving, Clock clock, Settings settings, Counters counters) {
        this.tenancy = tenancy;
        this.loop = loop;
        this.post = post;
        this.solving = solving;
        this.clock = clock;
        this.settings = settings;
        this.counters = counters;
    }

    /** From any thread. */
    int count() {
        return count;
    }

    Collection<Agent> all() {
        return hosted.values().stream().map(HostedAgent::agent).toList();
    }

    void caughtUp() {
        tenancy.caughtUp();
        List.copyOf(nodes.keySet()).forEach(this::reconcile);
    }

    void on(NodeEvent event) {
        Residence after = Residence.after(nodes.get(event.node()), event);
        if (after != null) {
            nodes.put(event.node(), after);
            tenancy.registered(after.description());
            reconcile(event.node());
        }
        if (event instanceof NodeEvent.Ready) {
            tellTheRings();
        }
        HostedAgent agent = hosted.get(event.node());
        if (agent != null && event instanceof NodeEvent.Draining) {
            step(agent, new Input.DrainMe());
        }
    }

    void on(List<Announced> batch) {
        batch.forEach(announced -> membership.read(announced.member(), announced.offset()));
        tellTheRings();
        batch.forEach(this::checkOurs);
    }

    private void tellTheRings() {
        Map<Optional<ReservationId>, Input> changed = new HashMap<>();
        for (HostedAgent agent : List.copyOf(hosted.values())) {
            NodeName node = agent.node();
            step(
                    agent,
                    changed.computeIfAbsent(
                            rings.reservationOf(node), _ -> new Input.MembershipChanged(rings.of(node))));
        }
    }

    void on(Mode mode) {
        paused = mode.kind() == Mode.Kind.PAUSE;
        List.copyOf(hosted.values()).forEach(agent -> step(agent, new Input.ModeChanged(paused)));
    }

    void on(RingMail mail, Origin origin) {
        HostedAgent agent = hosted.get(mail.to());
        if (agent != null) {
            step(agent, new Input.Mail(mail.from(), mail.message()));
        } else if (nodes.containsKey(mail.to())) {
            countIfOurs(mail.to());
        } else if (tenancy.answersForStrangers()) {
            post.deadLetter(origin, "node " + mail.to() + " is not known here");
        }
    }

    void on(Sample sample, Instant brokerAt, Detection.Rule rule) {
        HostedAgent agent = hosted.get(sample.node());
        if (agent == null) {
            countIfOurs(sample.node());
        } else {
            Residence residence = nodes.get(sample.node());
            agent.on(sample, brokerAt, residence == null ? rule : rule.underuse(residence.low()));
            removeIfLeft(agent);
        }
    }

    /** A node that others host is not missed here. */
    private void countIfOurs(NodeName node) {
        if (tenancy.takes(nodes.get(node))) {
            counters.noAgent();
        }
    }

    void assigned(Set<Integer> ringPartitions) {
        tenancy.assigned(ringPartitions);
        LOG.infof(
                "Ring partitions assigned: %s", ringPartitions.stream().sorted().toList());
        List.copyOf(nodes.keySet()).forEach(this::reconcile);
    }

    /** Done when the ring was told. */
    CompletableFuture<Void> revoked(Set<Integer> ringPartitions) {
        tenancy.revoked(ringPartitions);
        for (HostedAgent agent : List.copyOf(hosted.values())) {
            if (!tenancy.holds(agent.agent().self().position().slot())) {
                handOver(agent);
            }
        }
        return post.sent().toCompletableFuture();
    }

    /** Brings a node's agent to life, or sends it away, if it is time. */
    private void reconcile(NodeName node) {
        HostedAgent agent = hosted.get(node);
        if (agent == null) {
            if (tenancy.due(nodes.get(node)) && announcing.add(node)) {
                boolean handed = membership.endedInOrder(node);
                announceActive(node, incarnation -> begin(node, incarnation, handed));
            }
        } else {
            sendAwayFrom(agent, nodes.get(node));
        }
    }

    private void sendAwayFrom(HostedAgent agent, @Nullable Residence residence) {
        if (residence == null) {
            return;
        }
        if (!tenancy.takes(residence)) {
            handOver(agent);
        } else if (residence.inhabited()) {
            return;
        } else if (!residence.ready()) {
            step(agent, new Input.Stop());
        } else {
            handOver(agent);
            post.announce(new Member(
                    residence.position(),
                    Member.Status.GONE,
                    agent.agent().self().incarnation()));
        }
    }

    private void handOver(HostedAgent agent) {
        agent.on(new Input.HandOver());
        remove(agent);
    }

    private interface OnLoop {
        void accept(long offset);
    }

    private void announceActive(NodeName node, OnLoop then) {
        Residence residence = nodes.get(node);
        if (residence == null) {
            return;
        }
        post.announce(new Member(residence.position(), Member.Status.ACTIVE, null))
                .whenComplete((offset, failure) -> loop.run(() -> {
                    announcing.remove(node);
                    if (failure == null) {
                        then.accept(offset);
                    } else if (hosted.containsKey(node)) {
                        announceAgain(node);
                    } else {
                        reconcile(node);
                    }
                }));
    }

    private void begin(NodeName node, long incarnation, boolean handed) {
        Residence residence = nodes.get(node);
        if (residence == null || !tenancy.due(residence) || membership.lastActive(node) > incarnation) {
            withdraw(node, incarnation);
            return;
        }
        HostedAgent agent = new HostedAgent(
                Agent.waking(
                        residence.position(),
                        incarnation,
                        residence.description().capacity(),
                        settings.with(residence.power(settings.power()))),
                loop,
                post,
                solving,
                clock,
                counters);
        hosted.put(node, agent);
        ownActive.put(node, incarnation);
        count = hosted.size();
        LOG.infof("Agent begins: nodeId=%s incarnation=%d handed=%s", node, incarnation, handed);
        agent.on(new Input.ModeChanged(paused));
        agent.on(new Input.Begin(rings.of(node), handed));
        if (residence.draining()) {
            agent.on(new Input.DrainMe());
        }
    }

    /** The active record is out, but there is no agent behind it. */
    private void withdraw(NodeName node, long incarnation) {
        Residence residence = nodes.get(node);
        if (residence != null && membership.lastActive(node) <= incarnation) {
            Member.Status status = residence.ready() ? Member.Status.HANDED : Member.Status.LEFT;
            post.announce(new Member(residence.position(), status, incarnation));
        }
    }

    /** M1: another process has begun with our node: ours ends. M2: a late word about it is contradicted. */
    private void checkOurs(Announced announced) {
        NodeName node = announced.member().position().node();
        HostedAgent agent = hosted.get(node);
        if (agent == null || announcing.contains(node)) {
            return;
        }
        long own = ownActive.getOrDefault(node, -1L);
        Long incarnation = announced.member().incarnation();
        if (incarnation == null) {
            if (announced.offset() > own) {
                LOG.warnf("Another process speaks for nodeId=%s: its agent ends here", node);
                remove(agent);
            }
        } else if (announced.offset() > own && contradicts(announced.member(), agent)) {
            announceAgain(node);
        }
    }

    /** M2. While the record was on its way another process may have begun with our node (M1). */
    private void announceAgain(NodeName node) {
        announcing.add(node);
        announceActive(node, offset -> {
            HostedAgent agent = hosted.get(node);
            if (agent == null) {
                withdraw(node, offset);
            } else if (membership.lastActive(node) > offset) {
                remove(agent);
            } else {
                ownActive.put(node, offset);
            }
        });
    }

    /** What an agent says of itself it says with its own incarnation; nobody else knows that it left or was handed. */
    private static boolean contradicts(Member member, HostedAgent agent) {
        boolean ours = Long.valueOf(agent.agent().self().incarnation()).equals(member.incarnation());
        return switch (member.status()) {
            case SUSPECTED, GONE, OFF -> true;
            case HANDED, LEFT, DRAINING, SPARE, IN_USE -> !ours;
            case ACTIVE -> false;
        };
    }

    private void step(HostedAgent agent, Input input) {
        agent.on(input);
        removeIfLeft(agent);
    }

    private void removeIfLeft(HostedAgent agent) {
        if (!agent.left() || !hosted.containsKey(agent.node())) {
            return;
        }
        remove(agent);
        Residence residence = nodes.get(agent.node());
        if (residence != null && residence.off()) {
            post.announce(new Member(
                    residence.position(),
                    Member.Status.OFF,
                    agent.agent().self().incarnation()));
        }
        reconcile(agent.node());
    }

    private void remove(HostedAgent agent) {
        agent.end();
        hosted.remove(agent.node());
        ownActive.remove(agent.node());
        count = hosted.size();
        LOG.infof("Agent ends: nodeId=%s", agent.node());
    }
}
