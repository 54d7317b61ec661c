package org.farandole.simulator.faults;

import static org.farandole.simulator.scenario.FaultDraw.HEAVY;
import static org.farandole.simulator.scenario.FaultDraw.LIGHT;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.farandole.contracts.dvms.IspRef;
import org.farandole.contracts.dvms.NodeState;
import org.farandole.contracts.dvms.Priority;
import org.farandole.contracts.dvms.RingMessage.ActionResult;
import org.farandole.contracts.dvms.RingMessage.Busy;
import org.farandole.contracts.dvms.RingMessage.Claim;
import org.farandole.contracts.dvms.RingMessage.Finished;
import org.farandole.contracts.dvms.RingMessage.Granted;
import org.farandole.contracts.dvms.RingMessage.Join;
import org.farandole.contracts.dvms.RingMessage.Release;
import org.farandole.contracts.node.NodeName;
import org.farandole.dvms.Agent;
import org.farandole.dvms.AgentState;
import org.farandole.dvms.Effect;
import org.farandole.dvms.Input;
import org.farandole.dvms.Problems;
import org.farandole.dvms.Step;
import org.farandole.dvms.Timer;
import org.farandole.dvms.TimerTag;
import org.farandole.simulator.Subject;
import org.farandole.simulator.ring.Behaviour;

/** The fourteen flaws that DVMS's forerunners had (numbered as in PROTOCOL.md section 11), and three of this one's drafts. */
public final class Flaws {

    private Flaws() {}

    public static Stream<Flaw> all() {
        return Stream.of(
                Flaw.of("1: a busy node grants", LIGHT, () -> Flaws::grantsWhileBusy, "I5", 1),
                Flaw.of("2: a release frees from any reservation", LIGHT, () -> Flaws::releasesWithoutRound, "I5", 1),
                Flaw.of("3: solving outlives the lease", LIGHT, BlockedBySolving::new, "I6", 2),
                Flaw.of("4: states are read at another time than fences", LIGHT, Flaws::readsAtAnotherTime, "I2", 1),
                Flaw.of("5: failed actions are told as done", HEAVY, () -> Flaws::tellsFailuresAsDone, "E4", 2),
                Flaw.of("6: members of a crashed leader take over", HEAVY, () -> Flaws::takesOver, "I6", 7),
                Flaw.of("7: a lost request is lost", HEAVY, () -> Flaws::neverAsksAgain, "I6", 1),
                Flaw.of("8: a claim is dropped", LIGHT, () -> Flaws::waitsForEver, "I6", 1),
                Flaw.of("9: a request circles inside", LIGHT, () -> Flaws::passesBackwards, "I9", 1),
                Flaw.of("10: a request is swallowed", LIGHT, () -> Flaws::swallowsRequests, "I6", 1),
                Flaw.of("11: hops are not counted", LIGHT, () -> Flaws::countsNoHops, "I9", 1),
                Flaw.of("12: vanished is taken for unsolved", LIGHT, () -> Flaws::asksOnWithoutReason, "I8", 1),
                Flaw.of("13: milliseconds are taken for seconds", HEAVY, () -> Flaws::takesMillisForSeconds, "I6", 1),
                Flaw.of("14: no back-off", HEAVY, () -> Flaws::triesAtEveryTick, "F14", 1),
                new Flaw("15: the executor compares no fences", HEAVY, () -> new Subject(Agent::on, false), "I2", 2),
                Flaw.of("16: it yields whatever the age", LIGHT, () -> Flaws::yieldsToAnybody, "I6", 1),
                Flaw.of("17: a late grant releases who executes", LIGHT, () -> Flaws::releasesWhoExecutes, "I5", 41));
    }

    private static Step grantsWhileBusy(Agent agent, Input input, Instant now) {
        boolean busy = input instanceof Input.Mail(var from, Join join)
                && from != null
                && agent.state() instanceof AgentState.Member member
                && !member.isp().isp().equals(join.isp());
        return busy
                ? new Agent(Changed.wantedBy(agent.self(), null), new AgentState.Free()).on(input, now)
                : agent.on(input, now);
    }

    private static Step releasesWithoutRound(Agent agent, Input input, Instant now) {
        return input instanceof Input.Mail(var from, Release release)
                        && agent.state() instanceof AgentState.Member member
                ? agent.on(new Input.Mail(from, new Release(member.isp().isp(), Long.MAX_VALUE, release.forIsp())), now)
                : agent.on(input, now);
    }

    private static Behaviour readsAtAnotherTime() {
        Map<NodeName, NodeState> earlier = new HashMap<>();
        return (agent, input, now) -> Changed.effects(
                agent.on(input, now),
                effect -> effect instanceof Effect.SendTo(var to, Granted granted)
                        ? new Effect.SendTo(to, ofEarlier(granted, earlier))
                        : effect);
    }

    private static Granted ofEarlier(Granted granted, Map<NodeName, NodeState> earlier) {
        NodeState now = granted.state();
        NodeState then = earlier.getOrDefault(now.node(), now);
        earlier.put(now.node(), now);
        NodeState mixed = new NodeState(now.node(), now.fence(), now.capacity(), now.draining(), then.vms());
        return new Granted(granted.isp(), granted.round(), mixed, granted.met());
    }

