package org.farandole.monitor.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.farandole.contracts.dvms.IspEvent;
import org.farandole.contracts.dvms.IspEvent.Computed.Verdict;
import org.farandole.contracts.dvms.IspId;
import org.farandole.contracts.dvms.Outcome;
import org.farandole.contracts.dvms.Priority;
import org.farandole.contracts.dvms.Priority.ProblemClass;
import org.farandole.contracts.node.Capacity;
import org.farandole.contracts.node.MacroStep;
import org.farandole.contracts.node.NodeDescription;
import org.farandole.contracts.node.NodeEvent;
import org.farandole.contracts.node.NodeName;
import org.farandole.contracts.node.RingKey;
import org.farandole.contracts.reservation.ReservationId;
import org.farandole.contracts.vm.Ipv4;
import org.farandole.contracts.vm.MacAddress;
import org.farandole.contracts.vm.VmDescription;
import org.farandole.contracts.vm.VmEvent;
import org.farandole.contracts.vm.VmName;
import org.farandole.contracts.vm.VmPhase;
import org.farandole.contracts.vm.VmSize;
import org.farandole.monitor.live.LiveReader.Message;
import org.farandole.monitor.sampling.Loads;
import org.farandole.monitor.violation.ViolationLog;
import org.junit.jupiter.api.Test;

/** What a reader of the stream is told, event by event. */
class LiveReaderTest {

    private static final ReservationId RESERVATION = new ReservationId("r-1");
    private static final NodeName FIRST = new NodeName("n-9");
    private static final NodeName SECOND = new NodeName("n-10");
    private static final VmName VM = new VmName("vm-1");
    private static final IspId ISP = new IspId(FIRST, 1, 1);

    private Instant now = Instant.parse("2026-11-23T10:00:00Z");
    private final LiveView view = new LiveView(new Loads(), new ViolationLog());
    private final LiveReader reader = new LiveReader(view);

    @Test
    void isToldTheRingOnceAndAFrameForEachChange() {
        register(SECOND);
        register(FIRST);

        assertThat(reader.next(now)).extracting(Message::name).containsExactly("ring", "frame");
        assertThat(view.ring().nodes()).extracting(Ring.Place::node).containsExactly(FIRST, SECOND);
        assertThat(reader.next(now)).isEmpty();

        view.on(new NodeEvent.Booked(FIRST, RESERVATION));
        assertThat(reader.next(now)).extracting(Message::name).containsExactly("frame");

        register(new NodeName("n-11"));
        assertThat(reader.next(now)).extracting(Message::name).containsExactly("ring", "frame");
    }

    @Test
    void hearsABeatWhenNothingHappens() {
        reader.next(now);

        assertThat(reader.next(now.plus(LiveReader.BEAT).minusMillis(1))).isEmpty();
        assertThat(reader.next(now.plus(LiveReader.BEAT))).hasSize(1);
    }

    @Test
    void isToldEachLineOfTheFeedOnce() {
        opened();
        assertThat(lines(reader)).contains("n-9 wants 760 of 700 %");

        ended(Outcome.SOLVED, "n-9 is back at 640 %");
        assertThat(lines(reader)).contains("n-9 is back at 640 %").doesNotContain("wants 760");
        assertThat(lines(new LiveReader(view))).contains("wants 760").contains("back at 640");
    }

    @Test
    void seesAPartitionOpenGrowSolveAndFade() {
        register(FIRST);
        register(SECOND);

        opened();
        assertThat(frame().isps()).extracting(Frame.Shown::members).containsExactly(List.of(0));

        view.on(new IspEvent.Grown(ISP, 1, SECOND, Set.of(FIRST, SECOND)), now);
        view.on(computed(Verdict.PLAN), now);
        assertThat(frame().isps().getFirst().members()).containsExactly(0, 1);
        assertThat(frame().isps().getFirst().planned()).isTrue();

        ended(Outcome.SOLVED, "done");
        assertThat(frame().isps().getFirst().outcome()).isEqualTo(Outcome.SOLVED);
        assertThat(frame().totals().outcomes()).isEqualTo(Map.of(Outcome.SOLVED, 1L));

        now = now.plusSeconds(5);
        assertThat(frame().isps()).isEmpty();
    }

    @Test
    void isNotShownThePartitionsOfLongAgo() {
        opened();
        ended(Outcome.SOLVED, "done");
        IspId left = new IspId(FIRST, 1, 2);
        view.on(new IspEvent.Opened(left, priority(), now, 760, 700), now);

        now = now.plus(Duration.ofHours(1));

        assertThat(frame().isps()).isEmpty();
        assertThat(frame().totals().isps()).isEqualTo(2);
    }

