package org.farandole.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.farandole.cli.terminal.Colour;
import org.farandole.contracts.dvms.Action;
import org.farandole.contracts.dvms.Decision;
import org.farandole.contracts.dvms.IspEvent;
import org.farandole.contracts.dvms.IspId;
import org.farandole.contracts.dvms.Outcome;
import org.farandole.contracts.dvms.Priority;
import org.farandole.contracts.dvms.RingPosition;
import org.farandole.contracts.monitor.ViolationEvent;
import org.farandole.contracts.node.NodeName;
import org.farandole.contracts.node.RingKey;
import org.farandole.contracts.vm.VmEvent;
import org.farandole.contracts.vm.VmName;
import org.junit.jupiter.api.Test;

class SchedulingLogTest {

    private static final Instant BEGAN = Instant.parse("2026-11-01T08:00:00Z");
    private static final IspId ISP = IspId.parse("rennes-3:5:1");
    private static final NodeName HERE = new NodeName("rennes-3");
    private static final NodeName THERE = new NodeName("rennes-4");

    private final SchedulingLog log = new SchedulingLog(BEGAN);

    @Test
    void anIspIsToldFromItsOpeningToItsEnd() {
        assertThat(log.on(opened(), BEGAN.plusMillis(12_400)).orElseThrow().text())
                .isEqualTo(
                        "   12.4 s  opened     rennes-3:5:1       relieve rennes-3: its VMs want 740 of 700 % of a core");
        assertThat(log.quiet()).isFalse();
        assertThat(log.on(new IspEvent.Grown(ISP, 1, THERE, Set.of(HERE, THERE)), BEGAN.plusMillis(12_450))
                        .orElseThrow()
                        .text())
                .endsWith("by rennes-4 to 2 nodes");
        assertThat(log.on(plan(1), BEGAN.plusMillis(12_500)).orElseThrow().text())
                .endsWith("demo-0 rennes-3→rennes-4: rennes-3 has not enough");
        SchedulingLog.Line end = log.on(
                        new IspEvent.Ended(ISP, Outcome.SOLVED, Set.of(HERE, THERE), "1 of 1 actions done"),
                        BEGAN.plusMillis(13_400))
                .orElseThrow();
        assertThat(end.text())
                .isEqualTo("   13.4 s  solved     rennes-3:5:1       2 nodes after 1.0 s: 1 of 1 actions done");
        assertThat(end.colour()).isEqualTo(Colour.GOOD);
        assertThat(log.quiet()).isTrue();
    }

    @Test
    void aLongPlanIsShortened() {
        assertThat(log.on(plan(5), BEGAN).orElseThrow().text()).contains("demo-2 rennes-3→rennes-4, 2 more: ");
    }

    @Test
    void theSummaryCounts() {
        // given
        log.on(opened(), BEGAN);
        log.on(new ViolationEvent.Began(HERE, BEGAN, 740, 700), BEGAN);
        log.on(new ViolationEvent.Began(THERE, BEGAN, 710, 700), BEGAN);
        log.on(new VmEvent.Migrated(new VmName("demo-0"), HERE, THERE, ISP, Duration.ofSeconds(10)));

        // when
        SchedulingLog.Line ended = log.on(
                        new ViolationEvent.Ended(
                                HERE, BEGAN, Duration.ofSeconds(75), 10, ViolationEvent.Cause.RELIEVED),
                        BEGAN.plusSeconds(2))
                .orElseThrow();

        // then
        assertThat(ended.text()).endsWith("ended after 1 min 15 s (relieved, 10 VMs)");
        assertThat(log.summary(Duration.ofSeconds(5), Duration.ofSeconds(120)))
                .isEqualTo("5 of 120 s: 1 ISPs, 0 solved, 1 open; 2 violations, 1 now; 1 migrations");
    }

    private static IspEvent.Opened opened() {
        return new IspEvent.Opened(ISP, new Priority(Priority.ProblemClass.RELIEVE, BEGAN, HERE), BEGAN, 740, 700);
    }

    private static Decision.Plan plan(int moves) {
        List<Action> actions = IntStream.range(0, moves)
                .<Action>mapToObj(i -> new Action.Migrate(
                        new VmName("demo-" + i), HERE, THERE, Duration.ofSeconds(10), List.of(), "relieves"))
                .toList();
        return new Decision.Plan(
                ISP,
                1,
                new RingPosition(new RingKey("rennes", "paravance", HERE), 3),
                Map.of(),
                actions,
                "rennes-3 has not enough",
                Duration.ofSeconds(10),
                40,
                false);
    }
}
