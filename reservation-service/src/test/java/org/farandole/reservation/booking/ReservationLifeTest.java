package org.farandole.reservation.booking;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.farandole.contracts.node.MacroStep;
import org.farandole.contracts.node.NodeEvent;
import org.farandole.contracts.node.NodeName;
import org.farandole.contracts.reservation.Booking;
import org.farandole.contracts.reservation.Manifest;
import org.farandole.contracts.reservation.ReservationEvent;
import org.farandole.contracts.reservation.ReservationId;
import org.farandole.contracts.reservation.Subnet;
import org.farandole.contracts.reservation.Vlan;
import org.farandole.reservation.Nodes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Three nodes, of which two are needed at least. */
class ReservationLifeTest {

    private static final ReservationId ID = new ReservationId("r-7");
    private static final Instant START = Instant.parse("2026-12-01T08:00:00Z");
    private static final Instant END = START.plus(Duration.ofHours(2));
    private static final Instant DURING = START.plus(Duration.ofHours(1));
    private static final Manifest MANIFEST = Manifests.of("demo", 3, 2, null, Vlan.Kind.GLOBAL, START);
    private static final Booking BOOKING = new Booking(
            ID,
            MANIFEST,
            Nodes.cluster("rennes", "n", 3),
            Subnet.parse("10.128.0.0/22"),
            new Vlan(Vlan.Kind.GLOBAL, 10),
            START,
            END);
    private static final NodeName N0 = new NodeName("n-0");
    private static final NodeName N1 = new NodeName("n-1");
    private static final NodeName N2 = new NodeName("n-2");

    private ReservationState state = new ReservationState.Requested(ID, MANIFEST);

    @Test
    void isBookedWholeWhenItIsGranted() {
        List<ReservationEffect> effects = tell(new ReservationInput.Grant(BOOKING));

        assertThat(state).isEqualTo(new ReservationState.Granted(BOOKING, ""));
        assertThat(effects)
                .containsExactly(
                        new ReservationEffect.Book(BOOKING),
                        say(new ReservationEvent.Granted(BOOKING)),
                        new ReservationEffect.SayOfNode(new NodeEvent.Booked(N0, ID)),
                        new ReservationEffect.SayOfNode(new NodeEvent.Booked(N1, ID)),
                        new ReservationEffect.SayOfNode(new NodeEvent.Booked(N2, ID)));
    }

    @Test
    void isRejectedWithTheReason() {
        List<ReservationEffect> effects = tell(new ReservationInput.Refuse("too few"));

        assertThat(state).isEqualTo(new ReservationState.Rejected(ID, "too few"));
        assertThat(effects).containsExactly(say(new ReservationEvent.Rejected(ID, "too few")));
    }

    @Test
    void startsAtItsStartAndNotBefore() {
        tell(new ReservationInput.Grant(BOOKING));

        assertThat(tick(START.minusMillis(1))).isEmpty();
        assertThat(tick(START))
                .containsExactly(new ReservationEffect.Hold(), say(new ReservationEvent.Started(BOOKING)));
        assertThat(state).isInstanceOf(ReservationState.Started.class);
    }

    @Test
    void waitsForWhatAnotherStillHolds() {
        tell(new ReservationInput.Grant(BOOKING));

        List<ReservationEffect> effects = tell(new ReservationInput.Tick(START, List.of("node n-0 (of r-3)")));

        assertThat(effects).isEmpty();
        assertThat(state).isEqualTo(new ReservationState.Granted(BOOKING, "waits for node n-0 (of r-3)"));
        assertThat(tick(DURING)).contains(say(new ReservationEvent.Started(BOOKING)));
    }

    @Test
    void expiresUnstartedIfItWaitedForAllOfItsTime() {
        tell(new ReservationInput.Grant(BOOKING));
        tell(new ReservationInput.Tick(START, List.of("node n-0 (of r-3)")));

        List<ReservationEffect> effects = tell(new ReservationInput.Tick(END, List.of("node n-0 (of r-3)")));

        assertThat(effects)
                .containsExactly(
                        new ReservationEffect.ReturnAll(),
                        say(new ReservationEvent.Expired(ID)),
                        say(new ReservationEvent.Ended(ID)));
        assertThat(state).isEqualTo(new ReservationState.Ended(ID, "never started: waits for node n-0 (of r-3)"));
    }