    @Test
    void countsNodesPerMacroStepDuringALaunch() {
        register(FIRST);
        register(SECOND);
        view.on(new NodeEvent.StepEntered(FIRST, RESERVATION, MacroStep.BROADCAST_IMAGE, 1));
        view.on(new NodeEvent.StepRetried(SECOND, RESERVATION, MacroStep.BROADCAST_IMAGE, 1, 3, "checksum"));
        assertThat(frame().steps()).isEqualTo(Map.of(MacroStep.BROADCAST_IMAGE, 2));
        assertThat(frame().nodes().getFirst().step()).isEqualTo(3);

        view.on(new NodeEvent.StepFailed(SECOND, RESERVATION, MacroStep.BROADCAST_IMAGE, 3, "checksum"));
        view.on(new NodeEvent.Ready(description(FIRST), RESERVATION));
        view.on(new NodeEvent.Lost(FIRST, "silent"));

        assertThat(frame().steps()).isEmpty();
        assertThat(frame().phases()).isEqualTo(Map.of(NodesView.Phase.READY, 1, NodesView.Phase.FAILED, 1));
        assertThat(frame().nodes().getFirst().lost()).isTrue();

        view.on(new NodeEvent.Back(FIRST));
        view.on(new NodeEvent.Released(FIRST, RESERVATION));
        assertThat(frame().nodes().getFirst().lost()).isFalse();
        assertThat(frame().nodes().getFirst().phase()).isEqualTo(NodesView.Phase.FREE);
    }

    @Test
    void countsVmsPerStateAndShowsTheirMoves() {
        register(FIRST);
        register(SECOND);
        planned(VM);
        planned(new VmName("vm-2"));
        assertThat(frame().vms()).isEqualTo(Map.of(VmsView.State.PLANNED, 2));

        view.on(new VmEvent.Running(VM, FIRST));
        view.on(new VmEvent.PhaseFailed(new VmName("vm-2"), FIRST, VmPhase.BOOT, 1, 3, "no answer", null));
        view.on(new VmEvent.Migrating(VM, FIRST, SECOND, ISP));
        assertThat(frame().vms()).isEqualTo(Map.of(VmsView.State.MIGRATING, 1, VmsView.State.RETRYING, 1));
        assertThat(frame().moves()).containsExactly(new Frame.Moving(0, 1));

        view.on(new VmEvent.Migrated(VM, FIRST, SECOND, ISP, Duration.ofSeconds(10)));
        view.on(new VmEvent.GivenUp(new VmName("vm-2"), RESERVATION, "3 tries failed"));
        assertThat(frame().vms()).isEqualTo(Map.of(VmsView.State.RUNNING, 1, VmsView.State.GIVEN_UP, 1));
        assertThat(frame().moves()).isEmpty();
        assertThat(frame().totals().migrations()).isEqualTo(1);
        assertThat(frame().totals().retries()).isEqualTo(1);

        view.on(new VmEvent.Destroyed(VM, SECOND));
        view.on(new VmEvent.Cleared(FIRST, RESERVATION));
        assertThat(frame().vms()).isEmpty();
    }

    @Test
    void aMigrationThatFailedLeavesTheVmRunning() {
        register(FIRST);
        register(SECOND);
        view.on(new VmEvent.Running(VM, FIRST));
        view.on(new VmEvent.Migrating(VM, FIRST, SECOND, ISP));

        view.on(new VmEvent.PhaseFailed(VM, FIRST, VmPhase.MIGRATE, 1, 1, "time-out", ISP));

        assertThat(frame().vms()).isEqualTo(Map.of(VmsView.State.RUNNING, 1));
        assertThat(frame().moves()).isEmpty();
        assertThat(frame().totals().failedMigrations()).isEqualTo(1);
    }

    private Frame frame() {
        return view.frame(now, 0);
    }

    private String lines(LiveReader of) {
        return of.next(now).getLast().data();
    }

    private void opened() {
        view.on(new IspEvent.Opened(ISP, priority(), now, 760, 700), now);
    }

    private void ended(Outcome outcome, String achieved) {
        view.on(new IspEvent.Ended(ISP, outcome, Set.of(FIRST, SECOND), achieved), now);
    }

    private Priority priority() {
        return new Priority(ProblemClass.RELIEVE, now, FIRST);
    }

    private static IspEvent computed(Verdict verdict) {
        return new IspEvent.Computed(
                ISP,
                2,
                Set.of(FIRST, SECOND),
                verdict,
                new IspEvent.SolveAccount(Duration.ofMillis(43), null, 1, 10, 0, true, 1, 1, null, null, null),
                new byte[0],
                null);
    }

    private void planned(VmName vm) {
        Ipv4 address = Ipv4.parse("10.128.0.2");
        VmDescription description = new VmDescription(vm, RESERVATION, new VmSize(1, 1024), "debian12", address);
        view.on(new VmEvent.Planned(description, FIRST, MacAddress.of(address)));
    }

    private void register(NodeName node) {
        view.on(new NodeEvent.Registered(description(node)));
    }

    private static NodeDescription description(NodeName node) {
        return new NodeDescription(
                new RingKey("rennes", "paravance", node),
                3,
                8,
                new Capacity(700, 32_768),
                URI.create("twin://" + node),
                Map.of());
    }
}