    private static Step tellsFailuresAsDone(Agent agent, Input input, Instant now) {
        if (input instanceof Input.Mail(var from, Finished finished)) {
            List<ActionResult> done = finished.results().stream()
                    .map(result -> new ActionResult(result.action(), true, null))
                    .toList();
            Finished told =
                    new Finished(finished.isp(), finished.nodes(), finished.fence(), finished.placement(), done);
            return agent.on(new Input.Mail(from, told), now);
        }
        return agent.on(input, now);
    }

    private static Step takesOver(Agent agent, Input input, Instant now) {
        boolean orphaned = input instanceof Input.MembershipChanged(var view)
                && agent.state() instanceof AgentState.Member member
                && !view.onRing(member.isp().leader().node());
        if (!orphaned) {
            return agent.on(input, now);
        }
        AgentState.Member member = (AgentState.Member) agent.state();
        IspRef isp = new IspRef(
                member.isp().isp(), agent.self().position(), member.isp().priority());
        long round = member.grantRound() + 1;
        AgentState leader = new AgentState.Leader(
                isp,
                round,
                List.of(),
                List.of(),
                agent.self().position(),
                false,
                null,
                new AgentState.Phase.Asking(true));
        TimerTag tag = new TimerTag(isp.isp(), round);
        return new Step(
                new Agent(agent.self(), leader),
                List.of(
                        new Effect.CancelTimer(Timer.LEASE),
                        new Effect.StartTimer(Timer.ASK, tag, Duration.ofMillis(1)),
                        new Effect.StartTimer(Timer.DEADLINE, tag, Duration.ofSeconds(60))));
    }

    private static Step neverAsksAgain(Agent agent, Input input, Instant now) {
        return fires(input, Timer.ASK, Timer.DEADLINE) ? Changed.nothing(agent) : agent.on(input, now);
    }

    private static Step waitsForEver(Agent agent, Input input, Instant now) {
        return input instanceof Input.Mail(var _, Claim _) || fires(input, Timer.WAIT, Timer.DEADLINE)
                ? Changed.nothing(agent)
                : agent.on(input, now);
    }

    private static Step passesBackwards(Agent agent, Input input, Instant now) {
        Step step = agent.on(input, now);
        return input instanceof Input.Mail(var from, Join join) && from != null
                ? Changed.effects(
                        step,
                        effect -> effect instanceof Effect.SendTo(var _, Busy busy) && busy.round() % 3 == 0
                                ? new Effect.SendTo(from, join)
                                : effect)
                : step;
    }

    private static Step swallowsRequests(Agent agent, Input input, Instant now) {
        return input instanceof Input.Mail(var _, Join _) && agent.state() instanceof AgentState.Executing
                ? Changed.nothing(agent)
                : neverAsksAgain(agent, input, now);
    }

    private static Step countsNoHops(Agent agent, Input input, Instant now) {
        Step step = agent.on(input, now);
        return input instanceof Input.Mail(var _, Join came)
                ? Changed.effects(
                        step,
                        effect -> effect instanceof Effect.SendTo(var to, Join passed)
                                ? new Effect.SendTo(
                                        to,
                                        new Join(
                                                passed.by(),
                                                passed.round(),
                                                passed.members(),
                                                came.hops(),
                                                passed.merging(),
                                                passed.met()))
                                : effect)
                : step;
    }

    private static Step asksOnWithoutReason(Agent agent, Input input, Instant now) {
        boolean tells = input instanceof Input.TriggerOff || input instanceof Input.DemandsChanged;
        return tells && agent.state() instanceof AgentState.Leader ? Changed.nothing(agent) : agent.on(input, now);
    }

    private static Step takesMillisForSeconds(Agent agent, Input input, Instant now) {
        return Changed.effects(
                agent.on(input, now),
                effect -> effect instanceof Effect.StartTimer(var timer, var tag, var after)
                        ? new Effect.StartTimer(timer, tag, Duration.ofSeconds(after.toMillis()))
                        : effect);
    }

    private static Step triesAtEveryTick(Agent agent, Input input, Instant now) {
        Problems problems = agent.self().problems();
        Problems forgotten = new Problems(problems.trigger(), problems.drain(), 0, false, Instant.MIN);
        return new Agent(Changed.with(agent.self(), forgotten), agent.state()).on(input, now);
    }

    private static Step yieldsToAnybody(Agent agent, Input input, Instant now) {
        if (input instanceof Input.Mail(var from, Claim claim)) {
            IspRef by = claim.by();
            Priority first = new Priority(
                    by.priority().problem(), Instant.EPOCH, by.priority().node());
            IspRef oldest = new IspRef(by.isp(), by.leader(), first);
            return agent.on(new Input.Mail(from, new Claim(claim.isp(), oldest)), now);
        }
        return agent.on(input, now);
    }

    private static Step releasesWhoExecutes(Agent agent, Input input, Instant now) {
        return input instanceof Input.Mail(var from, Granted granted)
                        && from != null
                        && agent.state() instanceof AgentState.Executing executing
                        && executing.isp().equals(granted.isp())
                ? new Step(agent, List.of(new Effect.SendTo(from, new Release(granted.isp(), granted.round(), null))))
                : agent.on(input, now);
    }

    private static boolean fires(Input input, Timer one, Timer other) {
        return input instanceof Input.TimerFired(var timer, var _) && (timer == one || timer == other);
    }
}
