package org.farandole.agent;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;
import org.farandole.contracts.node.NodeName;

/** How agents detect and solve. Node time runs {@code farandole.speed} times as fast as wall time. */
@ConfigMapping(prefix = "farandole.agent")
public interface AgentConfig {

    /** The node whose agent this process hosts, alone; without it, it hosts with the group what the group shares out. */
    Optional<NodeName> node();

    /**
     * How long demand stays above capacity before it is an overload, in node time. A window not longer than what lies
     * between two samples is over with the first of them.
     */
    @WithDefault("PT1S")
    Duration overloadWindow();

    /** What lies between two samples of a node, in wall time: the monitor's period. */
    @WithDefault("PT1S")
    Duration samplePeriod();

    /** An overload is over when demand is below capacity by so much, in percent of the capacity. */
    @WithDefault("1")
    int hysteresisPercent();

    /** How long a VM that migrated stays where it is, in node time. */
    @WithDefault("PT60S")
    Duration coolDown();

    /** For one solve, in wall time. */
    @WithDefault("PT1S")
    Duration solveBudget();

    /** For one solve, in decisions of the solver; below it answers can be derived again. */
    @WithDefault("200000")
    long solveSearchNodes();

    /** How many solves run at once. */
    @WithDefault("2")
    int solverThreads();

    /** An overload below this is not worth a migration, in thousandths of the node's capacity. */
    @WithDefault("1")
    int leastGainPermille();

    /** A plan has at most so many migrations at once from a node, and as many to it. */
    @WithDefault("2")
    int migrationsPerNode();

    /** A plan has at most so many migrations at once between a pair of nodes. */
    @WithDefault("2")
    int migrationsPerLink();

    /** How many made-up problems are solved at start, so that the first real one finds a warm program. */
    @WithDefault("60")
    int warmUpRounds();

    /**
     * With fewer members, a leader takes a plan for an overload only if no plan could have fewer migrations and it leaves room; 0 for
     * any plan at once.
     */
    @WithDefault("0")
    int patience();

    /** What a plan leaves free on its nodes to be taken by fewer members, in percent of the capacity. */
    @WithDefault("8")
    int room();

    /** Of single migrations that relieve a node, the one is taken after which an overload is least likely. */
    @WithDefault("false")
    boolean foresight();

    /**
     * A node with less of its CPU left, in percent, is relieved before it is overloaded, where that is worth a migration; 0 for not
     * before. It takes foresight with it.
     */
    @WithDefault("0")
    int headroomPercent();

    /** An ISP of class relieve that failed may ask for a node to be powered on. */
    @WithDefault("false")
    boolean mayPowerOn();
}
