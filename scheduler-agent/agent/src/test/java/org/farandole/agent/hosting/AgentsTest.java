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
import org.farandole.agent.hosting.Hosting.Announced;
import org.farandole.agent.ring.Origin;
import org.farandole.contracts.dvms.Decision;
import org.farandole.contracts.dvms.Fence;
import org.farandole.contracts.dvms.Member;
import org.farandole.contracts.dvms.Member.Status;
import org.farandole.contracts.dvms.RingMail;
import org.farandole.contracts.dvms.RingMessage;
import org.farandole.contracts.dvms.RingPosition;
import org.farandole.contracts.node.Capacity;
import org.farandole.contracts.node.NodeDescription;
import org.farandole.contracts.node.NodeEvent;
import org.farandole.contracts.node.NodeName;
import org.farandole.contracts.node.RingKey;
import org.farandole.contracts.reservation.ReservationId;
import org.farandole.contracts.topic.Topics;
import org.farandole.dvms.AgentState;
import org.farandole.dvms.Settings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who is hosted, and what the membership hears of it: PROTOCOL M1, M2, M4 and M6. */
final class AgentsTest {

    private static final RingKey KEY = new RingKey("rennes", "paravance", new NodeName("node-1"));
    private static final RingPosition POSITION = new RingPosition(KEY, 17);
    private static final ReservationId RESERVATION = new ReservationId("r-1");
    private static final int PARTITION = Topics.ringPartition(17);

    private final Tenancy tenancy = new Tenancy(new Share.Group());
    private final Loop loop = new Loop();
    private final RecordingPost post = new RecordingPost();
    private final Agents agents = new Agents(
            tenancy,
            loop,
            post,
            (_, _) -> {},
            Clock.fixed(Instant.parse("2026-11-23T12:00:00Z"), ZoneOffset.UTC),
            Settings.forBudget(Duration.ofSeconds(1)),
            new Counters(new SimpleMeterRegistry()));

