package org.farandole.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.farandole.contracts.dvms.IspEvent;
import org.farandole.contracts.dvms.IspId;
import org.farandole.contracts.dvms.RingPosition;
import org.farandole.contracts.node.NodeName;
import org.farandole.contracts.vm.VmName;
import org.farandole.hypervisor.emulation.Faults;
import org.farandole.simulator.report.Report;
import org.farandole.simulator.scenario.Policy;
import org.farandole.simulator.scenario.Policy.RingOrder;
import org.farandole.simulator.scenario.Scenario;
import org.farandole.simulator.watch.Watcher;
import org.farandole.simulator.world.Landscape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The order of the ring, and how many overloads of a site are relieved at a time. On two sites, with every invariant checked. */
class RingSwitchesTest {

    private static final Duration LASTS = Duration.ofMinutes(5);

    /** The ISPs of a site that are open, and the most that ever were. */
    private static final class OpenIsps implements Watcher {
        private final TreeMap<String, Set<IspId>> open = new TreeMap<>();
        private int most;

        @Override
        public void reported(Instant at, IspEvent event) {
            Set<IspId> ofSite = open.computeIfAbsent(site(event.isp().initiator()), _ -> new HashSet<>());
            switch (event) {
                case IspEvent.Opened begun -> ofSite.add(begun.isp());
                case IspEvent.Ended ended -> ofSite.remove(ended.isp());
                case IspEvent.Grown _, IspEvent.Computed _ -> {}
            }
            most = Math.max(most, ofSite.size());
        }

        private static String site(NodeName node) {
            return node.value().replaceFirst("-.*", "");
        }
    }

    /** The sites that migrations left and entered. */
    private static final class Crossings implements Watcher {
        private int within;
        private int across;

        @Override
        public void migrated(Instant at, IspId isp, VmName vm, NodeName from, NodeName to, Duration took) {
            if (OpenIsps.site(from).equals(OpenIsps.site(to))) {
                within++;
            } else {
                across++;
            }
        }
    }

    private static Scenario scenario(Policy.Dvms policy) {
        return Runs.busy(40, LASTS, 5, policy);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void noMoreIspsOfASiteAreOpenThanIsSaid(int perSite) throws Exception {
        OpenIsps isps = new OpenIsps();

        Report report = Runs.run(scenario(new Policy.Dvms(RingOrder.SITE, perSite)), isps);

        assertThat(isps.most).isEqualTo(perSite);
        assertThat(report.isps().solved()).isGreaterThan(10);
    }

    @Test
    void elseThereAreAsManyAsOverloads() throws Exception {
        OpenIsps isps = new OpenIsps();

        Runs.run(scenario(new Policy.Dvms()), isps);

        assertThat(isps.most).isGreaterThan(2);
    }

    @Test
    void aDrawnRingIsThatOfItsSeedAndCrossesSites() throws Exception {
        Scenario drawn = scenario(new Policy.Dvms(RingOrder.RANDOM, 0));
        Crossings bySite = new Crossings();
        Crossings byChance = new Crossings();

        Runs.run(scenario(new Policy.Dvms()), bySite);
        Report report = Runs.run(drawn, byChance);

        assertThat(ring(drawn)).isEqualTo(ring(drawn)).isNotEqualTo(ring(scenario(new Policy.Dvms())));
        assertThat(ring(drawn)).containsExactlyInAnyOrderElementsOf(ring(scenario(new Policy.Dvms())));
        assertThat(byChance.across).isGreaterThan(byChance.within / 2);
        assertThat(bySite.across).isLessThan(byChance.across / 3);
        assertThat(report.migrations().withinSite())
                .isEqualTo(
                        (double) byChance.within / (byChance.within + byChance.across),
                        org.assertj.core.data.Offset.offset(0.001));
    }

    private static List<NodeName> ring(Scenario scenario) throws Exception {
        Stream<RingPosition> positions = new Landscape(scenario, Faults.NONE).positions().stream();
        return positions.sorted().map(RingPosition::node).toList();
    }
}
