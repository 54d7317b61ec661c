package org.farandole.simulator.replay;

import java.util.stream.Collectors;
import org.farandole.contracts.dvms.IspEvent;
import org.farandole.contracts.dvms.IspRef;
import org.farandole.contracts.vm.Demand;
import org.farandole.dvms.Agent;
import org.farandole.dvms.AgentState;
import org.farandole.dvms.Effect;
import org.farandole.dvms.Input;
import org.farandole.dvms.TimerTag;
import org.jspecify.annotations.Nullable;

/** What an agent takes, is and does, in words. */
final class StepWords {

    private StepWords() {}

    static String input(Input input) {
        return switch (input) {
            case Input.Mail(var from, var message) ->
                Words.message(message) + ", from " + Words.name(from == null ? null : from.node());
            case Input.TimerFired(var timer, var tag) -> "timer " + timer + of(tag);
            case Input.Begin begin -> begin.handed() ? "begins, handed over in order" : "begins, knowing nothing";
            case Input.TriggerOn on ->
                "%s: demand %d of %d %%"
                        .formatted(Words.lower(on.problem()), on.cpuDemandPercent(), on.cpuCapacityPercent());
            case Input.TriggerOff _ -> "the problem is gone";
            case Input.DemandsChanged demands ->
                "sample: demand %d of %d %%"
                        .formatted(
                                demands.demands().values().stream()
                                        .mapToInt(Demand::cpuPercent)
                                        .sum(),
                                demands.capacity().cpuPercent());
            case Input.MembershipChanged membership ->
                "membership: %d nodes on the ring"
                        .formatted(membership.view().ring().size());
            case Input.Gone gone -> gone.node() + " is gone";
            case Input.DrainMe _ -> "is to be emptied";
            case Input.Stop _ -> "is to leave";
            case Input.HandOver _ -> "goes to another process";
            case Input.Proposed proposed ->
                "the solver's answer to %s, round %d: %s"
                        .formatted(proposed.isp(), proposed.round(), Words.proposal(proposed.proposal()));
            case Input.ModeChanged mode -> mode.paused() ? "pauses" : "goes on";
        };
    }

    /** With what the agent keeps besides, where it matters. */
    static String agent(Agent agent) {
        IspRef wanted = agent.self().wanted();
        return state(agent.state()) + (wanted == null ? "" : ", wanted by " + wanted.isp());
    }

    static String state(AgentState state) {
        return switch (state) {
            case AgentState.Waking waking ->
                "Waking" + (waking.quiet() ? ", quiet is over" : "") + (waking.answered() ? ", answered" : "");
            case AgentState.Free _ -> "Free";
            case AgentState.Member member ->
                "Member of %s since round %d".formatted(member.isp().isp(), member.grantRound());
            case AgentState.Leader leader ->
                "Leader of %s, round %d, %s, having %s%s"
                        .formatted(
                                leader.isp().isp(),
                                leader.round(),
                                phase(leader),
                                Words.nodes(leader.partition()),
                                leader.merging() ? ", merging" : "");
            case AgentState.Executing executing ->
                "Executing %s%s".formatted(executing.isp(), executing.led() == null ? "" : ", as its leader");
            case AgentState.Left _ -> "Left";
        };
    }

    private static String phase(AgentState.Leader leader) {
        return switch (leader.phase()) {
            case AgentState.Phase.Asking asking ->
                "asking " + leader.cursor().node() + (asking.repeated() ? " again" : "");
            case AgentState.Phase.Solving solving -> solving.overdue() ? "solving, overdue" : "solving";
            case AgentState.Phase.Claiming claiming ->
                "claiming "
                        + claiming.open().stream()
                                .map(open -> open.isp().toString())
                                .collect(Collectors.joining(" ", "[", "]"));
            case AgentState.Phase.Publishing _ -> "publishing";
        };
    }

    static String effect(Effect effect) {
        return switch (effect) {
            case Effect.SendTo send -> "to " + send.to().node() + ": " + Words.message(send.message());
            case Effect.Publish(var plan) -> "to executor: " + Words.letter(plan);
            case Effect.Ask ask -> "to executor: " + Words.letter(ask.query());
            case Effect.StartTimer start ->
                "starts timer %s%s, %s".formatted(start.timer(), of(start.tag()), Words.seconds(start.after()));
            case Effect.CancelTimer cancel -> "stops timer " + cancel.timer();
            case Effect.SolveLocally solve ->
                "solves %s, round %d, %d nodes"
                        .formatted(solve.isp(), solve.round(), solve.states().size());
            case Effect.Report(var event) -> "says: " + event(event);
            case Effect.PowerOn on -> "asks to wake " + on.node();
            case Effect.Announce announce -> "announces that it is " + Words.lower(announce.status());
            case Effect.Ignored ignored -> "ignores it: " + ignored.reason().reason();
        };
    }

    private static String event(IspEvent event) {
        return switch (event) {
            case IspEvent.Opened opened -> opened.isp() + " is opened";
            case IspEvent.Grown grown -> grown.isp() + " has got " + grown.joined();
            case IspEvent.Computed computed -> computed.isp() + " was solved: " + Words.lower(computed.verdict());
            case IspEvent.Ended ended ->
                ended.isp() + " has ended, " + Words.lower(ended.outcome()) + ": " + ended.achieved();
        };
    }

    private static String of(@Nullable TimerTag tag) {
        return tag == null || tag.isp() == null ? "" : " of " + tag.isp() + ", round " + tag.round();
    }
}