    @AfterEach
    void endTheLoop() {
        loop.close();
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

    private void readyNodeIsHosted() {
        given(() -> agents.on(ready()));
        given(agents::caughtUp);
        given(() -> agents.assigned(Set.of(PARTITION)));
        given(() -> agents.on(mail(new RingMessage.Status(new Fence(0), List.of(), null, Set.of())), origin()));
    }

    private static NodeEvent ready() {
        return ready(POSITION, RESERVATION);
    }

    private static NodeEvent ready(RingPosition position, ReservationId reservation) {
        return new NodeEvent.Ready(
                new NodeDescription(
                        position.key(),
                        position.slot(),
                        8,
                        new Capacity(700, 32_768),
                        URI.create("emulated://x/" + position.node()),
                        Map.of()),
                reservation);
    }

    private static RingMail mail(RingMessage.FromExecutor message) {
        return new RingMail(KEY.node(), 17, null, message);
    }

    private static Origin origin() {
        return new Origin(Topics.RING, PARTITION, 5, "17", new byte[0]);
    }

    private void read(Status status, Long incarnation, long offset) {
        given(() -> agents.on(List.of(new Announced(new Member(POSITION, status, incarnation), offset))));
    }

    @Test
    void anAgentBeginsWhenItsNodeIsReadyAndItsInboxIsHere() {
        given(() -> agents.on(ready()));
        given(() -> agents.assigned(Set.of(PARTITION)));
        assertThat(post.members).as("before nodes and membership are known").isEmpty();

        given(agents::caughtUp);

        assertThat(post.statuses()).containsExactly(Status.ACTIVE);
        assertThat(post.decisions).containsExactly(new Decision.Query(POSITION));
        assertThat(agents.all()).singleElement().satisfies(agent -> {
            assertThat(agent.self().incarnation()).isEqualTo(10);
            assertThat(agent.state()).isInstanceOf(AgentState.Waking.class);
        });
    }

    @Test
    void theRingOfAnAgentIsItsReservations() {
        RingPosition mine = new RingPosition(new RingKey("rennes", "paravance", new NodeName("node-2")), 18);
        RingPosition another = new RingPosition(new RingKey("rennes", "paravance", new NodeName("node-3")), 19);
        readyNodeIsHosted();
        given(() -> agents.on(List.of(
                new Announced(new Member(POSITION, Status.ACTIVE, null), 10),
                new Announced(new Member(mine, Status.ACTIVE, null), 11),
                new Announced(new Member(another, Status.ACTIVE, null), 12))));
        assertThat(ringOfTheAgent()).as("while all may be its own").containsExactly(POSITION, mine, another);

        given(() -> agents.on(ready(mine, RESERVATION)));
        given(() -> agents.on(ready(another, new ReservationId("r-2"))));

        assertThat(ringOfTheAgent()).containsExactly(POSITION, mine);
    }

    private List<RingPosition> ringOfTheAgent() {
        return agents.all().iterator().next().self().view().ring();
    }

    @Test
    void noAgentBeginsForAnInboxThatIsElsewhere() {
        given(() -> agents.on(ready()));
        given(agents::caughtUp);

        given(() -> agents.assigned(Set.of(PARTITION + 1)));

        assertThat(post.members).isEmpty();
        assertThat(tenancy.obstacle()).isNull();
    }

    @Test
    void afterALifeThatEndedInOrderItIsFreeAtOnce() {
        read(Status.HANDED, 3L, 4);

        readyNodeIsHosted();

        assertThat(agents.all())
                .singleElement()
                .extracting(agent -> agent.state())
                .isInstanceOf(AgentState.Free.class);
    }

    @Test
    void afterACrashItStaysQuietForALease() {
        read(Status.ACTIVE, null, 3);

        readyNodeIsHosted();

        assertThat(agents.all())
                .singleElement()
                .extracting(agent -> agent.state())
                .isInstanceOf(AgentState.Waking.class);
    }

    @Test
    void aRevokedInboxGivesItsAgentBack() {
        readyNodeIsHosted();

        given(() -> agents.revoked(Set.of(PARTITION)));

        assertThat(agents.all()).isEmpty();
        assertThat(post.members.getLast()).isEqualTo(new Member(POSITION, Status.HANDED, 10L));
    }

    @Test
    void anActiveRecordOfAnotherProcessEndsTheAgentAtOnce() {
        readyNodeIsHosted();
        int said = post.members.size();

        read(Status.ACTIVE, null, 11);

        assertThat(agents.all()).isEmpty();
        assertThat(post.members).as("it says nothing more").hasSize(said);
    }

    @Test
    void itsOwnActiveRecordDoesNot() {
        readyNodeIsHosted();

        read(Status.ACTIVE, null, 10);

        assertThat(agents.all()).hasSize(1);
    }

    @Test
    void aLateWordAboutAnEarlierLifeIsContradicted() {
        readyNodeIsHosted();

        read(Status.GONE, 3L, 12);

        assertThat(post.statuses()).containsExactly(Status.ACTIVE, Status.ACTIVE);
        read(Status.ACTIVE, null, 11);
        assertThat(agents.all()).as("what it wrote itself does not end it").hasSize(1);
    }

    @Test
    void aReleasedNodesAgentLeavesAndMayComeBack() {
        readyNodeIsHosted();

        given(() -> agents.on(new NodeEvent.Released(KEY.node(), RESERVATION)));
        assertThat(agents.all()).isEmpty();
        assertThat(post.members.getLast()).isEqualTo(new Member(POSITION, Status.LEFT, 10L));

        read(Status.LEFT, 10L, 11);
        given(() -> agents.on(ready()));
        assertThat(agents.all()).hasSize(1);
    }

    @Test
    void aNodeThatIsPoweredOffIsKnownToBeOff() {
        readyNodeIsHosted();

        given(() -> agents.on(new NodeEvent.Off(KEY.node())));

        assertThat(post.statuses()).containsExactly(Status.ACTIVE, Status.LEFT, Status.OFF);
    }

    @Test
    void nobodySpeaksForALostNodeUntilItIsBack() {
        readyNodeIsHosted();

        given(() -> agents.on(new NodeEvent.Lost(KEY.node(), "no answer for 5 s")));
        assertThat(agents.all()).isEmpty();
        assertThat(post.members.getLast().status()).isEqualTo(Status.GONE);

        given(() -> agents.on(new NodeEvent.Back(KEY.node())));
        assertThat(agents.all()).hasSize(1);
    }

    @Test
    void mailForAnUnknownNodeIsADeadLetterAndForASleepingOneIsNot() {
        RingMessage.FromExecutor changed = new RingMessage.Changed(new Fence(2), List.of());
        given(() -> agents.on(new NodeEvent.Registered(((NodeEvent.Ready) ready()).description())));

        given(() -> agents.on(mail(changed), origin()));
        given(() -> agents.on(new RingMail(new NodeName("stranger"), 17, null, changed), origin()));

        assertThat(post.deadLetters).containsExactly("node stranger is not known here");
    }
}