    @Test
    void hasNothingToUndoBeforeItsStart() {
        tell(new ReservationInput.Grant(BOOKING));

        assertThat(release(START.minusSeconds(60)))
                .containsExactly(
                        new ReservationEffect.ReturnAll(),
                        say(new ReservationEvent.Released(ID, "enough")),
                        say(new ReservationEvent.Ended(ID)));
    }

    @Test
    void expiresAtItsWalltime() {
        started();

        assertThat(tick(END.minusMillis(1))).isEmpty();
        assertThat(tick(END)).containsExactly(new ReservationEffect.EndAt(END), say(new ReservationEvent.Expired(ID)));
        assertThat(state).isInstanceOf(ReservationState.Ending.class);
    }

    @Test
    void endsWhenTheLastNodeIsGivenBack() {
        started();

        assertThat(release(DURING))
                .containsExactly(new ReservationEffect.EndAt(DURING), say(new ReservationEvent.Released(ID, "enough")));
        assertThat(returned(N1)).containsExactly(new ReservationEffect.ReturnNode(N1));
        assertThat(returned(N1)).isEmpty();
        assertThat(returned(new NodeName("stranger"))).isEmpty();
        assertThat(returned(N0)).containsExactly(new ReservationEffect.ReturnNode(N0));
        assertThat(returned(N2))
                .containsExactly(
                        new ReservationEffect.ReturnNode(N2),
                        new ReservationEffect.ReturnAll(),
                        say(new ReservationEvent.Ended(ID)));
        assertThat(state).isEqualTo(new ReservationState.Ended(ID, "enough"));
    }

    @Test
    void goesOnWhileTheMinimumHoldsAndThenReleasesItself() {
        started();

        assertThat(failed(N1)).containsExactly(new ReservationEffect.MarkFailed(N1));
        assertThat(failed(N1)).isEmpty();
        List<ReservationEffect> effects = failed(N2);

        String why = "1 nodes can be ready, 2 are needed at least; n-2 failed at BROADCAST_IMAGE: no answer";
        assertThat(effects)
                .containsExactly(
                        new ReservationEffect.MarkFailed(N2),
                        new ReservationEffect.EndAt(DURING),
                        say(new ReservationEvent.Released(ID, why)));
        assertThat(state)
                .isInstanceOfSatisfying(
                        ReservationState.Ending.class,
                        ending -> assertThat(ending.held().nodes())
                                .as("a failed node stays booked until it is given back")
                                .containsExactlyInAnyOrder(N0, N1, N2));
    }

    @Test
    void losesANodeThatIsGivenBackEarly() {
        started();

        assertThat(returned(N0)).containsExactly(new ReservationEffect.ReturnNode(N0));
        returned(N1);

        assertThat(state).isInstanceOf(ReservationState.Ending.class);
        assertThat(returned(N2)).contains(say(new ReservationEvent.Ended(ID)));
    }

    @Test
    void isExtendedOnlyToALaterEnd() {
        started();
        Instant later = END.plusSeconds(3600);

        assertThat(tell(new ReservationInput.Extend(DURING, END.minusSeconds(1))))
                .singleElement()
                .isInstanceOf(ReservationEffect.Decline.class);
        assertThat(tell(new ReservationInput.Extend(DURING, later)))
                .containsExactly(new ReservationEffect.EndAt(later), say(new ReservationEvent.Extended(ID, later)));
        assertThat(tell(new ReservationInput.Extend(DURING, later)))
                .as("a repeat")
                .isEmpty();
        assertThat(tick(END)).isEmpty();
        assertThat(tick(later)).contains(say(new ReservationEvent.Expired(ID)));
        assertThat(tell(new ReservationInput.Extend(later, later.plusSeconds(1))))
                .singleElement()
                .isInstanceOf(ReservationEffect.Decline.class);
    }

