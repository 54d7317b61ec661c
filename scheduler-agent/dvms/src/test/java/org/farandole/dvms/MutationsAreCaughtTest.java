package org.farandole.dvms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.stream.Stream;
import org.farandole.contracts.dvms.RingMessage.Busy;
import org.farandole.contracts.dvms.RingMessage.Claim;
import org.farandole.contracts.dvms.RingMessage.Join;
import org.farandole.contracts.dvms.RingMessage.Release;
import org.farandole.dvms.VirtualRing.Behaviour;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The tests are tested: old flaws of this protocol's forerunners, put back one at a time as other transitions, break an
 * invariant in some seeded run.
 */
class MutationsAreCaughtTest {

    /** Flaw 1: a node that is in a partition already grants all the same. */
    private static final Behaviour GRANTS_WHILE_BUSY =
            (agent, input, now) -> input instanceof Input.Mail(var from, Join join)
                            && from != null
                            && agent.state() instanceof AgentState.Member member
                            && !member.isp().isp().equals(join.isp())
                    ? new Agent(agent.self().wantedBy(null), new AgentState.Free()).on(input, now)
                    : agent.on(input, now);

    /** Flaw 2: a release frees from whatever reservation there is. */
    private static final Behaviour RELEASES_WITHOUT_ROUND = (agent, input, now) -> input
                            instanceof Input.Mail(var from, Release release)
                    && agent.state() instanceof AgentState.Member member
            ? agent.on(new Input.Mail(from, new Release(member.isp().isp(), Long.MAX_VALUE, release.forIsp())), now)
            : agent.on(input, now);

    /** Flaw 7: a request that is lost is not sent again, and nobody steps over who is silent. */
    private static final Behaviour NEVER_ASKS_AGAIN = (agent, input, now) ->
            input instanceof Input.TimerFired(var timer, var _) && (timer == Timer.ASK || timer == Timer.DEADLINE)
                    ? new Step(agent, List.of())
                    : agent.on(input, now);

    /** Flaw 10: a request that meets a state it does not expect is swallowed; nothing repairs it. */
    private static final Behaviour SWALLOWS_WHEN_EXECUTING = (agent, input, now) ->
            input instanceof Input.Mail(var _, Join _) && agent.state() instanceof AgentState.Executing
                    ? new Step(agent, List.of())
                    : NEVER_ASKS_AGAIN.on(agent, input, now);

    /** Flaw 12: that the problem went away is taken for "no solution yet". */
    private static final Behaviour ASKS_ON_WITHOUT_A_REASON = (agent, input, now) -> {
        if (agent.state() instanceof AgentState.Leader
                && (input instanceof Input.TriggerOff || input instanceof Input.DemandsChanged)) {
            return new Step(agent, List.of());
        }
        return agent.on(input, now);
    };

    /** Flaw 9: the first out is not computed from the request's members: it leads back. */
    private static final Behaviour PASSES_BACKWARDS = (agent, input, now) -> {
        Step step = agent.on(input, now);
        if (!(input instanceof Input.Mail(var from, Join _)) || from == null) {
            return step;
        }
        return new Step(
                step.next(),
                step.effects().stream()
                        .map(effect -> effect instanceof Effect.SendTo(var _, Busy busy) && busy.round() % 3 == 0
                                ? new Effect.SendTo(from, (Join) ((Input.Mail) input).message())
                                : effect)
                        .toList());
    };

    /** Flaw 8: a claim is not answered, and no new turn follows. */
    private static final Behaviour WAITS_FOR_EVER = (agent, input, now) -> input instanceof Input.Mail(var _, Claim _)
                    || (input instanceof Input.TimerFired(var timer, var _)
                            && (timer == Timer.WAIT || timer == Timer.DEADLINE))
            ? new Step(agent, List.of())
            : agent.on(input, now);

    static Stream<Arguments> flaws() {
        return Stream.of(
                arguments("1: a busy node grants", GRANTS_WHILE_BUSY, "I5"),
                arguments("2: a release frees from any reservation", RELEASES_WITHOUT_ROUND, "I5"),
                arguments("7: a lost request is lost", NEVER_ASKS_AGAIN, "I6"),
                arguments("8: a claim is dropped", WAITS_FOR_EVER, "I6"),
                arguments("9: a request circles", PASSES_BACKWARDS, "I9"),
                arguments("10: a request is swallowed", SWALLOWS_WHEN_EXECUTING, "I6"),
                arguments("12: vanished is taken for unsolved", ASKS_ON_WITHOUT_A_REASON, "I8"));
    }

    @ParameterizedTest(name = "flaw {0}")
    @MethodSource("flaws")
    void anOldFlawBreaksAnInvariant(String flaw, Behaviour behaviour, String invariant) {
        assertThat(firstBroken(behaviour, RandomRun.Faults.LETTERS, true))
                .as(flaw)
                .contains(invariant);
    }

    @Test
    void withoutTheFenceCheckOldStatesAreExecuted() {
        assertThat(firstBroken(Agent::on, RandomRun.Faults.ALL, false)).contains("I2");
    }

    @Test
    void theTransitionsAsTheyAreBreakNothing() {
        assertThat(firstBroken(Agent::on, RandomRun.Faults.LETTERS, true)).isEqualTo("nothing");
    }

    /** What the first of a few seeded runs that breaks an invariant says. */
    private static String firstBroken(Behaviour behaviour, RandomRun.Faults faults, boolean comparesFences) {
        for (long seed = 0; seed < 30; seed++) {
            try {
                new RandomRun(seed, faults, behaviour, comparesFences).play();
            } catch (AssertionError broken) {
                return "seed " + seed + ": " + broken.getMessage();
            }
        }
        return "nothing";
    }
}
