package org.farandole.dvms;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.farandole.contracts.dvms.Action;
import org.farandole.contracts.dvms.IspEvent;
import org.farandole.contracts.dvms.NodeState;
import org.farandole.contracts.dvms.Outcome;
import org.farandole.contracts.dvms.Priority;
import org.farandole.contracts.dvms.Proposal;
import org.farandole.contracts.dvms.RingMessage.Claim;
import org.farandole.contracts.dvms.RingMessage.Join;
import org.junit.jupiter.api.Test;

/** Nodes of 100 % that are to keep 10 % free; n0 demands 95 until something else is said. */
class EarlyReliefTest {

    private static final ModelSolver NOT_WORTH_IT = (priority, states) ->
            overloaded(states) ? new Greedy().solve(priority, states) : new Proposal.NothingToDo();

    private static boolean overloaded(List<NodeState> states) {
        return states.stream()
                .anyMatch(state -> state.cpuDemandPercent() > state.capacity().cpuPercent());
    }

    /** Worth it as soon as there are so many nodes to choose from: the newest takes the VM "a". */
    private static Proposal worthIt(int from, Priority priority, List<NodeState> states) {
        return states.size() < from
                ? new Proposal.NothingToDo()
                : new Proposal.Actions(
                        List.of(new Action.Migrate(
                                VirtualRing.placed("a").vm(),
                                priority.node(),
                                states.getLast().node(),
                                Greedy.MIGRATION,
                                List.of(),
                                "so that it stays below")),
                        0,
                        false);
    }

    private static VirtualRing ring(int nodes, ModelSolver solver) {
        Settings settings = Settings.forBudget(Duration.ofMillis(500))
                .being(new Patience(3, 5))
                .keepingFree(10);
        VirtualRing ring = new VirtualRing(nodes, 100, settings, true).solving(solver);
        Invariants.always().forEach(ring::watchedBy);
        return ring.vm(0, "a", 30).vm(0, "b", 65).begin();
    }

    @Test
    void aNodeWithTooLittleLeftIsRelievedBeforeItIsOverloaded() {
        VirtualRing ring = ring(6, (priority, states) -> worthIt(3, priority, states));
        ring.run(Duration.ofSeconds(15));
        assertThat(ring.ended()).extracting(IspEvent.Ended::outcome).containsExactly(Outcome.SOLVED);
        assertThat(ring.executor().placement(VirtualRing.node(2))).hasSize(1);
        assertThat(ring.sent(Join.class::isInstance)).containsExactly("n0 to n1", "n0 to n2");
    }

    @Test
    void fewAreAskedAndNobodyIsClaimedForWhatIsNoOverloadYet() {
        VirtualRing ring = ring(6, NOT_WORTH_IT);
        ring.run(Duration.ofSeconds(8));
        assertThat(ring.ended()).extracting(IspEvent.Ended::outcome).containsExactly(Outcome.FAILED);
        assertThat(ring.sent(Join.class::isInstance)).containsExactly("n0 to n1", "n0 to n2");
        assertThat(ring.sent(Claim.class::isInstance)).isEmpty();
        assertThat(ring.allFree()).isTrue();
    }

    @Test
    void whereTheRingIsSmallerItEndsAtItsTurn() {
        VirtualRing ring = ring(2, NOT_WORTH_IT);
        ring.run(Duration.ofSeconds(8));
        assertThat(ring.ended()).extracting(IspEvent.Ended::outcome).containsExactly(Outcome.FAILED);
    }

    @Test
    void anOverloadDoesNotWaitForTheBackOffOfAnEarlyAttempt() {
        // given: an attempt that failed, and the next is ten seconds away
        VirtualRing ring = ring(6, NOT_WORTH_IT);
        ring.run(Duration.ofSeconds(3));
        assertThat(ring.ended()).hasSize(1);
        // when
        ring.demand("b", 75);
        ring.run(Duration.ofSeconds(2));
        // then
        assertThat(ring.state(0)).isInstanceOf(AgentState.Executing.class);
        assertThat(ring.opened().getLast().priority().birth())
                .isAfter(ring.opened().getFirst().priority().birth());
    }

    @Test
    void itIsTriedAgainAfterTheBackOff() {
        VirtualRing ring = ring(6, NOT_WORTH_IT);
        ring.run(Duration.ofSeconds(40));
        assertThat(ring.ended()).hasSizeBetween(2, 3);
    }
}