    @Test
    void isExtendedBeforeItsStart() {
        tell(new ReservationInput.Grant(BOOKING));
        Instant later = END.plusSeconds(3600);

        assertThat(tell(new ReservationInput.Extend(START.minusSeconds(9), later)))
                .contains(say(new ReservationEvent.Extended(ID, later)));
        assertThat(state)
                .isInstanceOfSatisfying(
                        ReservationState.Granted.class,
                        granted -> assertThat(granted.booking().end()).isEqualTo(later));
    }

    static Stream<ReservationState> over() {
        return Stream.of(new ReservationState.Ended(ID, "done"), new ReservationState.Rejected(ID, "no"));
    }

    @ParameterizedTest
    @MethodSource("over")
    void whatIsOverStaysOver(ReservationState last) {
        for (ReservationInput input : List.of(
                new ReservationInput.Grant(BOOKING),
                new ReservationInput.Refuse("again"),
                new ReservationInput.Tick(END, List.of()),
                new ReservationInput.Release(END, "again"),
                new ReservationInput.NodeReturned(END, N0),
                new ReservationInput.NodeFailed(END, N0, MacroStep.VERIFY, "late"))) {
            assertThat(ReservationLife.decide(last, input)).isEqualTo(new ReservationLife.Step(last, List.of()));
        }
    }

    /** Whatever comes in whatever order: it ends once, and after each node was given back once. */
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void endsOnceWhateverComes(long seed) {
        Random random = new Random(seed);
        for (int run = 0; run < 100; run++) {
            state = new ReservationState.Requested(ID, MANIFEST);
            List<ReservationEffect> all = new ArrayList<>(tell(new ReservationInput.Grant(BOOKING)));
            all.addAll(tick(START));
            for (int step = 0; step < 40; step++) {
                all.addAll(tell(any(random)));
            }
            for (NodeName node : List.of(N0, N1, N2)) {
                all.addAll(release(DURING));
                all.addAll(returned(node));
            }
            assertThat(state).as("seed %d, run %d", seed, run).isInstanceOf(ReservationState.Ended.class);
            assertThat(all.stream().filter(say(new ReservationEvent.Ended(ID))::equals))
                    .hasSize(1);
            for (NodeName node : List.of(N0, N1, N2)) {
                assertThat(all.stream().filter(new ReservationEffect.ReturnNode(node)::equals))
                        .hasSize(1);
            }
        }
    }

    private static ReservationInput any(Random random) {
        NodeName node = List.of(N0, N1, N2).get(random.nextInt(3));
        return switch (random.nextInt(6)) {
            case 0 -> new ReservationInput.Tick(random.nextInt(8) == 0 ? END : DURING, List.of());
            case 1 -> new ReservationInput.NodeFailed(DURING, node, MacroStep.VERIFY, "bad luck");
            case 2 ->
                random.nextInt(4) == 0
                        ? new ReservationInput.Release(DURING, "enough")
                        : new ReservationInput.Refuse("late");
            case 3 ->
                random.nextInt(4) == 0
                        ? new ReservationInput.NodeReturned(DURING, node)
                        : new ReservationInput.Grant(BOOKING);
            case 4 -> new ReservationInput.Extend(DURING, END.plusSeconds(random.nextInt(9)));
            default -> new ReservationInput.Tick(START, List.of("something"));
        };
    }

    private void started() {
        tell(new ReservationInput.Grant(BOOKING));
        tick(START);
    }

    private List<ReservationEffect> tick(Instant now) {
        return tell(new ReservationInput.Tick(now, List.of()));
    }

    private List<ReservationEffect> release(Instant now) {
        return tell(new ReservationInput.Release(now, "enough"));
    }

    private List<ReservationEffect> returned(NodeName node) {
        return tell(new ReservationInput.NodeReturned(DURING, node));
    }

    private List<ReservationEffect> failed(NodeName node) {
        return tell(new ReservationInput.NodeFailed(DURING, node, MacroStep.BROADCAST_IMAGE, "no answer"));
    }

    private static ReservationEffect say(ReservationEvent event) {
        return new ReservationEffect.Say(event);
    }

    private List<ReservationEffect> tell(ReservationInput input) {
        ReservationLife.Step step = ReservationLife.decide(state, input);
        state = step.next();
        return step.effects();
    }
}
