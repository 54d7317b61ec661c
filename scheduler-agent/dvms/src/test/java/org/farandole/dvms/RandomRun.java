package org.farandole.dvms;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.farandole.contracts.dvms.Member.Status;
import org.farandole.contracts.dvms.RingMessage;
import org.farandole.contracts.vm.VmName;

/**
 * A ring whose load changes by chance for a while, with faults; then the faults and the load stop, and everything must come
 * to rest. A source of chance for each concern, all from the seed.
 */
final class RandomRun {

    /** How bad it gets. */
    enum Faults {
        /** Letters between agents are lost, but for renewals, and repeated, also long afterwards. */
        LETTERS,
        /** That, of everybody's letters; agents crash and return; leases end early; nodes change by hand. */
        ALL
    }

    /** Until all is free, from the last fault: T_pub, a plan's time, T_poll, quiet time, lease, T_promise, and some. */
    static final Duration REST = Duration.ofSeconds(5 + 10 + 30 + 10 + 10 + 10 + 5);

    private static final Duration ROUGH = Duration.ofSeconds(60);

    private final Faults faults;
    private final Random chance;
    private final Random load;
    private final Random mishaps;
    private final int nodes;
    private final VirtualRing ring;
    private final List<String> vms = new ArrayList<>();
    private final Invariants.EveryIspEndsOnce ends = new Invariants.EveryIspEndsOnce();
    private boolean rough = true;

    RandomRun(long seed, Faults faults, VirtualRing.Behaviour behaviour, boolean executorComparesFences) {
        Random fork = new Random(seed);
        this.faults = faults;
        this.chance = new Random(fork.nextLong());
        this.load = new Random(fork.nextLong());
        this.mishaps = new Random(fork.nextLong());
        this.nodes = 8 + fork.nextInt(9);
        Solver solver = fork.nextBoolean() ? Solver.LEADER : Solver.NEWEST;
        Timings timings = Timings.forBudget(Duration.ofMillis(500));
        this.ring = new VirtualRing(
                        nodes, 100, new Settings(timings, solver, 128, 4, Power.ALWAYS_ON), executorComparesFences)
                .behaving(behaviour)
                .over(this::arrivals)
                .firingLateTimers(() -> faults == Faults.ALL && rough && mishaps.nextInt(10) == 0);
        Invariants.always().forEach(ring::watchedBy);
        ring.watchedBy(ends);
        if (faults == Faults.LETTERS) {
            ring.watchedBy(new Invariants.NoTwoLeadersCountOnANode());
        }
    }

    /** @throws AssertionError if an invariant is broken */
    VirtualRing play() {
        for (int node = 0; node < nodes; node++) {
            for (int vm = 0; vm < 3; vm++) {
                String name = "vm" + node + "-" + vm;
                vms.add(name);
                ring.vm(node, name, 10 + load.nextInt(25));
            }
        }
        ring.begin();
        ring.executor().failActions(() -> rough && mishaps.nextInt(20) == 0);
        changeLoad();
        if (faults == Faults.ALL) {
            mishap();
        }
        ring.run(ROUGH);
        rough = false;
        comeToRest();
        ends.atTheEnd();
        Invariants.nothingStaysReserved(ring);
        return ring;
    }

    /** After {@link #play}: every fourth node has more than it can hold, and the rest has room. */
    VirtualRing playOn() {
        for (int node = 0; node < nodes; node += 4) {
            ring.executor()
                    .placement(VirtualRing.node(node))
                    .forEach(vm -> ring.demand(vm.vm().value(), 45));
        }
        ring.run(Duration.ofSeconds(150));
        for (int node = 0; node < nodes; node++) {
            assertThat(ring.overloaded(node))
                    .as("n%d is overloaded still", node)
                    .isFalse();
        }
        comeToRest();
        Invariants.nothingStaysReserved(ring);
        return ring;
    }

    private void comeToRest() {
        vms.forEach(vm -> ring.demand(vm, 1));
        for (int node = 0; node < nodes; node++) {
            ring.restart(node);
            ring.sample(node);
        }
        ring.run(REST);
    }

    private void changeLoad() {
        if (rough) {
            ring.demand(vms.get(load.nextInt(vms.size())), 10 + load.nextInt(60));
            ring.later(Duration.ofMillis(200 + load.nextInt(1500)), this::changeLoad);
        }
    }

    private void mishap() {
        if (!rough) {
            return;
        }
        int node = mishaps.nextInt(nodes);
        switch (mishaps.nextInt(5)) {
            case 0 -> {
                ring.crash(node);
                ring.later(Duration.ofMillis(500 + mishaps.nextInt(20_000)), () -> ring.restart(node));
            }
            case 1 -> {
                ring.member(node, Status.GONE);
                ring.later(Duration.ofSeconds(1), () -> ring.member(node, Status.ACTIVE));
            }
            case 2 -> changeByHand(node);
            default -> endLeaseEarly(node);
        }
        ring.later(Duration.ofMillis(200 + mishaps.nextInt(4000)), this::mishap);
    }

    private void changeByHand(int node) {
        String name = "by-hand-" + node;
        boolean destroyed = ring.executor().destroy(VirtualRing.node(node), new VmName(name));
        if (!destroyed) {
            ring.demand(name, 5);
            ring.executor().create(VirtualRing.node(node), VirtualRing.placed(name));
        }
    }

    private void endLeaseEarly(int node) {
        if (ring.up(node) && ring.state(node) instanceof AgentState.Member member) {
            ring.give(
                    node,
                    new Input.TimerFired(Timer.LEASE, new TimerTag(member.isp().isp(), member.grantRound())));
        }
    }

    private List<Duration> arrivals(Network.Letter letter) {
        Duration soon = Duration.ofMillis(1 + chance.nextInt(40));
        if (!rough) {
            return List.of(soon);
        }
        boolean betweenAgents = letter.content() instanceof RingMessage.FromAgent;
        boolean mayBeLost = faults == Faults.ALL || (betweenAgents && !letter.is(RingMessage.Renew.class));
        if (mayBeLost && chance.nextInt(25) == 0) {
            return List.of();
        }
        Duration arrival =
                faults == Faults.ALL && chance.nextInt(50) == 0 ? Duration.ofMillis(chance.nextInt(8000)) : soon;
        boolean repeated = chance.nextInt(15) == 0;
        return repeated ? List.of(arrival, arrival.plusMillis(chance.nextInt(8000))) : List.of(arrival);
    }
}
