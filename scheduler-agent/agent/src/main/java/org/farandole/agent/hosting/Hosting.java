package org.farandole.agent.hosting;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.farandole.agent.AgentConfig;
import org.farandole.agent.ring.Origin;
import org.farandole.agent.ring.Post;
import org.farandole.agent.solving.Solving;
import org.farandole.contracts.dvms.Member;
import org.farandole.contracts.dvms.Mode;
import org.farandole.contracts.dvms.RingMail;
import org.farandole.contracts.monitor.Sample;
import org.farandole.contracts.node.NodeDescription;
import org.farandole.contracts.node.NodeEvent;
import org.farandole.dvms.Agent;
import org.farandole.dvms.Detection;
import org.farandole.dvms.Patience;
import org.farandole.dvms.Power;
import org.farandole.dvms.Settings;
import org.farandole.messaging.Speed;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The way in to the agents of this process, from any thread. What one thread says is done in that order. */
@ApplicationScoped
public class Hosting {

    private static final Logger LOG = Logger.getLogger(Hosting.class);
    private static final int SECONDS_TO_HAND_OVER = 3;

    private final AgentConfig config;
    private final Speed speed;
    private final Loop loop = new Loop();
    private final Tenancy tenancy;
    private final Agents agents;

    Hosting(AgentConfig config, Speed speed, Post post, Solving solving, MeterRegistry metrics) {
        this.config = config;
        this.speed = speed;
        Settings settings = Settings.forBudget(config.solveBudget())
                .with(config.mayPowerOn() ? Power.waking() : Power.ALWAYS_ON)
                .being(new Patience(config.patience(), config.room()))
                .keepingFree(config.headroomPercent());
        tenancy = new Tenancy(config.node().<Share>map(Share.OwnNode::new).orElseGet(Share.Group::new));
        agents = new Agents(tenancy, loop, post, solving, Clock.systemUTC(), settings, new Counters(metrics));
        metrics.gauge("farandole.agents", agents, Agents::count);
    }

    /** {@code node.events}, {@code dvms.members} and {@code dvms.mode} were read to where they ended at start. */
    public void caughtUp() {
        loop.run(agents::caughtUp);
    }

    public void on(NodeEvent event) {
        loop.run(() -> agents.on(event));
    }

    /** @param members with their offsets, of one batch */
    public void on(List<Announced> members) {
        loop.run(() -> agents.on(members));
    }

    /** A record of the membership. */
    public record Announced(Member member, long offset) {}

    public void on(Mode mode) {
        loop.run(() -> agents.on(mode));
    }

    public void on(RingMail mail, Origin origin) {
        loop.run(() -> agents.on(mail, origin));
    }

    /** @param brokerAt the broker's timestamp of the sample */
    public void on(Sample sample, Instant brokerAt) {
        loop.run(() -> agents.on(sample, brokerAt, rule()));
    }

    /** These partitions of the ring are this process's from now on, and these only. */
    public void assigned(Set<Integer> ringPartitions) {
        loop.run(() -> agents.assigned(ringPartitions));
    }

    /** Gives the agents of these partitions back, and waits, not for long, until the ring was told. */
    public void revoked(Set<Integer> ringPartitions) {
        CompletableFuture<Void> told =
                loop.call(() -> agents.revoked(ringPartitions)).thenCompose(Function.identity());
        try {
            told.get(SECONDS_TO_HAND_OVER, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.warnf("Agents were not given back in order; their next host waits for a lease: %s", e);
        }
    }

    /** What each agent is doing, by node; none of the futures' work takes long. */
    public CompletableFuture<Collection<Agent>> agents() {
        return loop.call(agents::all);
    }

    /** The node of a pinned process, as it was last registered; none before that, and in a group. */
    public @Nullable NodeDescription ownNode() {
        return tenancy.own();
    }

    /** What keeps this process from hosting whom it is to host, in words; none if nothing does. */
    public @Nullable String obstacle() {
        return tenancy.obstacle();
    }

    void stop(@Observes ShutdownEvent stop) {
        revoked(tenancy.partitions());
    }

    @PreDestroy
    void close() {
        loop.close();
    }

    private Detection.Rule rule() {
        return new Detection.Rule(
                        config.overloadWindow(), speed.toNodeTime(config.samplePeriod()), config.hysteresisPercent())
                .headroom(config.headroomPercent());
    }
}
